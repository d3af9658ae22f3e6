using 'main.bicep'
extends 'main.bicepparam'

// For `az deployment sub create`; azd reads main.bicepparam and the variable PIPELINE_STAGE.
param stage = 'prod'
