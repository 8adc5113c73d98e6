/** What a signed-in user asks of AWS, put to the policies of the private space as the templates have them. */

const { runSimulation } = require('@cloud-copilot/iam-simulate')
const { ACCOUNT, REGION, property, resolved } = require('./templates.js')

const BUCKET = `madang-private-space-${ACCOUNT}-${REGION}`
const POOL = `${REGION}:11111111-2222-3333-4444-555555555555`
const BUCKET_ARN = `arn:aws:s3:::${BUCKET}`
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/private-space`
const SESSION_ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/private-space/CognitoIdentityCredentials`

const rolePolicy = resolved(property('identity', 'PrivateSpaceRole', {}, 'Policies', 0, 'PolicyDocument'))
const trustPolicy = resolved(
  property('identity', 'PrivateSpaceRole', { IdentityPool: POOL }, 'AssumeRolePolicyDocument'),
)
const bucketPolicy = resolved(
  property('private-space', 'PrivateSpacePolicy', { 'PrivateSpace.Arn': BUCKET_ARN }, 'PolicyDocument'),
)

/**
 * Worse than any resource of ours has, though not by much: SNS lets the whole account in to a topic without a policy of
 * its own.
 */
function letsEverybodyIn(resource) {
  const action = `${resource.split(':')[2]}:*`
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Everybody', Effect: 'Allow', Principal: { AWS: '*' }, Action: action, Resource: resource }],
  }
}

/** A call of S3: what IAM is asked, which may be more than one thing. */
const s3 = {
  object: (action, key, context = {}, bucket = BUCKET) => [
    { action: `s3:${action}`, resource: `arn:aws:s3:::${bucket}/${key}`, context },
  ],
  bucket: (action, context = {}, bucket = BUCKET) => [
    { action: `s3:${action}`, resource: `arn:aws:s3:::${bucket}`, context },
  ],
  get: (key, bucket) => s3.object('GetObject', key, {}, bucket),
  put: (key, headers = {}, bucket) => s3.object('PutObject', key, s3Context(headers), bucket),
  delete: (key, bucket) => s3.object('DeleteObject', key, {}, bucket),
  deleteAll: (...keys) => keys.flatMap((key) => s3.delete(key)),
  copy: (from, to) => [...s3.get(from), ...s3.put(to, { 'x-amz-copy-source': `${BUCKET}/${from}` })],
  list: (query = {}, bucket) => s3.bucket('ListBucket', s3Context(query), bucket),
  /** A path as it stands in the request line: S3 decodes it once, then asks IAM. */
  raw: (action, path) => s3.object(action, decodeURIComponent(path)),
}

function s3Context(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`s3:${name}`, value]))
}

function other(action, resource = '*') {
  return [{ action, resource, context: {} }]
}

/** Whether the session of this tag may do all of it. No tag is null; `others`: other resources let everybody in. */
async function allows(asked, tag, { role = rolePolicy, bucket = bucketPolicy, others = true } = {}) {
  for (const { action, resource, context } of asked) {
    const tagged = tag === null ? {} : { 'aws:PrincipalTag/sub': tag }
    const simulation = {
      request: {
        principal: SESSION_ARN,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: { 'aws:SecureTransport': 'true', ...tagged, ...context },
      },
      identityPolicies: [{ name: 'own-prefix', policy: role }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: resourcePolicy(resource, bucket, others),
    }
    if ((await verdict(simulation)) !== 'Allowed') return false
  }
  return true
}

function resourcePolicy(resource, bucket, others) {
  if (resource === BUCKET_ARN || resource.startsWith(`${BUCKET_ARN}/`)) return bucket
  return others && resource !== '*' ? letsEverybodyIn(resource) : undefined
}

async function trusts(action, principal, context) {
  const simulation = {
    request: {
      principal,
      action,
      resource: { resource: ROLE_ARN, accountId: ACCOUNT },
      contextVariables: context,
    },
    identityPolicies: [],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: trustPolicy,
  }
  return (await verdict(simulation)) === 'Allowed'
}

async function verdict(simulation) {
  const result = await runSimulation(simulation, { simulationMode: 'Strict' })
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors))
  return result.overallResult
}

module.exports = { POOL, allows, bucketPolicy, other, rolePolicy, s3, trustPolicy, trusts }
