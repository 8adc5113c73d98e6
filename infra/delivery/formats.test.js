const assert = require('node:assert/strict')
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { test } = require('node:test')
const { property } = require('../policies/templates.js')

const source = readFileSync(join(__dirname, 'formats.js'), 'utf8')
const handler = new Function(`${source}\nreturn handler`)()

/** The same cases are put to the local AWS, which plays this function. */
const cases = JSON.parse(readFileSync(join(__dirname, 'formats.json'), 'utf8'))

const request = (path, accept) => ({
  context: { eventType: 'viewer-request' },
  request: { method: 'GET', uri: path, querystring: {}, headers: accept === null ? {} : { accept: { value: accept } }, cookies: {} },
})
const response = (headers) => ({ context: { eventType: 'viewer-response' }, request: {}, response: { statusCode: 200, headers } })

test('the template contains this function', () => {
  assert.equal(property('delivery', 'Formats', {}, 'FunctionCode'), source)
})

test('the function is within the size limit of CloudFront', () => {
  assert.ok(Buffer.byteLength(source) < 10 * 1024)
})

for (const { what, path, accept, becomes } of cases) {
  test(`${what}: ${path}`, () => assert.equal(handler(request(path, accept)).uri, becomes))
}

test('only the path is changed', () => {
  const event = request('/public/a/b/c/small', 'image/webp')
  const { uri, ...rest } = handler(structuredClone(event))
  const { uri: before, ...same } = event.request
  assert.deepEqual(rest, same)
  assert.notEqual(uri, before)
})

test('a response has Vary: Accept', () => {
  assert.equal(handler(response({})).headers.vary.value, 'Accept')
})

test('an existing Vary is kept', () => {
  assert.equal(handler(response({ vary: { value: 'Origin' } })).headers.vary.value, 'Origin, Accept')
})
