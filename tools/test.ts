// What `npm test` runs, here and in CI: every check as a named step, then all tests. Arguments go to vitest.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { styleSheet } from './assets.ts'

interface Outcome {
  passed: number
  failed: number
  /** Shown in the step's line. */
  about?: string
  /** Shown in full when something failed. */
  output: string
}

interface Step {
  name: string
  run: () => Promise<Outcome>
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

const root = join(import.meta.dirname, '..')
const COLORS = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined }
const REPORT = join(root, '.cache/vitest.json')

export const STEPS: readonly Step[] = [
  { name: 'types', run: () => command('tsc', '--noEmit') },
  {
    name: 'style',
    run: () => command('biome', 'check', '--diagnostic-level=warn', '--error-on-warnings', 'src', 'test', 'tools'),
  },
  { name: 'unused code', run: () => command('knip', '--no-progress') },
  { name: 'schema is current', run: () => command(process.execPath, '--import', 'tsx', 'tools/schema.ts', '--check') },
  { name: 'assets are current', run: currentAssets },
  { name: 'tests', run: () => tests(process.argv.slice(2)) },
]

export async function runSteps(steps: readonly Step[], print: (line: string) => void): Promise<number> {
  let [passed, failed] = [0, 0]
  for (const step of steps) {
    const startedAt = performance.now()
    const outcome = await step
      .run()
      .catch((error: unknown) => ({ passed: 0, failed: 1, output: String(error) }) as Outcome)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    if (outcome.failed > 0) print(outcome.output.trimEnd())
    print(
      `${outcome.failed > 0 ? 'FAILED' : 'ok'}  ${[step.name, outcome.about].filter(Boolean).join(': ')} (${seconds} s)`,
    )
    passed += outcome.passed
    failed += outcome.failed
  }
  print(`${passed} passed, ${failed} failed`)
  return failed
}

async function command(name: string, ...args: string[]): Promise<Outcome> {
  const { code, output } = await captured(name, args)
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output }
}

/** A tool of node_modules/.bin, or a path. */
function captured(name: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const path = `${join(root, 'node_modules/.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`
  const isTool = !name.includes('/') && process.platform === 'win32'
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, {
      cwd: root,
      env: { ...process.env, PATH: path, NODE_NO_WARNINGS: '1', ...COLORS },
      shell: isTool,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

async function currentAssets(): Promise<Outcome> {
  if (readFileSync(join(root, 'src/ui/assets/ui.css')).equals(styleSheet())) return { passed: 1, failed: 0, output: '' }
  return { passed: 0, failed: 1, output: 'src/ui/assets/ui.css is not current: run npm run assets' }
}

async function tests(args: readonly string[]): Promise<Outcome> {
  rmSync(REPORT, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`]
  const { code, output } = await captured('vitest', ['run', ...reporters, ...args])
  return { ...countsOf(readReport(), code), output }
}

function readReport(): VitestReport | null {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8')) as VitestReport
  } catch {
    return null
  }
}

/** A file that could not be loaded has no tests, and still failed; so did a run that says so by its exit code alone. */
export function countsOf(report: VitestReport | null, code: number | null): Omit<Outcome, 'output'> {
  if (!report) return { passed: 0, failed: 1, about: 'no report' }
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  )
  const failed = report.numFailedTests + broken.length
  const skipped = report.numPendingTests + report.numTodoTests
  const counts = `${report.numPassedTests} of ${report.numPassedTests + failed}`
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    about: skipped > 0 ? `${counts}, ${skipped} skipped` : counts,
  }
}

if (process.argv[1] === import.meta.filename) process.exitCode = (await runSteps(STEPS, console.log)) > 0 ? 1 : 0
