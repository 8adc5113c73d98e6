const assert = require('node:assert/strict')
const { describe, test } = require('node:test')
const { POOL, allows, bucketPolicy, other, rolePolicy, s3, trustPolicy, trusts } = require('./private-space.js')

const A = 'aaaaaaaa-1111-4222-8333-444444444444'
const B = 'bbbbbbbb-1111-4222-8333-444444444444'
const own = `private/${A}`
const bs = `private/${B}`
const topic = 'arn:aws:sns:eu-central-1:123456789012:account-events'
const queue = 'arn:aws:sqs:eu-central-1:123456789012:user-service-jobs'
const table = 'arn:aws:dynamodb:eu-central-1:123456789012:table/user-service-profiles'
const role = 'arn:aws:iam::123456789012:role/madang-user-service-Role'
const renditions = 'madang-media-renditions-123456789012-eu-central-1'
const exported = 'madang-user-exports-123456789012-eu-central-1'

/** Requests that A is allowed to make. */
const allowed = [
  ['put below the own prefix', s3.put(`${own}/notes.txt`)],
  ['put in a deep folder', s3.put(`${own}/a/b/c/d/e/f.txt`)],
  ['put a name with spaces, plus and percent', s3.put(`${own}/a b+c%20d.txt`)],
  ['put a name in Hangul and an emoji', s3.put(`${own}/마당/🌱.txt`)],
  ['put names with dots that are no path', s3.put(`${own}/.profile/a..b/...`)],
  ['put with the encryption that the bucket has anyway', s3.put(`${own}/x`, { 'x-amz-server-side-encryption': 'AES256' })],
  ['put of the standard class, by name', s3.put(`${own}/x`, { 'x-amz-storage-class': 'STANDARD' })],
  ['get', s3.get(`${own}/notes.txt`)],
  ['get the own photo', s3.get(`${own}/media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D`)],
  ['delete', s3.delete(`${own}/notes.txt`)],
  ['delete many', s3.deleteAll(`${own}/a`, `${own}/b`, `${own}/c/d`)],
  ['copy within the own prefix', s3.copy(`${own}/a`, `${own}/b`)],
  ['the marker of the own folder', s3.put(`${own}/`)],
  ['multipart: begin, send, complete', [...s3.put(`${own}/film`), ...s3.put(`${own}/film`), ...s3.put(`${own}/film`)]],
  ['multipart: copy a part of an own object', s3.copy(`${own}/film`, `${own}/cut`)],
  ['multipart: which parts are there', s3.object('ListMultipartUploadParts', `${own}/film`)],
  ['multipart: abort', s3.object('AbortMultipartUpload', `${own}/film`)],
  ['list the own prefix', s3.list({ prefix: `${own}/` })],
  ['list an own folder with a delimiter', s3.list({ prefix: `${own}/a/`, delimiter: '/' })],
  ['list by the beginning of a name', s3.list({ prefix: `${own}/no` })],
  ['list with another delimiter', s3.list({ prefix: `${own}/`, delimiter: 'a' })],
  ['an encoded path of the own', s3.raw('GetObject', `private%2F${A}%2fnotes.txt`)],
  ['dots encoded twice are a name in the own folder', s3.raw('PutObject', `${own}/%252e%252e%252f${B}%252fx`)],
]

/**
 * Requests that A's role does not allow, and that stay denied even if the policy of the resource allows everybody. (Keys
 * with a star are tested on the local AWS, because the simulator takes a star for a pattern.)
 */
