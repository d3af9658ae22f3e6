using 'main.bicep'

// azd fills the AZURE_ variables; the others come from `azd env set NAME value`.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'pipeline')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param editorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param editorPrincipalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')

param digestSchedule = readEnvironmentVariable('PIPELINE_DIGEST_SCHEDULE', '0 30 4 * * *')

param newsroom = {
  name: readEnvironmentVariable('PIPELINE_NEWSROOM_NAME', 'Pipeline')
  timeZone: readEnvironmentVariable('PIPELINE_TIME_ZONE', 'Europe/Paris')
  language: readEnvironmentVariable('PIPELINE_LANGUAGE', 'fr')
}

param digest = {
  list: readEnvironmentVariable('PIPELINE_DIGEST_LIST', 'main')
  recipient: readEnvironmentVariable('PIPELINE_DIGEST_RECIPIENT', '')
  from: readEnvironmentVariable('PIPELINE_DIGEST_FROM', '')
  fromName: readEnvironmentVariable('PIPELINE_DIGEST_FROM_NAME', 'Pipeline')
}

param smtp = {
  host: readEnvironmentVariable('PIPELINE_SMTP_HOST', '')
  port: int(readEnvironmentVariable('PIPELINE_SMTP_PORT', '587'))
  user: readEnvironmentVariable('PIPELINE_SMTP_USER', '')
  security: readEnvironmentVariable('PIPELINE_SMTP_SECURITY', 'starttls')
}

param smtpPassword = readEnvironmentVariable('PIPELINE_SMTP_PASSWORD', '')
