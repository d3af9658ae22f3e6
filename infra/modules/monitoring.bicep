// Logs, traces and metrics. Without local authentication, only an identity with a role can write.
param workspaceName string
param componentName string
param location string
param tags object

@description('Days for which logs are kept.')
param retentionDays int

@description('Gigabytes a day after which nothing more is taken in; alerts are blind from then until midnight (UTC). -1 for no cap.')
param dailyCapGigabytes int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGigabytes }
    features: { disableLocalAuth: true }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

output workspaceName string = workspace.name
output componentName string = component.name
