// `node --import tsx test/bench/tree.ts`: the tree of a directive with 5,000 documents and 50,000 tasks under it, kept in
// .cache/bench-tree for the next run. Eight clients; prints a table, decides no test.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import pg from 'pg'
import { DEMO_PASSWORD } from '../../src/app/demo-cast-seed.ts'
import { startEmbedded } from '../../src/platform/embedded-postgres.ts'
import { fillTree } from './fill-tree.ts'
import { call, measure } from './load.ts'

const [DOCUMENTS, TASKS, CLIENTS, READS] = [5000, 50_000, 8, 400]
const folder = '.cache/bench-tree'
mkdirSync(folder, { recursive: true })
const server = await startEmbedded(folder)
const app = fork(`${import.meta.dirname}/race-server.ts`, [folder])
const [{ url }] = (await once(app, 'message')) as [{ url: string }]
const port = Number(new URL(url).port)
const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 2 })
const row = (...cells: string[]) => console.log(`| ${cells.join(' | ')} |`)
try {
  const { root } = await fillTree(owner, DOCUMENTS, TASKS)
  const answer = await call(port, 'POST', '/lam-viec/dang-nhap', {
    form: { email: 'chutich@tayho.example', password: DEMO_PASSWORD },
  })
  const cookie = answer.cookies.join('; ')
  row('page', `p95 at ${CLIENTS} clients`, 'a second', 'alone, half within')
  row('---', '---', '---', '---')
  for (const [name, path] of [
    ['tree of the directive', `/lam-viec/van-ban-chi-dao/${root}/cay`],
    ['tree of one document of the second level', `/lam-viec/van-ban-chi-dao/${root + 1}/cay`],
    ['coverage', `/lam-viec/van-ban-chi-dao/${root}/do-phu`],
    ['registry, in force', '/lam-viec/van-ban-chi-dao'],
    ['one document', `/lam-viec/van-ban-chi-dao/${root}`],
    ['plans under way', '/lam-viec/ke-hoach'],
  ] as const) {
    const read = async () => {
      const page = await call(port, 'GET', path, { cookie })
      if (page.status !== 200) throw new Error(`${path} answered ${page.status}`)
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
