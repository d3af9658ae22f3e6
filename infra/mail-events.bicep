// The Event Grid subscription that tells the app of mails that did not arrive (Azure Communication Services only).
// Deployed into the resource group after the code, as subscription.bicep is, and for the same reason: Event Grid
// first asks the address whether it wants events, and the key in it is the function's own.
param functionAppName string
param topicName string
param storageName string
param deadLettersContainer string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: functionAppName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

var key = listKeys('${app.id}/functions/MailEvents', '2024-04-01').default

resource mailReported 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'mail-reported'
  properties: {
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${app.properties.defaultHostName}/api/mail-events?code=${key}'
        minimumTlsVersionAllowed: '1.2'
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Communication.EmailDeliveryReportReceived']
    }
    retryPolicy: {
      eventTimeToLiveInMinutes: 1440
      maxDeliveryAttempts: 30
    }
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: {
          resourceId: account.id
          blobContainerName: deadLettersContainer
        }
      }
    }
  }
}
