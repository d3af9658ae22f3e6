# Makes the Event Grid subscription once the app has its blobs_extension key. Safe to run again.
# azd sets the variables from the outputs of main.bicep; it needs the Azure CLI, logged in.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')

foreach ($name in 'AZURE_RESOURCE_GROUP', 'FUNCTION_APP_NAME', 'EVENT_TOPIC_NAME', 'ARTICLES_CONTAINER') {
  if (-not [Environment]::GetEnvironmentVariable($name)) { throw "$name is not set." }
}

function Test-Key {
  # The answer is kept as JSON text and never printed.
  $keys = az functionapp keys list --resource-group $env:AZURE_RESOURCE_GROUP --name $env:FUNCTION_APP_NAME --output json 2>$null
  if ($LASTEXITCODE -ne 0 -or -not $keys) { return $false }
  $system = ($keys | Out-String | ConvertFrom-Json).systemKeys
  return $null -ne $system -and $system.PSObject.Properties.Name -contains 'blobs_extension'
}

$tries = 30
while (-not (Test-Key)) {
  $tries--
  if ($tries -eq 0) {
    throw 'The app has no key blobs_extension after five minutes: has it started? Look at its log stream, then run this again.'
  }
  Write-Host 'Waiting for the app to start ...'
  Start-Sleep -Seconds 10
}

az deployment group create --only-show-errors --output none `
  --resource-group $env:AZURE_RESOURCE_GROUP `
  --name article-dropped `
  --template-file subscription.bicep `
  --parameters functionAppName=$env:FUNCTION_APP_NAME topicName=$env:EVENT_TOPIC_NAME articlesContainer=$env:ARTICLES_CONTAINER
if ($LASTEXITCODE -ne 0) { throw 'The Event Grid subscription could not be made.' }
Write-Host "Articles dropped into container '$env:ARTICLES_CONTAINER' now reach $env:FUNCTION_APP_NAME."
