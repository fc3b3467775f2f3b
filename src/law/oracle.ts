/**
 * A second, deliberately simple count that shares no code and no rows with `deadlines.ts`: it walks one day at a time
 * over its own holidays and its own periods. When the two disagree, one of them misreads the law.
 */
const OFF = new Set(
  `2024-01-01 2024-02-08 2024-02-09 2024-02-12 2024-02-13 2024-02-14 2024-04-18 2024-04-29 2024-04-30 2024-05-01
   2024-09-02 2024-09-03
   2025-01-01 2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-07 2025-04-30 2025-05-01 2025-05-02
   2025-09-01 2025-09-02
   2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27 2026-04-30 2026-05-01
   2026-08-31 2026-09-01 2026-09-02 2026-11-24
   2027-01-01 2027-02-05 2027-02-08 2027-02-09 2027-02-10 2027-02-11 2027-04-16 2027-04-30 2027-05-03 2027-09-02
   2027-09-03 2027-11-24
   2028-01-03 2028-01-25 2028-01-26 2028-01-27 2028-01-28 2028-01-31 2028-04-04 2028-05-01 2028-05-02 2028-09-01
   2028-09-04 2028-11-24`.split(/\s+/),
)
const WORKED = new Set(['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'])

/** Days, then n (ngày) or w (ngày làm việc). With four figures: ordinary, complex, remote, both. */
const PERIODS: Record<string, string> = {
  'PAKN-03': '5w',
  'PAKN-06.feedback': '10w',
  'PAKN-06.recommendation': '10w',
  'TCD-08': '5w',
  'TCD-10': '10w',
  'TCD-12': '7w',
  'TCD-13': '5w',
  'TCD-17': '3w',
  'TCD-20': '5w',
  'TCD-21': '1w',
  'KN-01': '90n',
  'KN-02': '15n',
  'KN-02.second': '10n',
  'KN-02.second.dismissal': '30n',
  'KN-03': '10n',
  'KN-04': '7w',
  'KN-05': '30n 45n 45n 60n',
  'KN-06': '45n 60n 60n 70n',
  'KN-07': '30n 45n 30n 45n',
  'KN-09': '5n',
  'KN-10': '3w',
  'KN-10.second': '7n',
  'KN-11': '15n',
  'KN-12': '30n 30n 45n 45n',
  'KN-13': '30n 30n 45n 45n',
  'KN-15': '3w',
  'KN-18': '7n',
  'TC-01': '7w 10w 7w 10w',
  'TC-02': '5w',
  'TC-06': '5w',
  'TC-07': '30n 60n 30n 60n',
  'TC-07.speciallyComplex': '90n',
  'TC-09': '5w',
  'TC-11': '5w',
  'TC-12': '7w',
  'TC-13': '5w',
  'TC-14': '20n',
  'TC-15': '5w',
  'TC-15.report': '5w',
  'TC-16': '7w',
  'DT-02': '7n',
  'DT-03': '10n',
  'DC-28': '5n',
  'DC-32': '15n',
  'CT-01': '60n',
  'CT-03': '15w',
  'CT-04': '30n',
  'DL-02': '2w',
  'DL-03': '15n',
  'DL-04.correct': '10n',
  'DL-04.erase': '20n',
}
const IN_FORCE: Readonly<Record<string, string>> = {
  ...{ 'KN-04': '2026-07-01', 'KN-09': '2026-07-01', 'KN-15': '2026-07-01' },
  ...{ 'TCD-17': '2026-07-01', 'TCD-20': '2026-07-01', 'TCD-21': '2026-07-01' },
  ...{ 'DT-02': '2025-06-16', 'DT-03': '2025-06-16' },
  ...{ 'DL-02': '2026-01-01', 'DL-03': '2026-01-01', 'DL-04.correct': '2026-01-01', 'DL-04.erase': '2026-01-01' },
  ...{ 'CT-01': '2025-02-20', 'CT-03': '2025-02-20', 'CT-04': '2025-02-20' },
}

export const ORACLE_RULES = Object.keys(PERIODS)

type Facts = { complex: boolean; remote: boolean }
type OraclePause = { from: string; until: string | null }

/** `due yyyy-mm-dd`, with the days skipped and `provisional` when so, or the name of a refusal. */
export function oracle(rule: string, from: string, facts: Facts, pauses: readonly OraclePause[]): string {
  const periods = PERIODS[rule]?.split(' ')
  if (!periods) return 'unknownRule'
  if (from < '2024-01-01') return 'beforeCalendar'
  if (from >= '2028-12-31') return 'beyondCalendar'
  if (from < (IN_FORCE[rule] ?? '')) return 'notInForce'
  const period = periods[(facts.complex ? 1 : 0) + (facts.remote ? 2 : 0)] ?? periods[0] ?? ''
  const working = period.endsWith('w')
  let left = Number.parseInt(period, 10)
  const skipped: string[] = []

  const walk = new Date(`${from}T12:00:00Z`)
  let today = from
  while (today < '2028-12-31') {
    walk.setUTCDate(walk.getUTCDate() + 1)
    today = walk.toISOString().slice(0, 10)
    const paused = pauses.some((pause) => pause.from <= today && today < (pause.until ?? '9999'))
    const weekend = walk.getUTCDay() === 0 || walk.getUTCDay() === 6
    const office = !OFF.has(today) && (!weekend || WORKED.has(today))
    if (!paused && (office || !working)) left -= 1
    if (left <= 0 && office && !paused) {
      return [`due ${today}`, ...skipped, ...(today > '2026-12-31' ? ['provisional'] : [])].join(' ')
    }
    if (paused || (!office && (working || left <= 0))) skipped.push(today)
  }
  return pauses.some((pause) => pause.until === null && pause.from <= today) ? 'held' : 'beyondCalendar'
}
