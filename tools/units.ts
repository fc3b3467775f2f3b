import { pathToFileURL } from 'node:url'
import { Presets, SingleBar } from 'cli-progress'
import { Pool } from 'pg'
import { importUnits } from '../src/organization/import-units.ts'
import { readSettings } from '../src/platform/settings.ts'
import { withOwner } from './owner-database.ts'

export async function main(databaseUrl: string): Promise<void> {
  const owner = new Pool({ connectionString: databaseUrl, max: 1 })
  const bar = new SingleBar({ format: 'units {bar} {value}/{total} {step}' }, Presets.shades_classic)
  try {
    const startedAt = performance.now()
    bar.start(1, 0, { step: 'read' })
    const imported = await importUnits(owner, (done, total, step) => {
      bar.setTotal(total)
      bar.update(done, { step })
    })
    bar.stop()
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    const added = Object.entries(imported).map(([what, rows]) => `${rows} ${what}`)
    console.log(`added ${added.join(', ')} in ${seconds} s`)
  } finally {
    bar.stop()
    await owner.end()
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv[2] !== 'import') {
    console.error('usage: npm run units -- import')
    process.exitCode = 2
  } else await withOwner(readSettings(process.env), main)
}
