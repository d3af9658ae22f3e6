// Who may do what: each role on the narrowest resource that serves it. The role of the mail's sign-in stands in mail.bicep.
param storageName string
param componentName string
param vaultName string
param appPrincipalId string
param articlesContainer string
param deadLettersContainer string
param editorPrincipalId string
param editorPrincipalType string

@description('Identities of the topics that write dead letters.')
param topicPrincipalIds string[]

// The host asks for owner on blobs: it leases blobs for its locks and reads the deployment package.
var storageRoles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource articles 'containers' existing = {
      name: articlesContainer
    }

    resource deadLetters 'containers' existing = {
      name: deadLettersContainer
    }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource appOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(storageRoles): {
    scope: account
    name: guid(account.id, appPrincipalId, role.value)
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

resource appOnMonitoring 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: component
  name: guid(component.id, appPrincipalId, metricsPublisher)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}

// Reads secrets; it can neither list nor change them.
resource appOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, appPrincipalId, secretsUser)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource topicOnDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for principal in topicPrincipalIds: {
    scope: account::blobs::deadLetters
    name: guid(account::blobs::deadLetters.id, principal, blobDataContributor)
    properties: {
      principalId: principal
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
    }
  }
]

resource editorOnArticles 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(editorPrincipalId)) {
  scope: account::blobs::articles
  name: guid(account::blobs::articles.id, editorPrincipalId, blobDataContributor)
  properties: {
    principalId: editorPrincipalId
    principalType: editorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}
