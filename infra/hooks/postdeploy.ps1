# Makes the Event Grid subscriptions once the app has its blobs_extension key. Safe to run again.
# azd sets the variables from the outputs of main.bicep; it needs the Azure CLI, logged in.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')

$needed = 'AZURE_RESOURCE_GROUP', 'AZURE_STORAGE_ACCOUNT', 'FUNCTION_APP_NAME', 'EVENT_TOPIC_NAME', 'DEAD_LETTERS_CONTAINER'
foreach ($name in $needed) {
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

function New-Subscription([string] $Name, [string] $Template, [string[]] $Parameters) {
  az deployment group create --only-show-errors --output none `
    --resource-group $env:AZURE_RESOURCE_GROUP --name $Name --template-file $Template --parameters $Parameters
  if ($LASTEXITCODE -ne 0) { throw "The Event Grid subscription $Name could not be made." }
}

New-Subscription blob-events subscription.bicep @(
  "functionAppName=$env:FUNCTION_APP_NAME", "topicName=$env:EVENT_TOPIC_NAME", "storageName=$env:AZURE_STORAGE_ACCOUNT",
  "deadLettersContainer=$env:DEAD_LETTERS_CONTAINER")
Write-Host "What is dropped into the storage account now reaches $env:FUNCTION_APP_NAME."

# Only where Azure Communication Services sends the mail.
if ($env:MAIL_TOPIC_NAME) {
  New-Subscription mail-events mail-events.bicep @(
    "functionAppName=$env:FUNCTION_APP_NAME", "topicName=$env:MAIL_TOPIC_NAME", "storageName=$env:AZURE_STORAGE_ACCOUNT",
    "deadLettersContainer=$env:DEAD_LETTERS_CONTAINER")
  Write-Host "Mails that do not arrive are now told to $env:FUNCTION_APP_NAME."
}
