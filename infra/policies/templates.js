/** Reads the templates of infra/ and resolves them as CloudFormation would in an example account. */

const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { parse } = require('yaml')

const ACCOUNT = '123456789012'
const REGION = 'eu-central-1'

const PSEUDO = { 'AWS::AccountId': ACCOUNT, 'AWS::Region': REGION, 'AWS::Partition': 'aws' }

/**
 * A property of a resource. Only the intrinsic functions that policies use are supported; others are marked as unknown,
 * so that no policy is tested that was read wrongly.
 */
function property(template, resource, known, ...path) {
  const text = readFileSync(join(__dirname, '..', `${template}.yaml`), 'utf8')
  const properties = parse(text, { customTags: tags({ ...PSEUDO, ...known }) }).Resources[resource].Properties
  return path.reduce((value, name) => value[name], properties)
}

function tags(values) {
  const valueOf = (name) => {
    if (!(name in values)) return `unknown:${name}`
    return values[name]
  }
  const substitute = (text) =>
    text.replace(/\$\{(!?)([^}]+)}/g, (_, literally, name) => (literally ? `\${${name}}` : valueOf(name)))
  return [
    { tag: '!Ref', resolve: valueOf },
    { tag: '!GetAtt', resolve: valueOf },
    { tag: '!Sub', resolve: substitute },
    ...['!ImportValue', '!Not', '!Equals', '!If', '!And', '!Or'].flatMap((tag) => [
      { tag, resolve: () => `unknown:${tag}` },
      { tag, collection: 'seq', resolve: () => `unknown:${tag}` },
      { tag, collection: 'map', resolve: () => `unknown:${tag}` },
    ]),
  ]
}

/** Fails for a policy with an unresolved value. */
function resolved(policy) {
  const text = JSON.stringify(policy)
  if (text.includes('unknown:')) throw new Error(`not resolved: ${text.match(/unknown:[^"]*/)[0]}`)
  return policy
}

module.exports = { ACCOUNT, REGION, property, resolved }
