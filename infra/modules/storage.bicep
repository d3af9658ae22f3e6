// The storage account: identities only, nothing public. The names are those of the code (StorageLayout).
param name string
param location string
param tags object

@description('Redundancy: Standard_LRS keeps three copies in one place, Standard_ZRS in three.')
param sku string

@description('Days for which a deleted or overwritten blob can be had back.')
param deletedBlobDays int

@description('Whether only private endpoints, and the addresses named, reach the account.')
param isPrivate bool

@description('Internet addresses that may reach a private account, for editors and administrators.')
param allowedAddresses string[]

// Articles of editors, what came of them, what was sent; `deployment` holds the code, `dead-letters` what Event Grid could not deliver.
var articles = 'articles'
var deployment = 'deployment'
var deadLetters = 'dead-letters'
var containers = [articles, 'quarantine', 'receipts', 'digests', 'bounces', 'templates', deployment, deadLetters]
// The host gives up work into the queues for poison; they are there beforehand, so that they can be listened to.
var queues = ['deliveries', 'signups', 'deliveries-poison', 'signups-poison', 'webjobs-blobtrigger-poison']
var tables = [
  'articles'
  'outboxes'
  'contents'
  'events'
  'eventsByDate'
  'changes'
  'stories'
  'storyKeys'
  'articleStories'
  'quarantine'
  'digests'
  'deliveries'
  'subscribers'
  'positions'
  'suppressions'
  'signUps'
  'publicDigests'
  'sending'
  'bounces'
]

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowedCopyScope: 'AAD'
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate && empty(allowedAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      // Event Grid writes its dead letters as a trusted service, with its own identity and role.
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: [for address in allowedAddresses: { value: address, action: 'Allow' }]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    // An article deleted or overwritten by mistake can be had back.
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: deletedBlobDays }
    containerDeleteRetentionPolicy: { enabled: true, days: deletedBlobDays }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for container in containers: {
    parent: blobs
    name: container
    properties: { publicAccess: 'None' }
  }
]

// Only what no reader asks for any more is moved or deleted; rows of tables are the app's own business.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'old-digests'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['digests/', 'receipts/', 'quarantine/'] }
            actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 90 } } }
          }
        }
        {
          // Mails that came back name people; what they tell is in the tables by then.
          name: 'old-bounces'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['bounces/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } }
          }
        }
        {
          name: 'dead-letters'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['${deadLetters}/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 90 } } }
          }
        }
        {
          name: 'old-versions'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: { version: { delete: { daysAfterCreationGreaterThan: deletedBlobDays } } }
          }
        }
      ]
    }
  }
  // A rule about versions is refused until the account keeps versions.
  dependsOn: [blobs]
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [
  for queue in queues: {
    parent: queueService
    name: queue
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [
  for table in tables: {
    parent: tableService
    name: table
  }
]

output name string = account.name
output articlesContainer string = articles
output deploymentContainer string = deployment
output deadLettersContainer string = deadLetters
