// What somebody must be told of. Each alert has a section in docs/runbook.md: what it means, what to do.
// The metrics are the app's own (meter Pipeline); docs/runbook.md lists them.
param location string
param tags object
param workspaceName string
param actionGroupName string

@description('System topics whose dead letters are watched.')
param topicNames string[]

@description('Who is told by mail; empty for nobody: alerts then stand in the portal only.')
param alertEmail string

@description('Hours after which a digest is missed, where news came in.')
param digestMaxAgeHours int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource topics 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = [for topic in topicNames: { name: topic }]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'pipeline'
    enabled: true
    emailReceivers: empty(alertEmail)
      ? []
      : [
          {
            name: 'newsroom'
            emailAddress: alertEmail
            useCommonAlertSchema: true
          }
        ]
  }
}

// Each query gives a row where somebody must look.
var rules = [
  {
    name: 'poison-messages'
    title: 'Work was given up'
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    query: '''
AppMetrics
| where Name == 'pipeline.poison.messages'
| summarize Messages = sum(Sum)
| where Messages > 0
'''
  }
  {
    name: 'quarantine-rate'
    title: 'Many files are refused'
    severity: 2
    frequency: 'PT15M'
    window: 'PT1H'
    query: '''
AppMetrics
| where Name in ('pipeline.articles.ingested', 'pipeline.articles.quarantined')
| summarize Taken = sumif(Sum, Name == 'pipeline.articles.ingested'), Refused = sumif(Sum, Name == 'pipeline.articles.quarantined')
| where Refused >= 5 and Refused > 0.2 * (Taken + Refused)
'''
  }
  {
    name: 'failed-deliveries'
    title: 'Mails do not arrive'
    severity: 1
    frequency: 'PT15M'
    window: 'PT1H'
    query: '''
AppMetrics
| where Name == 'pipeline.deliveries'
| extend State = tostring(Properties.state)
| summarize Failed = sumif(Sum, State in~ ('failed', 'uncertain')), Mails = sumif(Sum, State in~ ('submitted', 'failed', 'uncertain'))
| where Failed > 0 and Failed >= 0.02 * Mails
'''
  }
  {
    name: 'digest-missed'
    title: 'No digest was made though there was news'
    severity: 1
    frequency: 'PT1H'
    window: 'P1D'
    query: '''
AppMetrics
| where Name in ('pipeline.digest.age', 'pipeline.events.found')
| summarize
    Age = minif(coalesce(Max, Sum), Name == 'pipeline.digest.age' and TimeGenerated > ago(1h)),
    News = sumif(Sum, Name == 'pipeline.events.found')
| where News > 0 and (isnull(Age) or Age > {0} * 3600)
'''
  }
  {
    name: 'app-silent'
    title: 'The app tells nothing'
    severity: 1
    frequency: 'PT30M'
    window: 'PT1H'
    query: '''
union isfuzzy=true AppMetrics, AppRequests, AppTraces
| count
| where Count == 0
'''
  }
]

resource logAlert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: rule.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Pipeline: ${rule.title}'
      description: 'docs/runbook.md#${rule.name}'
      severity: rule.severity
      enabled: true
      scopes: [workspace.id]
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      autoMitigate: true
      // A table of the workspace is there only once a first row has come.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: replace(rule.query, '{0}', string(digestMaxAgeHours))
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for (topic, i) in topicNames: {
    name: i == 0 ? 'dead-letters' : 'dead-letters-${i + 1}'
    location: 'global'
    tags: tags
    properties: {
      description: 'docs/runbook.md#dead-letters'
      severity: 1
      enabled: true
      scopes: [topics[i].id]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: 'dead-letters'
            metricNamespace: 'Microsoft.EventGrid/systemTopics'
            metricName: 'DeadLetteredCount'
            timeAggregation: 'Total'
            operator: 'GreaterThan'
            threshold: 0
          }
        ]
      }
      actions: [{ actionGroupId: people.id }]
    }
  }
]
