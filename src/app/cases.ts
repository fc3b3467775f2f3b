import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import {
  importById,
  keepMap,
  keepRegister,
  mapSchema,
  missingColumns,
  postsByTitle,
  type RegisterMap,
  readTable,
  rowReader,
  runImport,
  startImport,
  type Table,
} from '../capabilities/registers/index.ts'
import { isInUse } from '../organization/first-administrator.ts'
import { placeByKey } from '../organization/openings.ts'
import { type Day, dayIn } from '../platform/day.ts'
import { type Database, inTransaction, NOBODY, openDatabase, type Tx } from '../platform/db.ts'
import { startEmbedded } from '../platform/embedded-postgres.ts'
import { keysFrom, serverKey } from '../platform/keys.ts'
import { migrate } from '../platform/migrate.ts'
import { readSettings, SettingsError } from '../platform/settings.ts'

const USAGE = `npm run cases -- import FILE --map MAP.json --unit CODE [--dry-run]
  Brings an old register (CSV or XLSX) into a unit that receives. --dry-run reads every row and writes nothing.`

interface Asked {
  table: Table
  map: RegisterMap
  file: string
  bytes: Buffer
}

async function main(args: readonly string[]) {
  const [command, file] = args
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const mapFile = option('--map')
  if (command !== 'import' || !file || file.startsWith('--') || !mapFile) throw new SettingsError(USAGE)
  const map = readMap(mapFile)
  const code = option('--unit') ?? map.unit
  if (!code) throw new SettingsError(USAGE)
  const bytes = readFileSync(file)
  const table = await readTable(bytes)
  if ('refused' in table) throw new SettingsError(`${basename(file)} cannot be read: ${table.refused}`)
  const missing = missingColumns(map, table.header)
  if (missing.length > 0) throw new SettingsError(`The register has no column: ${missing.join(', ')}`)
  await withDatabase(async (database, keys) => {
    const now = () => new Date()
    const today = dayIn(now())
    const unitId = await receivingUnit(database, code, today)
    const it = { table, map, file, bytes }
    if (args.includes('--dry-run')) await rehearse(database, unitId, it, today)
    else await bring({ database, keys, now }, unitId, it, today)
  })
}

function readMap(path: string): RegisterMap {
  const read = mapSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (read.success) return read.data
  throw new SettingsError(
    `${basename(path)} is no map:\n${read.error.issues.map((one) => `  ${one.path.join('.')}: ${one.message}`).join('\n')}`,
  )
}

async function withDatabase(work: (database: Database, keys: ReturnType<typeof keysFrom>) => Promise<void>) {
  const settings = readSettings(process.env)
  const embedded = settings.databaseUrl ? null : await startEmbedded(settings.varDir, settings.pgPort)
  await migrate(settings.databaseOwnerUrl ?? embedded?.ownerUrl ?? '')
  const database = openDatabase(settings.databaseUrl ?? embedded?.appUrl ?? '', 2)
  try {
    await work(database, keysFrom(serverKey(settings.serverKey, settings.varDir)))
  } finally {
    await database.pool.end()
    if (embedded && !(await isInUse(embedded.ownerUrl))) await embedded.stop()
  }
}

async function receivingUnit(database: Database, code: string, today: Day): Promise<number> {
  return inTransaction(database, NOBODY, async (tx) => {
    const place = await placeByKey(tx, code, today)
    if (!place) throw new SettingsError(`No unit with the code ${code} receives here.`)
    return place.unitId
  })
}

async function rehearse(database: Database, unitId: number, { table, map }: Asked, today: Day) {
  const posts = await inTransaction(database, { unitId, postId: null, sealId: null }, (tx) =>
    postsByTitle(tx, unitId, today),
  )
  const read = rowReader(map, table, today, posts)
  const rows = table.rows.map(read)
  const faults = new Map<string, number>()
  for (const row of rows)
    for (const [column, fault] of Object.entries(row.faults)) {
      const key = `${column}: ${fault}`
      faults.set(key, (faults.get(key) ?? 0) + 1)
    }
  console.log(`${rows.length} rows read, ${rows.filter((row) => row.row).length} can be taken; nothing was written.`)
  for (const [what, count] of [...faults].sort((a, b) => b[1] - a[1])) console.log(`  ${count} x ${what}`)
}

async function bring(
  host: Parameters<typeof runImport>[0],
  unitId: number,
  { table, map, file, bytes }: Asked,
  today: Day,
) {
  const standing = { unitId, postId: null, sealId: null }
  const inUnit = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(host.database, standing, work)
  const from = performance.now()
  const importId = await inUnit(async (tx) => {
    const kept = { name: basename(file).slice(0, 120), mediaType: 'text/csv', bytes }
    const about = { unitId, postId: null, source: map.source, table, today }
    const id = await keepRegister(host, tx, about, kept)
    await keepMap(tx, id, map)
    await startImport(null, tx, id)
    return id
  })
  await runImport(host, importId)
  const done = await inUnit((tx) => importById(tx, importId))
  const seconds = (performance.now() - from) / 1000
  console.log(
    `${done?.rowsRead} rows read in ${seconds.toFixed(1)} s: ${done?.added} added, ${done?.same} here before, ` +
      `${done?.changed} changed since (not updated), ${done?.rejected} rejected.`,
  )
  console.log(`Rows that were not taken: sign in and open /lam-viec/nhap-so/${importId}`)
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof SettingsError ? error.message : error)
  process.exit(1)
})
