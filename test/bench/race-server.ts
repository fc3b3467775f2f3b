// The program as `race.ts` and `visits.ts` meet it: in a process of its own, a demonstration on a fixed morning.
import { relative } from 'node:path'
import { start } from '../../src/app/main.ts'
import { freePort } from '../../src/platform/embedded-postgres.ts'
import { readSettings } from '../../src/platform/settings.ts'

const folder = process.argv[2] ?? ''
const settings = readSettings({
  ...{ ...process.env, PORT: String(await freePort()), VAR_DIR: relative(process.cwd(), folder), LOG_LEVEL: 'silent' },
})
const now = () => new Date('2026-11-23T07:35:00+07:00')
const { url, host, stop } = await start(settings, { demo: true, quiet: true, work: false, warm: true, now })
// Above the usual load from one address a plain question is asked; here the database is what is measured.
host.throttle = { isBusy: () => false }
process.send?.({ url })
process.once('message', async () => {
  await stop()
  process.exit(0)
})
