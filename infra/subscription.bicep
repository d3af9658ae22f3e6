// The Event Grid subscriptions that call the blob triggers, one for each. Deployed into the resource group after the code:
// the system key blobs_extension exists once the app has started with a blob trigger in it. The key is read
// here, inside the deployment, so that it never stands on a command line or in an output.
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

// As the function classes say; a test compares.
var triggers = [
  { name: 'article-dropped', function: 'IngestArticle', container: 'articles' }
  { name: 'bounce-dropped', function: 'TakeInBounce', container: 'bounces' }
]

var key = listKeys('${app.id}/host/default', '2024-04-01').systemKeys.blobs_extension
var webhook = 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs'

resource dropped 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = [
  for trigger in triggers: {
    parent: topic
    name: trigger.name
    properties: {
      destination: {
        endpointType: 'WebHook'
        properties: {
          endpointUrl: '${webhook}?functionName=Host.Functions.${trigger.function}&code=${key}'
          minimumTlsVersionAllowed: '1.2'
        }
      }
      filter: {
        includedEventTypes: ['Microsoft.Storage.BlobCreated']
        subjectBeginsWith: '/blobServices/default/containers/${trigger.container}/blobs/'
      }
      // Event Grid gives up after these tries or this time, whichever comes first; then the event is a dead letter.
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
]
