import { expect, test } from 'vitest'
import { countsOf, runSteps } from './test.ts'

const report = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
}

test('steps and tests are counted together, the last line is the sum, and what failed is shown in full', async () => {
  const printed: string[] = []
  const failed = await runSteps(
    [
      { name: 'types', run: async () => ({ passed: 1, failed: 0, output: 'silent' }) },
      { name: 'style', run: async () => ({ passed: 0, failed: 1, output: 'two spaces\nhere\n' }) },
      { name: 'broken', run: () => Promise.reject(new Error('no such tool')) },
      { name: 'tests', run: async () => ({ ...countsOf(report, 0), output: '' }) },
    ],
    (line) => printed.push(line.replace(/\d+\.\d s/, 's')),
  )
  expect(failed).toBe(2)
  expect(printed).toEqual([
    'ok  types (s)',
    'two spaces\nhere',
    'FAILED  style (s)',
    'Error: no such tool',
    'FAILED  broken (s)',
    'ok  tests: 3 of 3 (s)',
    '4 passed, 2 failed',
  ])
})

test('a file that cannot be loaded, an error outside every test, and a missing report all fail', () => {
  const unloaded = { ...report, testResults: [...report.testResults, { status: 'failed', assertionResults: [] }] }
  expect(countsOf(unloaded, 1).failed).toBe(1)
  expect(countsOf(report, 1).failed).toBe(1)
  expect(countsOf(null, 0).failed).toBe(1)
})
