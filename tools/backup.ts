// Makes an encrypted backup, or the keys for one. See "Backup and restore" in docs/operations.md.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backUp } from '../src/platform/backup.ts'
import { newKeyPair } from '../src/platform/backup-keys.ts'
import { readSettings } from '../src/platform/settings.ts'
import { runTool, withOwner } from './owner-database.ts'

const USAGE = `usage:
  npm run backup -- keygen --out FILE       writes a private key to FILE and prints its public key
  npm run backup -- --to FILE|FOLDER --to-key PUBLIC [--sealed-key PUBLIC] [--files FOLDER]
      --keys FOLDER --keys-key PUBLIC [--sealed-keys-key PUBLIC]
--keys is the folder of the key file, which is replaced each time: the keys of matters, opened by other people.
PUBLIC is a public key or a file that holds one.`

/** The text of a key: given as it is, or in a file. */
function keyText(given: string): string {
  return existsSync(given) ? readFileSync(given, 'utf8') : given
}

function keygen(out: string): number {
  const { publicKey, privateKey } = newKeyPair()
  const text = `# Private key of Gần Dân backups. Keep it offline; nothing else opens them.\n# Public key: ${publicKey}\n${privateKey}\n`
  writeFileSync(out, text, { mode: 0o600, flag: 'wx' })
  console.error(`The private key stands in ${out}: move it off this machine. The public key:`)
  console.log(publicKey)
  return 0
}

async function main(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const options = {
    ...{ to: text, 'to-key': text, 'sealed-key': text, files: text, out: text },
    ...{ keys: text, 'keys-key': text, 'sealed-keys-key': text },
  }
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  if (positionals[0] === 'keygen' && values.out) return keygen(values.out)
  const { to, 'to-key': key, 'sealed-key': sealedKey, keys: folder, 'keys-key': keysKey } = values
  const sealedKeysKey = values['sealed-keys-key']
  if (!to || !key || !folder || !keysKey || positionals.length > 0) {
    console.error(USAGE)
    return 2
  }
  const settings = readSettings(process.env)
  const file = fileFor(resolve(to))
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`There is no folder ${folder}.`)
  const startedAt = performance.now()
  const made = await withOwner(settings, (ownerUrl) =>
    backUp({
      ...{ ownerUrl, to: file, key: keyText(key), sealedKey: sealedKey ? keyText(sealedKey) : null },
      keys: {
        ...{ folder: resolve(folder), key: keyText(keysKey) },
        sealedKey: sealedKeysKey ? keyText(sealedKeysKey) : null,
      },
      filesFolder: values.files ?? join(settings.varDir, 'files'),
      onProgress: (what) => console.error(what),
    }),
  )
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const size = (made.size / 1024 / 1024).toFixed(1)
  console.log(
    `${file}: ${made.rows} rows (${made.sealedRows} sealed), ${made.files} files, ${size} MiB in ${seconds} s`,
  )
  console.log(`${join(folder, 'gan-dan.gdkeys')}: ${made.keys} keys; replace every copy of the one before.`)
  for (const id of made.missing) console.error(`file ${id} is missing or damaged on disk and is not in the backup`)
  return made.missing.length > 0 ? 1 : 0
}

function fileFor(to: string): string {
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  const file = existsSync(to) && statSync(to).isDirectory() ? join(to, `gan-dan-${now}.gdbackup`) : to
  if (existsSync(file)) throw new Error(`${file} is there already; a backup never overwrites another.`)
  return file
}

if (process.argv[1] === import.meta.filename) await runTool(() => main(process.argv.slice(2)))
