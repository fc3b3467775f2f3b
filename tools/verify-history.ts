// Walks every chain of the history. Exit code 1 and the first break, by subject and entry, when one does not verify.
import pg from 'pg'
import { firstBreak } from '../src/platform/history.ts'
import { historyPage, verdict } from '../src/platform/history-check.ts'
import { readSettings } from '../src/platform/settings.ts'
import { runTool, withOwner } from './owner-database.ts'

async function main(): Promise<number> {
  return withOwner(readSettings(process.env), async (ownerUrl) => {
    const owner = new pg.Pool({ connectionString: ownerUrl, max: 1 })
    try {
      const { checked, broken } = await firstBreak(historyPage(owner), (n) => console.error(`${n} entries`))
      console.log(verdict(checked, broken))
      return broken ? 1 : 0
    } finally {
      await owner.end()
    }
  })
}

if (process.argv[1] === import.meta.filename) await runTool(main)
