import { day } from '../platform/day.ts'
import { type CalendarDay, type CalendarYear, workCalendar } from './calendar.ts'

const NOTICE_2024 = 'Thông báo 5015/TB-LĐTBXH ngày 17/11/2023'
const SWAP_2024 = 'Thông báo hoán đổi ngày làm việc 29/4/2024'
const NOTICE_2025 = 'Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024'
const NOTICE_2026 = 'Thông báo 9441/TB-BNV năm 2025'
const SWAP_2026 = 'Thông báo hoán đổi ngày làm việc công bố ngày 25/12/2025'
const CULTURE = 'Nghị quyết 28/2026/QH16'
const STATUTE = 'Tạm tính theo Điều 111, Điều 112 Bộ luật Lao động 45/2019/QH14'
const CULTURE_PROVISIONAL = `Tạm tính theo ${CULTURE}`

const NEW_YEAR = 'Tết Dương lịch'
const TET = 'Tết Nguyên đán'
const HUNG_KINGS = 'Giỗ Tổ Hùng Vương'
const VICTORY = 'Ngày Chiến thắng 30/4'
const LABOUR = 'Ngày Quốc tế Lao động 01/5'
const NATIONAL = 'Quốc khánh'
const CULTURE_DAY = 'Ngày Văn hóa Việt Nam'
const inLieu = (holiday: string) => `Nghỉ bù ${holiday}`
const SWAPPED_OFF = 'Nghỉ hoán đổi'
const SWAPPED_WORK = 'Làm bù ngày nghỉ hoán đổi'

type Named = readonly [on: string, name: string, source?: string]

function off(year: number, source: string, named: readonly Named[]): CalendarDay[] {
  return named.map(([on, name, own]) => ({ day: day(`${year}-${on}`), kind: 'off', name, source: own ?? source }))
}

function worked(on: string, source: string): CalendarDay {
  return { day: day(on), kind: 'worked', name: SWAPPED_WORK, source }
}

export const CALENDAR_YEARS: readonly CalendarYear[] = [
  { year: 2024, status: 'announced', source: NOTICE_2024 },
  { year: 2025, status: 'announced', source: NOTICE_2025 },
  { year: 2026, status: 'announced', source: `${NOTICE_2026}; ${CULTURE}` },
  { year: 2027, status: 'provisional', source: STATUTE },
  { year: 2028, status: 'provisional', source: STATUTE },
]

/**
 * Weekdays off, and Saturdays worked in exchange. A holiday on a weekend needs no row of its own: the weekday that
 * stands in for it (Điều 111 khoản 3) has one. Lunar days come from this table, never from a formula.
 */
export const CALENDAR_DAYS: readonly CalendarDay[] = [
  ...off(2024, NOTICE_2024, [
    ['01-01', NEW_YEAR],
    ['02-08', TET],
    ['02-09', TET],
    ['02-12', TET],
    ['02-13', inLieu(TET)],
    ['02-14', inLieu(TET)],
    ['04-18', HUNG_KINGS],
    ['04-29', SWAPPED_OFF, SWAP_2024],
    ['04-30', VICTORY],
    ['05-01', LABOUR],
    ['09-02', NATIONAL],
    ['09-03', NATIONAL],
  ]),
  worked('2024-05-04', SWAP_2024),

  ...off(2025, NOTICE_2025, [
    ['01-01', NEW_YEAR],
    ['01-27', TET],
    ['01-28', TET],
    ['01-29', TET],
    ['01-30', TET],
    ['01-31', TET],
    ['04-07', HUNG_KINGS],
    ['04-30', VICTORY],
    ['05-01', LABOUR],
    ['05-02', SWAPPED_OFF],
    ['09-01', NATIONAL],
    ['09-02', NATIONAL],
  ]),
  worked('2025-04-26', NOTICE_2025),

  ...off(2026, NOTICE_2026, [
    ['01-01', NEW_YEAR],
    ['01-02', SWAPPED_OFF, SWAP_2026],
    ['02-16', TET],
    ['02-17', TET],
    ['02-18', TET],
    ['02-19', TET],
    ['02-20', TET],
    ['04-27', inLieu(HUNG_KINGS)],
    ['04-30', VICTORY],
    ['05-01', LABOUR],
    ['08-31', SWAPPED_OFF],
    ['09-01', NATIONAL],
    ['09-02', NATIONAL],
    ['11-24', CULTURE_DAY, CULTURE],
  ]),
  worked('2026-01-10', SWAP_2026),
  worked('2026-08-22', NOTICE_2026),

  // Mùng 1 is Saturday 06/02/2027. Five days from the eve, 05 to 09/02; 10 and 11/02 stand in for the weekend.
  ...off(2027, STATUTE, [
    ['01-01', NEW_YEAR],
    ['02-05', TET],
    ['02-08', TET],
    ['02-09', TET],
    ['02-10', inLieu(TET)],
    ['02-11', inLieu(TET)],
    ['04-16', HUNG_KINGS],
    ['04-30', VICTORY],
    ['05-03', inLieu(LABOUR)],
    ['09-02', NATIONAL],
    ['09-03', NATIONAL],
    ['11-24', CULTURE_DAY, CULTURE_PROVISIONAL],
  ]),

  // Mùng 1 is Wednesday 26/01/2028. Sunday 30/4 is followed by 01/5, so its day in lieu is Tuesday 02/5.
  ...off(2028, STATUTE, [
    ['01-03', inLieu(NEW_YEAR)],
    ['01-25', TET],
    ['01-26', TET],
    ['01-27', TET],
    ['01-28', TET],
    ['01-31', inLieu(TET)],
    ['04-04', HUNG_KINGS],
    ['05-01', LABOUR],
    ['05-02', inLieu(VICTORY)],
    ['09-01', NATIONAL],
    ['09-04', inLieu(NATIONAL)],
    ['11-24', CULTURE_DAY, CULTURE_PROVISIONAL],
  ]),
]

export const DEFAULT_CALENDAR = workCalendar(CALENDAR_YEARS, CALENDAR_DAYS)
