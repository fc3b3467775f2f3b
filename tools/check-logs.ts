// Proves that logs hold no personal data (safeguards 2.6): names lines and never prints what they hold.
import { createReadStream, existsSync, fstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { checkLines } from '../src/platform/log-check.ts'
import { readSettings } from '../src/platform/settings.ts'
import { runTool } from './owner-database.ts'

const STDIN = '-'

async function main(args: string[]): Promise<number> {
  const files = args.length > 0 ? args : [...usualLogs(readSettings(process.env).varDir), ...(isPiped() ? [STDIN] : [])]
  let lines = 0
  let bad = 0
  for (const file of files) {
    const { checked, found } = await checkLines(linesOf(file === STDIN ? process.stdin : createReadStream(file)))
    lines += checked
    bad += found.length
    for (const { line, kinds } of found) console.log(`${file === STDIN ? 'stdin' : file}:${line}: ${kinds.join(', ')}`)
  }
  if (lines === 0) {
    console.error('Nothing was checked: no log was found, or all are empty. Usage: npm run check-logs [FILE ...]')
    return 2
  }
  console.log(bad > 0 ? `${bad} of ${lines} lines may hold personal data` : `${lines} lines checked, no personal data`)
  return bad > 0 ? 1 : 0
}

function usualLogs(varDir: string): string[] {
  const folder = join(varDir, 'log')
  const logs = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.log')) : []
  return [...logs.map((name) => join(folder, name)), join(varDir, 'postgres.log')].filter((file) => existsSync(file))
}

function isPiped(): boolean {
  try {
    const stdin = fstatSync(0)
    return stdin.isFIFO() || stdin.isFile()
  } catch {
    return false
  }
}

const linesOf = (input: Readable) => createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })

if (process.argv[1] === import.meta.filename) await runTool(() => main(process.argv.slice(2)))