const denied = [
  // Other users
  ["get B's", s3.get(`${bs}/notes.txt`)],
  ["put to B's", s3.put(`${bs}/notes.txt`)],
  ["delete B's", s3.delete(`${bs}/notes.txt`)],
  ["delete many, one of them B's", s3.deleteAll(`${own}/a`, `${bs}/a`)],
  ["list B's", s3.list({ prefix: `${bs}/` })],
  ["copy B's to the own", s3.copy(`${bs}/notes.txt`, `${own}/notes.txt`)],
  ["copy the own over B's", s3.copy(`${own}/notes.txt`, `${bs}/notes.txt`)],
  ["copy a part of B's", s3.copy(`${bs}/film`, `${own}/film`)],
  ["parts of B's upload", s3.object('ListMultipartUploadParts', `${bs}/film`)],
  ["abort B's upload", s3.object('AbortMultipartUpload', `${bs}/film`)],
  ["B's photo", s3.get(`${bs}/media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D`)],
  // The parent
  ['get the parent', s3.get('private/')],
  ['put into the parent', s3.put('private/x')],
  ['put beside the parent', s3.put('x')],
  ['the own folder without its slash', s3.put(own)],
  ['list the parent', s3.list({ prefix: 'private/' })],
  ['list without a prefix', s3.list()],
  ['list an empty prefix', s3.list({ prefix: '' })],
  ['list the folders of the parent', s3.list({ prefix: 'private/', delimiter: '/' })],
  ['list with a delimiter and no prefix', s3.list({ delimiter: '/' })],
  ['list by the beginning of all subs', s3.list({ prefix: 'private/a' })],
  ['list the own prefix without its slash', s3.list({ prefix: own })],
  ["list with the own prefix as delimiter", s3.list({ prefix: 'private', delimiter: `${own}/` })],
  ['list a star', s3.list({ prefix: 'private/*' })],
  ['does the bucket exist', s3.bucket('ListBucket')],
  // Similar names
  ['a sub that begins with mine', s3.get(`${own}BC/x`)],
  ['a sub that begins with mine, listed', s3.list({ prefix: `${own}BC/` })],
  ['my sub without its end', s3.get(`private/${A.slice(0, -1)}/x`)],
  ['my sub in capitals', s3.get(`private/${A.toUpperCase()}/x`)],
  ['the parent in capitals', s3.get(`PRIVATE/${A}/x`)],
  ['a space before the sub', s3.get(`private/ ${A}/x`)],
  ['a space behind the sub', s3.get(`private/${A} /x`)],
  ['a backslash for a slash', s3.get(`private\\${A}\\x`)],
  ['a dollar behind the sub', s3.get(`private/${A}$/x`)],
  ['the variable itself', s3.get('private/${aws:PrincipalTag/sub}/x')],
  ['question marks for the sub', s3.get(`private/${'?'.repeat(36)}/x`)],
  ['the own prefix somewhere inside', s3.get(`private/x/${own}/x`)],
  ['a slash before the parent', s3.get(`/${own}/x`)],
  ['two slashes behind the parent', s3.get(`private//${A}/x`)],
  // Encoded
  ["B's, every letter encoded", s3.raw('GetObject', [...`${bs}/x`].map((c) => `%${c.charCodeAt(0).toString(16)}`).join(''))],
  ['the parent encoded twice', s3.raw('GetObject', `private%252f${A}%252fx`)],
  ['.. encoded twice behind the sub', s3.raw('GetObject', `${own}%252f..%252f${B}/x`)],
  ['a null behind the sub', s3.raw('GetObject', `${own}%00/x`)],
  ['a line break behind the sub', s3.raw('GetObject', `${own}%0a/x`)],
  // Unicode lookalikes
  ['a fullwidth slash', s3.get(`private/${A}／x`)],
  ['a fullwidth slash behind the parent', s3.get(`private／${A}/x`)],
  ['a division slash', s3.get(`private∕${A}∕x`)],
  ['a fraction slash', s3.get(`private⁄${A}/x`)],
  ['an overlong slash, decoded leniently', s3.get(`private/${A}\ufffd\ufffdx`)],
  ['a Cyrillic a in the sub', s3.get(`private/${A.replaceAll('a', 'а')}/x`)],
  ['one Cyrillic a in the sub', s3.get(`private/${A.replace('a', 'а')}/x`)],
  ['fullwidth letters in the sub', s3.get(`private/${A.replaceAll('a', 'ａ')}/x`)],
  ['a combining mark behind the sub', s3.get(`private/${A}\u0301/x`)],
  ['a zero width space in the sub', s3.get(`private/\u200b${A}/x`)],
  ['a soft hyphen for a hyphen', s3.get(`private/${A.replaceAll('-', '\u00ad')}/x`)],
  ['a non-breaking hyphen for a hyphen', s3.get(`private/${A.replaceAll('-', '\u2011')}/x`)],
  ['a Cyrillic parent', s3.get(`рrivate/${A}/x`)],
  ['mathematical digits in the sub', s3.get(`private/${A.replaceAll('1', '𝟏')}/x`)],
  // Other buckets
  ['get a rendition', s3.get(`${own}/x`, renditions)],
  ['put a rendition', s3.put(`${own}/x`, {}, renditions)],
  ['list the renditions', s3.list({ prefix: `${own}/` }, renditions)],
  ['get an export', s3.get(`${own}/export.zip`, exported)],
  ['list the exports', s3.list({ prefix: `${own}/` }, exported)],
  ['a bucket of the same beginning', s3.get(`${own}/x`, 'madang-private-space-123456789012-eu-central-1-copy')],
  ['the bucket of another account', s3.put(`${own}/x`, {}, 'madang-private-space-210987654321-eu-central-1')],
  ['the bucket of another region', s3.put(`${own}/x`, {}, 'madang-private-space-123456789012-us-east-1')],
  ['all buckets', other('s3:ListAllMyBuckets')],
  ['a new bucket', s3.bucket('CreateBucket', {}, 'mine')],
  // Other S3 operations
  ['an own version', s3.object('GetObjectVersion', `${own}/x`)],
  ['delete an own version', s3.object('DeleteObjectVersion', `${own}/x`)],
  ['list versions', s3.bucket('ListBucketVersions', { 's3:prefix': `${own}/` })],
  ['list all unfinished uploads', s3.bucket('ListBucketMultipartUploads')],
  ['read an ACL', s3.object('GetObjectAcl', `${own}/x`)],
  ['write an ACL', s3.object('PutObjectAcl', `${own}/x`)],
  ['read tags', s3.object('GetObjectTagging', `${own}/x`)],
  ['write tags', s3.object('PutObjectTagging', `${own}/x`)],
  ['hold an object for ever', s3.object('PutObjectRetention', `${own}/x`)],
  ['put with a key of the own', s3.put(`${own}/x`, { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' })],
  ['put with a key of KMS', s3.put(`${own}/x`, { 'x-amz-server-side-encryption': 'aws:kms' })],
  ['put into the archive', s3.put(`${own}/x`, { 'x-amz-storage-class': 'DEEP_ARCHIVE' })],
  ['read the bucket policy', s3.bucket('GetBucketPolicy')],
  ['write the bucket policy', s3.bucket('PutBucketPolicy')],
  ['delete the bucket policy', s3.bucket('DeleteBucketPolicy')],
  ['write the CORS rules', s3.bucket('PutBucketCORS')],
  ['switch off versions', s3.bucket('PutBucketVersioning')],
  ['write the lifecycle', s3.bucket('PutLifecycleConfiguration')],
  ['read where events go', s3.bucket('GetBucketNotification')],
  ['send events elsewhere', s3.bucket('PutBucketNotification')],
  ['open to the public', s3.bucket('PutBucketPublicAccessBlock')],
  ['delete the bucket', s3.bucket('DeleteBucket')],
  ['put without TLS', s3.object('PutObject', `${own}/x`, { 'aws:SecureTransport': 'false' })],
  // Other services
  ['publish to a topic', other('sns:Publish', topic)],
  ['subscribe to it', other('sns:Subscribe', topic)],
  ['send to a queue', other('sqs:SendMessage', queue)],
  ['read a queue', other('sqs:ReceiveMessage', queue)],
  ['read a table', other('dynamodb:GetItem', table)],
  ['scan a table', other('dynamodb:Scan', table)],
  ['write a table', other('dynamodb:PutItem', table)],
  ['become a service', other('sts:AssumeRole', role)],
  ['tag a session', other('sts:TagSession', role)],
  ['make a user', other('iam:CreateUser', 'arn:aws:iam::123456789012:user/mallory')],
  ['make a key', other('iam:CreateAccessKey', 'arn:aws:iam::123456789012:user/mallory')],
  ['read the role', other('iam:GetRole', role)],
  ['list users', other('cognito-idp:ListUsers', 'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/pool')],
  ['become an admin', other('cognito-idp:AdminAddUserToGroup', 'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/pool')],
  ['read who is who', other('cognito-identity:DescribeIdentityPool', `arn:aws:cognito-identity:eu-central-1:123456789012:identitypool/${POOL}`)],
  ['send a mail', other('ses:SendEmail', 'arn:aws:ses:eu-central-1:123456789012:identity/hello@madang.example')],
  ['read a secret', other('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:x-abcdef')],
  ['run a function', other('lambda:InvokeFunction', 'arn:aws:lambda:eu-central-1:123456789012:function:x')],
]

/** Keys below A's prefix that a URL, a file system or a zip would resolve to other paths. */
const paths = [
  ['.. to B', s3.get(`${own}/../${B}/x`)],
  ['.. to the parent, put', s3.put(`${own}/../x`)],
  ['.. at the end', s3.get(`${own}/..`)],
  ['.. that comes back', s3.put(`${own}/a/../b`)],
  ['. in the middle', s3.put(`${own}/./a`)],
  ['. at the end', s3.put(`${own}/.`)],
  ['an empty folder name', s3.put(`${own}//a`)],
  ['delete behind ..', s3.delete(`${own}/../${B}/x`)],
  ['copy from behind ..', s3.copy(`${own}/../${B}/x`, `${own}/x`)],
  ['list behind ..', s3.list({ prefix: `${own}/../${B}/` })],
  ['list ..', s3.list({ prefix: `${own}/..` })],
  ['list behind .', s3.list({ prefix: `${own}/./` })],
  ['list behind an empty name', s3.list({ prefix: `${own}//` })],
  ['%2e%2e%2f', s3.raw('GetObject', `${own}/%2e%2e%2f${B}%2fx`)],
  ['%2E%2E/', s3.raw('GetObject', `${own}/%2E%2E/${B}/x`)],
  ['..%2f', s3.raw('PutObject', `${own}/..%2f${B}/x`)],
  ['%2f%2f', s3.raw('PutObject', `${own}/%2f%2fx`)],
]

/** Tags that no Cognito user has; they must not give access to anything. */
const oddTags = [
  ['no tag', null, s3.get(`${own}/x`)],
  ['no tag, the variable spelled out', null, s3.get('private/${aws:PrincipalTag/sub}/x')],
  ['no tag, an empty name', null, s3.get('private//x')],
  ['no tag, list', null, s3.list({ prefix: 'private/' })],
  ['no tag, list an empty name', null, s3.list({ prefix: 'private//' })],
  ['an empty tag', '', s3.get('private//x')],
  ['an empty tag, put', '', s3.put('private//x')],
  ['an empty tag, list', '', s3.list({ prefix: 'private//' })],
  ['an empty tag, list the parent', '', s3.list({ prefix: 'private/' })],
  ['a star', '*', s3.get(`${bs}/x`)],
  ['a star, list', '*', s3.list({ prefix: `${bs}/` })],
  ['as many question marks as a sub has letters', '?'.repeat(36), s3.get(`${bs}/x`)],
  ['question marks and hyphens', B.replaceAll(/[^-]/g, '?'), s3.get(`${bs}/x`)],
  ['question marks and hyphens, list', B.replaceAll(/[^-]/g, '?'), s3.list({ prefix: `${bs}/` })],
  ['a slash', '/', s3.get('private///x')],
  ['a sub and more', `${B}/notes`, s3.get(`${bs}/notes/x`)],
  ['..', '..', s3.get('private/../x')],
  ['another variable', '${aws:userid}', s3.get('private/x/x')],
  ['a variable that is a star', '${*}', s3.get(`${bs}/x`)],
  ['many subs in one tag', [A, B], s3.get(`${bs}/x`)],
]

describe('with the credentials of A', () => {
  for (const [what, requests] of allowed) {
    test(`works: ${what}`, async () => assert.equal(await allows(requests, A), true))
  }
  for (const [what, requests] of [...denied, ...paths]) {
    test(`is denied: ${what}`, async () => assert.equal(await allows(requests, A), false))
  }
  for (const [what, tag, requests] of oddTags) {
    test(`a session with ${what} is denied`, async () => assert.equal(await allows(requests, tag), false))
  }
})

describe('the allow statements of the role alone', () => {
  const allowing = { ...rolePolicy, Statement: rolePolicy.Statement.filter(({ Effect }) => Effect === 'Allow') }

  for (const [what, requests] of denied) {
    test(`is denied: ${what}`, async () => assert.equal(await allows(requests, A, { role: allowing, others: false }), false))
  }
})

describe('the cases', () => {
  test('have unique names', () => {
    const names = [...allowed, ...denied, ...paths, ...oddTags].map(([what]) => what)
    assert.deepEqual(names, [...new Set(names)])
  })

  for (const [what, requests] of [...denied, ...paths].filter(([, requests]) => requests.some(({ resource }) => resource.includes(bs)))) {
    test(`B's part of the request is allowed for B: ${what}`, async () => {
      const bsPart = requests.filter(({ resource }) => resource.includes(bs))
      const works = await allows(bsPart, B)
      assert.equal(works, !bsPart.some(({ resource }) => resource.includes('..')))
    })
  }
})

describe('each statement is necessary', () => {
  for (const { Sid } of rolePolicy.Statement) {
    test(`of the role: ${Sid}`, async () => {
      assert.equal(await changesSomething({ role: without(rolePolicy, Sid) }), true)
    })
  }
  for (const { Sid } of bucketPolicy.Statement) {
    test(`of the bucket: ${Sid}`, async () => {
      // The role of the users denies this too.
      const role = without(rolePolicy, 'NoPathTricks')
      assert.equal(await changesSomething({ role, bucket: without(bucketPolicy, Sid) }, { role }), true)
    })
  }

  function without(policy, sid) {
    return { ...policy, Statement: policy.Statement.filter(({ Sid }) => Sid !== sid) }
  }

  async function changesSomething(changed, before = {}) {
    const cases = [...[...allowed, ...denied, ...paths].map(([, requests]) => [A, requests]), ...oddTags.map(([, tag, requests]) => [tag, requests])]
    for (const [tag, requests] of cases) {
      if ((await allows(requests, tag, changed)) !== (await allows(requests, tag, before))) return true
    }
    return false
  }
})

describe('the trust policy', () => {
  const cognito = 'cognito-identity.amazonaws.com'
  const signedIn = { [`${cognito}:aud`]: POOL, [`${cognito}:amr`]: ['authenticated', 'cognito-idp.eu-central-1.amazonaws.com/x'] }
  const assume = 'sts:AssumeRoleWithWebIdentity'

  test('allows a signed-in user of our pool', async () => {
    assert.equal(await trusts(assume, cognito, signedIn), true)
  })

  // The simulator does not support these condition keys for TagSession.
  test('allows TagSession on the same conditions', () => {
    assert.deepEqual(trustPolicy.Statement.map(({ Action }) => Action), [[assume, 'sts:TagSession']])
  })

  for (const [what, action, principal, context] of [
    ['denies users of another pool', assume, cognito, { ...signedIn, [`${cognito}:aud`]: `${POOL}0` }],
    ['denies guests of our pool', assume, cognito, { ...signedIn, [`${cognito}:amr`]: ['unauthenticated'] }],
    ['denies tokens without a pool', assume, cognito, { [`${cognito}:amr`]: ['authenticated'] }],
    ['denies tokens without a sign-in', assume, cognito, { [`${cognito}:aud`]: POOL }],
    ['denies other providers', assume, 'accounts.google.com', signedIn],
    ['denies roles of the account', 'sts:AssumeRole', 'arn:aws:iam::123456789012:role/madang-user-service-Role', signedIn],
    ['denies the account', 'sts:AssumeRole', 'arn:aws:iam::123456789012:root', {}],
    ['denies services', 'sts:AssumeRole', 'ecs-tasks.amazonaws.com', {}],
  ]) {
    test(what, async () => assert.equal(await trusts(action, principal, context), false))
  }
})
