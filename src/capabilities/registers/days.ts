import { type Day, instantIn, parseDay } from '../../platform/day.ts'

/** What stands for what in a pattern of days: dd/MM/yyyy HH:mm, MM/dd/yyyy hh:mm:ss a, yyyy-MM-dd HH:mm:ss.S. */
const PARTS: Readonly<Record<string, [name: string, pattern: string]>> = {
  ...{ yyyy: ['year', '(\\d{4})'], MM: ['month', '(\\d{1,2})'], dd: ['day', '(\\d{1,2})'] },
  ...{ HH: ['hour', '(\\d{1,2})'], hh: ['hour', '(\\d{1,2})'], mm: ['minute', '(\\d{2})'], ss: ['second', '(\\d{2})'] },
  ...{ S: ['part', '(\\d{1,9})'], a: ['half', '(AM|PM|SA|CH)'] },
}
const PART = /yyyy|MM|dd|HH|hh|mm|ss|S|a/g

/** Read always, whatever the map says: how XLSX cells and other programs write days. */
const ALWAYS = ['yyyy-MM-dd', 'yyyy-MM-dd HH:mm:ss']

const compiled = new Map<string, { pattern: RegExp; names: string[] }>()

function compile(pattern: string) {
  const known = compiled.get(pattern)
  if (known) return known
  const names: string[] = []
  const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(PART, (part) => {
    const [name = '', regex = ''] = PARTS[part] ?? []
    names.push(name)
    return regex
  })
  const made = { pattern: new RegExp(`^${source}$`, 'i'), names }
  if (compiled.size < 100) compiled.set(pattern, made)
  return made
}

/** Whether a pattern names at least a day. */
export const isDayPattern = (pattern: string): boolean =>
  /yyyy/.test(pattern) && /MM/.test(pattern) && /dd/.test(pattern) && pattern.length <= 40

/** The day as the register states it, and its instant in the register's zone; null when the text is neither. */
export function readMoment(text: string, patterns: readonly string[], zone: string): { day: Day; at: Date } | null {
  for (const one of [...patterns, ...ALWAYS]) {
    const { pattern, names } = compile(one)
    const found = pattern.exec(text)
    if (!found) continue
    const of: Record<string, string> = {}
    names.forEach((name, n) => {
      of[name] = found[n + 1] ?? ''
    })
    const two = (name: string) => (of[name] ?? '0').padStart(2, '0')
    const day = parseDay(`${of.year}-${two('month')}-${two('day')}`)
    const hour = hourOf(Number(of.hour ?? 0), of.half?.toUpperCase())
    const at =
      day && hour !== null && instantIn(zone, day, `${String(hour).padStart(2, '0')}:${two('minute')}:${two('second')}`)
    if (day && at) return { day, at }
  }
  return null
}

/** 12 AM is midnight, 12 PM is noon. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (!half) return hour < 24 ? hour : null
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half === 'PM' || half === 'CH' ? 12 : 0)
}
