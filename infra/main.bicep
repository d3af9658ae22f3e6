// Everything that Pipeline needs in one resource group. The Event Grid subscriptions are made after the first
// deployment of the code (subscription.bicep, mail-events.bicep): the keys in their addresses exist only once the app has started.
targetScope = 'subscription'

@description('Name of the environment; it names the resource group and seeds the names of all resources.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('What the environment is for: dev is cheap and quickly taken down, prod keeps more, for longer, in three places.')
param stage 'dev' | 'prod'

@description('Region of all resources; one that offers Flex Consumption.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Object id of a person or group who may drop articles; empty for nobody.')
param editorPrincipalId string = ''

@description('What editorPrincipalId is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param editorPrincipalType string = 'User'

@description('When the app looks whether a digest is due: six-field cron, in UTC.')
param digestSchedule string

@description('The newsroom: name, time zone (IANA) and language (fr, en).')
param newsroom newsroomType

@description('The digest: list, reader and sender.')
param digest digestType

@description('The mail server that takes the digests; not asked for where Azure Communication Services is it.')
param smtp smtpType

@description('Password of the mail server\'s user; empty where it asks for none.')
@secure()
param smtpPassword string

@description('Mail by Azure Communication Services.')
param communication communicationType

@description('Address of the site in links to readers, where it has a domain of its own; empty for the address that the app is given.')
param siteUrl string = ''

@description('Names of the keys that sign links to readers (up to eight lower-case letters and digits), oldest first; the last one signs, all are honoured.')
@minLength(1)
param signingKeys string[]

@description('What new signing keys are made of. Leave it: it is drawn anew each time and used only for keys that are not there yet.')
@secure()
param newKey string = '${newGuid()}${newGuid()}'

@description('Who is told when something is wrong.')
param alertEmail string

@description('Hours after which a digest is missed, where news came in.')
@minValue(1)
param digestMaxAgeHours int

@description('Whether storage and vault are reached through private endpoints only.')
param privateNetwork bool

@description('Internet addresses (IPv4, or ranges in CIDR form up to /30) that may reach a private storage account and vault all the same.')
param allowedAddresses string[]

type newsroomType = {
  @minLength(1)
  @maxLength(60)
  name: string
  timeZone: string
  @minLength(2)
  language: string
}

type digestType = {
  @minLength(1)
  list: string
  recipient: string
  from: string
  fromName: string
}

type smtpType = {
  host: string
  @minValue(1)
  @maxValue(65535)
  port: int
  user: string
  security: 'none' | 'starttls' | 'tls' | 'auto'
}

type communicationType = {
  isEnabled: bool
  @description('Where mail data is kept, for example Europe.')
  dataLocation: string
  @description('Domain of the sender; empty for one that Azure gives.')
  domain: string
  isVerified: bool
  applicationId: string
  principalId: string
}

var sizes = {
  dev: {
    storageSku: 'Standard_LRS'
    deletedBlobDays: 7
    logDays: 30
    logCapGigabytes: 1
    vaultDays: 7
    purgeProtection: false
    instances: 40
  }
  prod: {
    storageSku: 'Standard_ZRS'
    deletedBlobDays: 30
    logDays: 90
    logCapGigabytes: 5
    vaultDays: 90
    purgeProtection: true
    instances: 100
  }
}
var size = sizes[stage]

// Without these the app would refuse to start, send nothing or fail unseen: better to stop here, before anything is made.
var mailHost = communication.isEnabled
  ? 'smtp.azurecomm.net'
  : empty(smtp.host) ? fail('Name the mail server: azd env set PIPELINE_SMTP_HOST <host>') : smtp.host
// A domain that Azure gives has its own sender.
var hasGivenSender = communication.isEnabled && empty(communication.domain)
var sender = !hasGivenSender && empty(digest.from)
  ? fail('Name the sender: azd env set PIPELINE_DIGEST_FROM <address>')
  : digest.from
var told = stage == 'prod' && empty(alertEmail)
  ? fail('Name who is told when something is wrong: azd env set PIPELINE_ALERT_EMAIL <address>')
  : alertEmail
var application = communication.isEnabled && empty(communication.applicationId)
  ? fail('Name the application that signs in to send: azd env set PIPELINE_MAIL_APPLICATION_ID <client id>')
  : communication.applicationId
var applicationPrincipal = communication.isEnabled && empty(communication.principalId)
  ? fail('Name the object id of that application: azd env set PIPELINE_MAIL_PRINCIPAL_ID <object id>')
  : communication.principalId

// Asked of what is said, not of the secret itself: so the predicted settings can be read by a test.
var asksForPassword = communication.isEnabled || !empty(smtp.user)
var password = asksForPassword && empty(smtpPassword)
  ? fail('Give the password of the mail server: azd env set PIPELINE_SMTP_PASSWORD <password>')
  : smtpPassword

var tags = { 'azd-env-name': environmentName, stage: stage }
var token = uniqueString(subscription().id, environmentName, location)
var vaultName = 'kv-${token}'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: 'id-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: 'log-${token}'
    componentName: 'appi-${token}'
    location: location
    tags: tags
    retentionDays: size.logDays
    dailyCapGigabytes: size.logCapGigabytes
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    sku: size.storageSku
    deletedBlobDays: size.deletedBlobDays
    isPrivate: privateNetwork
    allowedAddresses: allowedAddresses
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: vaultName
    location: location
    tags: tags
    signingKeys: signingKeys
    newKey: newKey
    hasSmtpPassword: asksForPassword
    smtpPassword: password
    retentionDays: size.vaultDays
    purgeProtection: size.purgeProtection
    isPrivate: privateNetwork
    allowedAddresses: allowedAddresses
    workspaceName: monitoring.outputs.workspaceName
  }
}

