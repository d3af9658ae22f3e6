// Everything that Pipeline needs in one resource group. The Event Grid subscription is made after the first
// deployment of the code (subscription.bicep): the key in its address exists only once the app has started.
targetScope = 'subscription'

@description('Name of the environment; it names the resource group and seeds the names of all resources.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of all resources; one that offers Flex Consumption.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Object id of a person or group who may drop articles; empty for nobody.')
param editorPrincipalId string = ''

@description('What editorPrincipalId is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param editorPrincipalType string = 'User'

@description('When the digest is sent: six-field cron, in UTC.')
param digestSchedule string

@description('The newsroom: name, time zone (IANA) and language (fr, en).')
param newsroom newsroomType

@description('The digest: list, reader and sender.')
param digest digestType

@description('The mail server that takes the digests.')
param smtp smtpType

@description('Password of the mail server\'s user; empty where it asks for none.')
@secure()
param smtpPassword string

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

// Without these the app would refuse to start or send nothing: better to stop here, before anything is made.
var mailHost = empty(smtp.host) ? fail('Name the mail server: azd env set PIPELINE_SMTP_HOST <host>') : smtp.host
var recipient = empty(digest.recipient)
  ? fail('Name the reader: azd env set PIPELINE_DIGEST_RECIPIENT <address>')
  : digest.recipient
var sender = empty(digest.from) ? fail('Name the sender: azd env set PIPELINE_DIGEST_FROM <address>') : digest.from

var tags = { 'azd-env-name': environmentName }
var token = uniqueString(subscription().id, environmentName, location)

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
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
  }
}

module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    storageName: storage.outputs.name
    componentName: monitoring.outputs.componentName
    appPrincipalId: identity.outputs.principalId
    articlesContainer: storage.outputs.articlesContainer
    editorPrincipalId: editorPrincipalId
    editorPrincipalType: editorPrincipalType
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
    settings: {
      DigestSchedule: digestSchedule
      Newsroom__Name: newsroom.name
      Newsroom__TimeZone: newsroom.timeZone
      Newsroom__Language: newsroom.language
      Digest__List: digest.list
      Digest__Recipient: recipient
      Digest__From: sender
      Digest__FromName: digest.fromName
      Smtp__Host: mailHost
      Smtp__Port: string(smtp.port)
      Smtp__User: smtp.user
      Smtp__Security: smtp.security
    }
    smtpPassword: smtpPassword
  }
  // Not a property of the app, but its first start reads storage: the roles must be there before it.
  dependsOn: [roles]
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_STORAGE_ACCOUNT string = storage.outputs.name
output FUNCTION_APP_NAME string = app.outputs.name
output FUNCTION_APP_URL string = app.outputs.url
output EVENT_TOPIC_NAME string = events.outputs.topicName
output ARTICLES_CONTAINER string = storage.outputs.articlesContainer
