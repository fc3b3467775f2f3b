import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import { ROOT } from './tree.ts'

interface Config {
  forbidden: { name: string; comment: string }[]
  options: ICruiseOptions
}

const config = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')) as Config

export const IMPORT_RULES = [...new Set(config.forbidden.map((rule) => rule.name))]

/** What the import rules say about `src` under `root`. */
export async function importBreaks(root: string): Promise<{ rule: string; says: string }[]> {
  const { enhancedResolveOptions, ...options } = config.options
  const { output } = await cruise(
    ['src'],
    { ...options, baseDir: root, validate: true, ruleSet: config as unknown as IFlattenedRuleSet },
    { ...enhancedResolveOptions },
  )
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    says: `${rule.name}: ${from} -> ${to}`,
  }))
}
