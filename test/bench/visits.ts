// `node --import tsx test/bench/visits.ts [--visits 1000000]`: the month pages of the reception over a store of a million visits and a
// million tickets of one unit, kept in .cache/bench-visits for the next run. Eight clients; prints a table, decides no test.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import pg from 'pg'
import { DEMO_PASSWORD } from '../../src/app/demo-cast-seed.ts'
import { startEmbedded } from '../../src/platform/embedded-postgres.ts'
import { fillVisits } from './fill-visits.ts'
import { call, measure } from './load.ts'

const asked = process.argv.indexOf('--visits')
const visits = (asked > 0 && Number(process.argv[asked + 1])) || 1_000_000
const [CLIENTS, READS] = [8, 400]
const UNIT = '20380-xa-tay-ho'
const folder = '.cache/bench-visits'
mkdirSync(folder, { recursive: true })

const server = await startEmbedded(folder)
const app = fork(`${import.meta.dirname}/race-server.ts`, [folder])
const [{ url }] = (await once(app, 'message')) as [{ url: string }]
const port = Number(new URL(url).port)
const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 2 })
const today = '2026-11-23'
const row = (...cells: string[]) => console.log(`| ${cells.join(' | ')} |`)
try {
  const { rows } = await owner.query(
    `select unit_id from organization.unit_code where code = '20380' and valid @> $1::date`,
    [today],
  )
  const from = performance.now()
  const isNew = await fillVisits(owner, visits, Number(rows[0].unit_id), today)
  console.error(isNew ? `filled in ${Math.round((performance.now() - from) / 1000)} s` : 'filled before')
  const answer = await call(port, 'POST', '/lam-viec/dang-nhap', {
    form: { email: 'chutich@tayho.example', password: DEMO_PASSWORD },
  })
  const cookie = answer.cookies.join('; ')
  const pages: [string, string, string][] = [
    ['visits, newest', '/lam-viec/luot-tiep', cookie],
    ['register of a month', '/lam-viec/so-tiep-dan?tu=01/10/2026&den=31/10/2026', cookie],
    ['register of a day', '/lam-viec/so-tiep-dan?tu=05/10/2026&den=05/10/2026', cookie],
    ['compliance of a month', '/lam-viec/tiep-dan/tuan-thu?thang=2026-09', cookie],
    ['plan of a month', '/lam-viec/tiep-dan/lich?thang=2026-09', cookie],
    ['schedule for everybody', `/dv/${UNIT}/lich-tiep-dan?thang=2026-09`, ''],
    ['calendar of a month', `/dv/${UNIT}/lich?thang=2026-09`, ''],
    ['duty board of a month', '/lam-viec/viec-theo-quy-dinh?thang=2026-11', cookie],
  ]
  row('page', 'p95 at 8 clients', 'a second', 'alone, half within')
  row('---', '---', '---', '---')
  for (const [name, path, as] of pages) {
    const read = async () => {
      const answer = await call(port, 'GET', path, { cookie: as })
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    }
    await measure(2, 40, read)
    const all = await measure(CLIENTS, READS, read)
    const alone = await measure(1, 40, read)
    row(name, `${all.p95} ms`, String(all.perSecond), `${alone.p50} ms`)
  }
} finally {
  await owner.end()
  app.send('stop')
  await once(app, 'exit')
  await server.stop().catch(() => {})
}
process.exit(0)
