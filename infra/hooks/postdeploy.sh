#!/usr/bin/env bash
# Makes the Event Grid subscriptions once the app has its blobs_extension key. Safe to run again.
# azd sets the variables from the outputs of main.bicep; it needs the Azure CLI, logged in.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${AZURE_RESOURCE_GROUP:?}" "${AZURE_STORAGE_ACCOUNT:?}" "${FUNCTION_APP_NAME:?}" "${EVENT_TOPIC_NAME:?}" "${DEAD_LETTERS_CONTAINER:?}"

has_key() {
  local answer
  answer=$(az functionapp keys list --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" \
    --query "contains(keys(systemKeys || \`{}\`), 'blobs_extension')" --output tsv 2>/dev/null) || return 1
  [ "$answer" = true ]
}

tries=30
until has_key; do
  tries=$((tries - 1))
  if [ "$tries" -eq 0 ]; then
    echo "The app has no key blobs_extension after five minutes: has it started? Look at its log stream, then run this again." >&2
    exit 1
  fi
  echo "Waiting for the app to start ..."
  sleep 10
done

subscribe() {
  local name=$1 template=$2
  shift 2
  az deployment group create --only-show-errors --output none \
    --resource-group "$AZURE_RESOURCE_GROUP" --name "$name" --template-file "$template" --parameters "$@"
}

subscribe blob-events subscription.bicep \
  functionAppName="$FUNCTION_APP_NAME" topicName="$EVENT_TOPIC_NAME" storageName="$AZURE_STORAGE_ACCOUNT" \
  deadLettersContainer="$DEAD_LETTERS_CONTAINER"
echo "What is dropped into the storage account now reaches $FUNCTION_APP_NAME."

# Only where Azure Communication Services sends the mail.
if [ -n "${MAIL_TOPIC_NAME:-}" ]; then
  subscribe mail-events mail-events.bicep \
    functionAppName="$FUNCTION_APP_NAME" topicName="$MAIL_TOPIC_NAME" storageName="$AZURE_STORAGE_ACCOUNT" \
    deadLettersContainer="$DEAD_LETTERS_CONTAINER"
  echo "Mails that do not arrive are now told to $FUNCTION_APP_NAME."
fi
