// The function app on a Flex Consumption plan. All its storage goes through the identity; its secrets stay in the vault.
param name string
param planName string
param location string
param tags object
param identityName string
param storageName string
param deploymentContainer string
param componentName string

@description('Settings of the app itself; those of storage, identity and telemetry are added here.')
param settings object

@description('The vault with the secrets below.')
param vaultName string

@description('Settings whose value is a secret of the vault: setting to name of the secret.')
param vaultReferences object

@description('Address of the site in links to readers; empty for the address that the app is given.')
param siteUrl string

@description('Subnet through which the app goes out; empty for none.')
param subnetId string

@description('Most instances at once; each costs only while it works.')
param maximumInstances int

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

var references = mapValues(
  vaultReferences,
  secret => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${secret})'
)

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  // azd finds the app of the service `functions` by this tag.
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    // Without it the vault would be asked by an identity that the app does not have.
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
    functionAppConfig: {
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${deploymentContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
    }
  }

  // Neither FTP nor the deployment site takes a user name and a password.
  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noScmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(settings, references, {
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.properties.clientId
      AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
      AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
      AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
      Storage__credential: 'managedidentity'
      Storage__clientId: identity.properties.clientId
      Storage__blobServiceUri: account.properties.primaryEndpoints.blob
      Storage__queueServiceUri: account.properties.primaryEndpoints.queue
      Storage__tableServiceUri: account.properties.primaryEndpoints.table
      // The start page is ours, not the host's.
      AzureWebJobsDisableHomepage: 'true'
      APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
      Site__BaseUrl: empty(siteUrl) ? 'https://${app.properties.defaultHostName}' : siteUrl
    })
  }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
