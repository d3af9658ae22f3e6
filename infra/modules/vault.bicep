// The keys that sign links to readers, and the mail server's password. The app reads them by reference; nobody types a signing key.
param name string
param location string
param tags object

@description('Names of the signing keys (up to eight lower-case letters and digits), oldest first. A key is made when its name is first seen and never changed after.')
param signingKeys string[]

@description('What a signing key that is not there yet is made of; ignored for those that are.')
@secure()
param newKey string

@description('Whether the mail server asks for a password.')
param hasSmtpPassword bool

@secure()
param smtpPassword string

@description('Days for which a deleted secret can be had back.')
@minValue(7)
@maxValue(90)
param retentionDays int

@description('Whether even an owner must wait these days before the vault is gone.')
param purgeProtection bool

param isPrivate bool
param allowedAddresses string[]
param workspaceName string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: retentionDays
    // Once on, it cannot be switched off: absent rather than false.
    enablePurgeProtection: purgeProtection ? true : null
    publicNetworkAccess: isPrivate && empty(allowedAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: [for address in allowedAddresses: { value: address }]
    }
  }
}

@onlyIfNotExists()
resource signingKey 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = [
  for key in signingKeys: {
    parent: vault
    name: 'signing-${key}'
    properties: {
      // One way: who knows one key cannot tell another that was made with it.
      value: base64('${guid(newKey, key, 'a')}${guid(newKey, key, 'b')}')
      contentType: 'HMAC-SHA256 key'
      attributes: { enabled: true }
    }
  }
]

// Readers are kept under a hash with this key: with another one nobody is found any more. So there is one, for ever.
@onlyIfNotExists()
resource addressKey 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'address'
  properties: {
    value: base64('${guid(newKey, 'address', 'a')}${guid(newKey, 'address', 'b')}')
    contentType: 'HMAC-SHA256 key'
    attributes: { enabled: true }
  }
}

resource password 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (hasSmtpPassword) {
  parent: vault
  name: 'smtp-password'
  properties: {
    value: smtpPassword
    contentType: 'password of the mail server'
    attributes: { enabled: true }
  }
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspace.id
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

output name string = vault.name
