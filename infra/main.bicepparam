using 'main.bicep'

// azd fills the AZURE_ variables; the others come from `azd env set NAME value` (README, "Deploy to Azure").
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'pipeline')
param stage = readEnvironmentVariable('PIPELINE_STAGE', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param editorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param editorPrincipalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')

param digestSchedule = readEnvironmentVariable('PIPELINE_DIGEST_SCHEDULE', '0 */15 * * * *')
param siteUrl = readEnvironmentVariable('PIPELINE_SITE_URL', '')

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

param communication = {
  isEnabled: bool(readEnvironmentVariable('PIPELINE_MAIL_BY_AZURE', 'false'))
  dataLocation: readEnvironmentVariable('PIPELINE_MAIL_DATA_LOCATION', 'Europe')
  domain: readEnvironmentVariable('PIPELINE_MAIL_DOMAIN', '')
  isVerified: bool(readEnvironmentVariable('PIPELINE_MAIL_DOMAIN_VERIFIED', 'false'))
  applicationId: readEnvironmentVariable('PIPELINE_MAIL_APPLICATION_ID', '')
  principalId: readEnvironmentVariable('PIPELINE_MAIL_PRINCIPAL_ID', '')
}

// To rotate, add a name behind; take the first away once no mail with its links is of use any more.
param signingKeys = split(readEnvironmentVariable('PIPELINE_SIGNING_KEYS', 'k1'), ',')

param alertEmail = readEnvironmentVariable('PIPELINE_ALERT_EMAIL', '')
param digestMaxAgeHours = int(readEnvironmentVariable('PIPELINE_DIGEST_MAX_AGE_HOURS', '26'))

param privateNetwork = bool(readEnvironmentVariable('PIPELINE_PRIVATE_NETWORK', 'false'))
param allowedAddresses = filter(
  split(readEnvironmentVariable('PIPELINE_ALLOWED_ADDRESSES', ''), ','),
  address => !empty(address)
)
