// Restores a backup into an empty database. See "Backup and restore" in docs/operations.md.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { verdict } from '../src/platform/history-check.ts'
import { migrate } from '../src/platform/migrate.ts'
import { restore } from '../src/platform/restore.ts'
import { readSettings } from '../src/platform/settings.ts'
import { runTool } from './owner-database.ts'

const USAGE = `usage:
  npm run restore -- --from FILE --key PRIVATE_FILE [--sealed-key PRIVATE_FILE] --database OWNER_URL [--files FOLDER]
      [--keys KEY_FILE --keys-key PRIVATE_FILE [--sealed-keys-key PRIVATE_FILE]]
Give the newest key file: what was erased since stays erased. Without one nothing that people said comes back.
The database must be new: it is migrated when nothing stands in it yet. The files folder (var/files) must be empty.`

async function main(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const options = {
    ...{ from: text, key: text, 'sealed-key': text, database: text, files: text },
    ...{ keys: text, 'keys-key': text, 'sealed-keys-key': text },
  }
  const { values } = parseArgs({ args, options })
  const { from, key, 'sealed-key': sealedKey, database } = values
  const { keys, 'keys-key': keysKey, 'sealed-keys-key': sealedKeysKey } = values
  if (!from || !key || !database || (keys === undefined) !== (keysKey === undefined)) {
    console.error(USAGE)
    return 2
  }
  if (await isBlank(database)) await migrate(database)
  const back = await restore({
    ...{ file: resolve(from), ownerUrl: database, key: readFileSync(key, 'utf8') },
    sealedKey: sealedKey ? readFileSync(sealedKey, 'utf8') : null,
    keys:
      keys && keysKey
        ? {
            ...{ file: resolve(keys), key: readFileSync(keysKey, 'utf8') },
            sealedKey: sealedKeysKey ? readFileSync(sealedKeysKey, 'utf8') : null,
          }
        : null,
    filesFolder: values.files ?? join(readSettings(process.env).varDir, 'files'),
    onProgress: (what) => console.error(what),
  })
  console.log(`Restored the state of ${back.madeAt}: ${back.rows} rows, ${back.files} files.`)
  if (back.sealedLeftOut > 0) console.log(`${back.sealedLeftOut} sealed rows stay out: no --sealed-key was given.`)
  if (!keys) console.log('No key file was given: nothing that people said came back.')
  if (back.erased > 0)
    console.log(`${back.erased} rows and files came back as erased: their matters have no key any more.`)
  for (const id of back.missing) console.error(`file ${id} was already missing when the backup was made`)
  const { checked, broken } = back.history
  console.log(`History: ${verdict(checked, broken)}`)
  return broken ? 1 : 0
}

async function isBlank(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ blank: boolean }>(`select to_regclass('platform.migration') is null as blank`)
    return rows[0]?.blank === true
  } finally {
    await client.end()
  }
}

if (process.argv[1] === import.meta.filename) await runTool(() => main(process.argv.slice(2)))
