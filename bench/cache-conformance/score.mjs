// Counts the results of the conformance suite as its own page does: score.mjs CHECKOUT RESULTS
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const [checkout, file] = process.argv.slice(2)
const suites = (await import(resolve(checkout, 'tests/index.mjs'))).default
const { determineTestResult, resultTypes } = await import(resolve(checkout, 'test-engine/lib/results.mjs'))
const results = JSON.parse(readFileSync(file))

// Those of browsers and of CDNs (CDN-Cache-Control) do not concern a reverse proxy.
const tests = suites.flatMap(suite => suite.tests).filter(test => !test.browser_only && !test.cdn_only)
for (const kind of ['required', 'optimal']) {
  const ofKind = tests.filter(test => (test.kind ?? 'required') === kind)
  const failed = ofKind.filter(test => determineTestResult(suites, test.id, results) !== resultTypes.pass)
  console.log(`${kind}: ${ofKind.length - failed.length} of ${ofKind.length}`)
  for (const test of failed) console.log(`  ${test.id}: ${JSON.stringify(results[test.id])}`)
}
