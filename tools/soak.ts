// The long versions of what `npm test` runs short: 100,000 deadlines against the oracle, 100,000 texts read for citations,
// 20,000 hostile inputs, five kills.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const seed = String(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_000)

const ROUNDS: readonly { name: string; file: string; env: Record<string, string> }[] = [
  { name: 'deadlines against the oracle', file: 'src/law/oracle.test.ts', env: { ORACLE_RUNS: '100000' } },
  { name: 'texts read for citations', file: 'src/law/citations/hostile.test.ts', env: { CITATION_RUNS: '100000' } },
  {
    name: `hostile inputs (FUZZ_SEED=${seed})`,
    file: 'test/fuzz.test.ts',
    env: { FUZZ_RUNS: '20000', FUZZ_SEED: seed },
  },
  { name: 'kills of program and database', file: 'test/kill.test.ts', env: { KILL_ROUNDS: '5' } },
]

const run = (file: string, env: Record<string, string>) =>
  new Promise<boolean>((resolve) => {
    const hour = '--testTimeout=3600000'
    const child = spawn('vitest', ['run', hour, file], {
      ...{ cwd: root, stdio: 'inherit', env: { ...process.env, ...env }, shell: process.platform === 'win32' },
    })
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })

let failed = 0
for (const { name, file, env } of ROUNDS) {
  const startedAt = performance.now()
  const passed = await run(file, env)
  console.log(`${passed ? 'ok' : 'FAILED'}  ${name} (${((performance.now() - startedAt) / 1000).toFixed(0)} s)\n`)
  if (!passed) failed++
}
console.log(`${ROUNDS.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
