// `node --import tsx test/bench/race.ts`: 200 browsers post for one slot at the same moment, five times over. Prints how many were
// let through and how long they waited; decides no test. The browsers run in this process too, so the figures are its worst case.
import { mkdtempSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { start } from '../../src/app/main.ts'
import { freePort } from '../../src/platform/embedded-postgres.ts'
import { readSettings } from '../../src/platform/settings.ts'

const [CALLERS, ROUNDS] = [200, 5]
const folder = mkdtempSync('var/race-')
const settings = readSettings({
  ...{ ...process.env, PORT: String(await freePort()), VAR_DIR: relative(process.cwd(), folder), LOG_LEVEL: 'silent' },
})
const now = () => new Date('2026-11-23T07:35:00+07:00')
const { url, host, stop } = await start(settings, { demo: true, quiet: true, work: false, now })
// Above the usual load from one address a plain question is asked; here the database is what is measured.
host.throttle = { isBusy: () => false }

const textAt = async (path: string) => (await fetch(url + path)).text()
const schedule = await textAt('/dv/20380-xa-tay-ho/lich-tiep-dan?thang=2026-12')
const path = /href="([^"]*\/dang-ky)"/.exec(schedule)?.[1] ?? ''

for (let round = 0; round < ROUNDS; round++) {
  const slot = /name="slot"[^>]*value="(\d+)"/.exec(await textAt(path))?.[1] ?? ''
  if (slot === '') break
  const times: number[] = []
  const counts: Record<string, number> = {}
  const one = async (n: number) => {
    const began = performance.now()
    const body = new URLSearchParams({ _key: `race-${round}-caller-${String(n).padStart(5, '0')}`, slot })
    const answer = await fetch(url + path, { method: 'POST', redirect: 'manual', headers: { origin: url }, body })
    const isKind = (await answer.text()).includes('Mời bà con chọn khung giờ khác')
    times.push(performance.now() - began)
    const how = answer.status === 303 ? 'booked' : answer.status === 422 && isKind ? 'told kindly' : `${answer.status}`
    counts[how] = (counts[how] ?? 0) + 1
  }
  await Promise.all(Array.from({ length: CALLERS }, (_, n) => one(n)))
  times.sort((a, b) => a - b)
  const at = (share: number) => `${Math.round(times[Math.floor(CALLERS * share)] ?? 0)} ms`
  process.stdout.write(`${JSON.stringify(counts)} half within ${at(0.5)}, p95 ${at(0.95)}\n`)
}
await stop()
rmSync(folder, { recursive: true, force: true })
process.exit(0)
