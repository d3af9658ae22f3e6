// Mail by Azure Communication Services: its SMTP server signs in an Entra application (made beforehand: README),
// and tells of what did not arrive on a topic of its own (who listens: ../mail-events.bicep).
param name string
param topicName string
param tags object

@description('Where the service keeps its data, for example Europe.')
param dataLocation string

@description('Domain of the sender; empty for one that Azure gives and has verified.')
param domain string

@description('Whether the DNS records of the domain are in place and verified; a domain is linked only then.')
param isVerified bool

@description('Address of the sender; of a domain that Azure gives, only its own can be used.')
param sender string
param senderName string

@description('Entra application whose secret is the SMTP password: its application (client) id.')
param applicationId string

@description('The object id of that application\'s service principal.')
param principalId string

var isGiven = empty(domain)
// Communication and Email Service Owner: the role that the SMTP sign-in asks for.
var mailOwner = '09976791-48a7-449e-bb21-39d1a415f350'

resource email 'Microsoft.Communication/emailServices@2025-09-01' = {
  name: 'mail-${name}'
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation }
}

resource senderDomain 'Microsoft.Communication/emailServices/domains@2025-09-01' = {
  parent: email
  name: isGiven ? 'AzureManagedDomain' : domain
  location: 'global'
  tags: tags
  properties: {
    domainManagement: isGiven ? 'AzureManaged' : 'CustomerManaged'
    // Opening a mail tells nobody.
    userEngagementTracking: 'Disabled'
  }
}

resource senderUser 'Microsoft.Communication/emailServices/domains/senderUsernames@2025-09-01' = if (!isGiven && isVerified) {
  parent: senderDomain
  name: split(sender, '@')[0]
  properties: {
    username: split(sender, '@')[0]
    displayName: senderName
  }
}

resource service 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: isGiven || isVerified ? [senderDomain.id] : []
  }
}

resource signIn 'Microsoft.Communication/communicationServices/smtpUsernames@2025-09-01' = {
  parent: service
  name: 'pipeline-smtp'
  properties: {
    username: 'pipeline'
    entraApplicationId: applicationId
    tenantId: tenant().tenantId
  }
}

resource applicationOnService 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: service
  name: guid(service.id, principalId, mailOwner)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', mailOwner)
  }
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: topicName
  // Where its source is.
  location: 'global'
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    source: service.id
    topicType: 'Microsoft.Communication.CommunicationServices'
  }
}

output user string = signIn.properties.username
output sender string = 'DoNotReply@${senderDomain.properties.mailFromSenderDomain}'
output verificationRecords object = isGiven ? {} : senderDomain.properties.verificationRecords
output topicName string = topic.name
output topicPrincipalId string = topic.identity.principalId
