/** Evaluates AWS requests of a signed-in user against the policies of the templates, in an IAM simulator. */

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
 * A resource policy that allows everything to everybody. No resource of ours has one, but SNS allows the whole account
 * to use a topic that has no policy.
 */
function allowEverybody(resource) {
  const action = `${resource.split(':')[2]}:*`
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Everybody', Effect: 'Allow', Principal: { AWS: '*' }, Action: action, Resource: resource }],
  }
}

/** The IAM authorizations that an S3 request needs. */
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
  /** A path as in the request line, which S3 decodes once before the authorization. */
  raw: (action, path) => s3.object(action, decodeURIComponent(path)),
}

function s3Context(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`s3:${name}`, value]))
}

function other(action, resource = '*') {
  return [{ action, resource, context: {} }]
}

/**
 * Whether a session with this tag is authorized for all requests.
 * @param tag null for a session without a tag
 * @param others whether all other resources allow everybody
 */
async function allows(requests, tag, { role = rolePolicy, bucket = bucketPolicy, others = true } = {}) {
  for (const { action, resource, context } of requests) {
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
  return others && resource !== '*' ? allowEverybody(resource) : undefined
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