module events 'modules/events.bicep' = {
  scope: group
  params: {
    name: 'evgt-${token}'
    location: location
    tags: tags
    storageName: storage.outputs.name
  }
}

module mail 'modules/mail.bicep' = if (communication.isEnabled) {
  scope: group
  params: {
    name: 'acs-${token}'
    topicName: 'evgt-mail-${token}'
    tags: tags
    dataLocation: communication.dataLocation
    domain: communication.domain
    isVerified: communication.isVerified
    sender: sender
    senderName: digest.fromName
    applicationId: application
    principalId: applicationPrincipal
  }
}

module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    storageName: storage.outputs.name
    componentName: monitoring.outputs.componentName
    vaultName: vault.outputs.name
    appPrincipalId: identity.outputs.principalId
    articlesContainer: storage.outputs.articlesContainer
    deadLettersContainer: storage.outputs.deadLettersContainer
    editorPrincipalId: editorPrincipalId
    editorPrincipalType: editorPrincipalType
    topicPrincipalIds: communication.isEnabled
      ? [events.outputs.principalId, mail!.outputs.topicPrincipalId]
      : [events.outputs.principalId]
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: 'vnet-${token}'
    location: location
    tags: tags
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
  }
}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: 'func-${token}'
    planName: 'plan-${token}'
    location: location
    tags: tags
    identityName: identity.outputs.name
    storageName: storage.outputs.name
    deploymentContainer: storage.outputs.deploymentContainer
    componentName: monitoring.outputs.componentName
    vaultName: vaultName
    siteUrl: siteUrl
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    maximumInstances: size.instances
    settings: {
      DigestSchedule: digestSchedule
      Newsroom__Name: newsroom.name
      Newsroom__TimeZone: newsroom.timeZone
      Newsroom__Language: newsroom.language
      Digest__List: digest.list
      Digest__Recipient: digest.recipient
      Digest__From: hasGivenSender ? mail!.outputs.sender : sender
      Digest__FromName: digest.fromName
      Smtp__Host: mailHost
      Smtp__Port: string(communication.isEnabled ? 587 : smtp.port)
      Smtp__User: communication.isEnabled ? mail!.outputs.user : smtp.user
      Smtp__Security: communication.isEnabled ? 'starttls' : smtp.security
      Keys__Current: last(signingKeys)
    }
    vaultReferences: union(
      { Keys__Address: 'address' },
      toObject(signingKeys, key => 'Keys__Ring__${key}', key => 'signing-${key}'),
      asksForPassword ? { Smtp__Password: 'smtp-password' } : {}
    )
  }
  // Not a property of the app, but its first start reads storage and vault: the roles must be there before it.
  dependsOn: [roles]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceName: monitoring.outputs.workspaceName
    actionGroupName: 'ag-${token}'
    topicNames: communication.isEnabled
      ? [events.outputs.topicName, mail!.outputs.topicName]
      : [events.outputs.topicName]
    alertEmail: told
    digestMaxAgeHours: digestMaxAgeHours
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_STORAGE_ACCOUNT string = storage.outputs.name
output FUNCTION_APP_NAME string = app.outputs.name
output FUNCTION_APP_URL string = app.outputs.url
output EVENT_TOPIC_NAME string = events.outputs.topicName
output MAIL_TOPIC_NAME string = communication.isEnabled ? mail!.outputs.topicName : ''
output MAIL_DNS_RECORDS string = communication.isEnabled ? string(mail!.outputs.verificationRecords) : ''
output DEAD_LETTERS_CONTAINER string = storage.outputs.deadLettersContainer
