// `node --import tsx test/bench/race.ts`: 200 browsers open the form of one session, then post for one slot at the same moment,
// six times over. Prints how many were let through and how long they waited; decides no test. The browsers share the two cores.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const [CALLERS, ROUNDS] = [200, 6]
mkdirSync('var', { recursive: true })
const folder = mkdtempSync('var/race-')
const app = fork(join(import.meta.dirname, 'race-server.ts'), [folder])
const [{ url }] = (await once(app, 'message')) as [{ url: string }]

interface Answer {
  status: number
  body: Buffer
}

/** As a browser asks: a connection of its own that stays open, packed pages. */
function ask(agent: Agent, path: string, form?: Record<string, string>): Promise<Answer> {
  const typed = form && new URLSearchParams(form).toString()
  const headers = {
    'accept-encoding': 'gzip',
    ...(typed ? { origin: url, 'content-type': 'application/x-www-form-urlencoded' } : {}),
  }
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { agent, method: typed ? 'POST' : 'GET', headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts) }))
    })
    sent.on('error', reject)
    sent.end(typed)
  })
}

const textOf = ({ body }: Answer) => (body[0] === 0x1f ? gunzipSync(body) : body).toString('utf8')
const browsers = Array.from({ length: CALLERS }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
const [first = new Agent()] = browsers
const schedule = textOf(await ask(first, '/dv/20380-xa-tay-ho/lich-tiep-dan?thang=2026-12'))
const path = /href="([^"]*\/dang-ky)"/.exec(schedule)?.[1] ?? ''

const shares = (times: number[]) => {
  times.sort((a, b) => a - b)
  const at = (share: number) => `${Math.round(times[Math.floor(times.length * share)] ?? 0)} ms`
  return `half within ${at(0.5)}, p95 ${at(0.95)}`
}
const timed = async (times: number[], work: () => Promise<Answer>) => {
  const began = performance.now()
  const answer = await work()
  times.push(performance.now() - began)
  return answer
}

for (let round = 0; round < ROUNDS; round++) {
  const opened: number[] = []
  const pages = await Promise.all(browsers.map((agent) => timed(opened, () => ask(agent, path))))
  const forms = pages.map((page) => textOf(page))
  const slot = /name="slot"[^>]*value="(\d+)"/.exec(forms[0] ?? '')?.[1]
  if (!slot) break
  const keys = forms.map((form) => /name="_key" value="([^"]+)"/.exec(form)?.[1] ?? '')
  const posted: number[] = []
  const answers = await Promise.all(
    browsers.map((agent, n) => timed(posted, () => ask(agent, path, { _key: keys[n] ?? '', slot }))),
  )
  const counts: Record<string, number> = {}
  for (const answer of answers) {
    const isKind = answer.status === 422 && textOf(answer).includes('Mời bà con chọn khung giờ khác')
    const how = answer.status === 303 ? 'booked' : isKind ? 'told kindly' : String(answer.status)
    counts[how] = (counts[how] ?? 0) + 1
  }
  process.stdout.write(
    `${JSON.stringify(counts)} posts: ${shares(posted)} (200 forms opened at once: ${shares(opened)})\n`,
  )
}
app.send('stop')
await once(app, 'exit')
rmSync(folder, { recursive: true, force: true })
process.exit(0)
