import { z } from 'zod'
import { fold } from '../../organization/fold.ts'
import { instantIn, day as realDay } from '../../platform/day.ts'
import { CATEGORIES, KINDS } from '../cases/index.ts'
import { isDayPattern } from './days.ts'

export const ENDINGS = ['open', 'answered', 'guided', 'filed'] as const
export type Ending = (typeof ENDINGS)[number]

const column = z.string().min(1).max(200)
const columns = z.array(column).min(1).max(6)
const worded = <T extends readonly [string, ...string[]]>(values: T) =>
  z.object({
    column: column.optional(),
    words: z.record(z.string(), z.enum(values)).default({}),
    otherwise: z.enum(values).optional(),
  })

/** How a register is read: which column is what, how it writes days, what its words mean. Kept as JSON beside the register. */
export const mapSchema = z.strictObject({
  source: z.string().trim().min(2).max(100),
  unit: z.string().max(20).optional(),
  key: columns,
  text: columns,
  place: columns.optional(),
  receivedOn: column,
  /** The first of these that is filled in: closed, cancelled, done. */
  closedOn: columns.optional(),
  answer: columns.optional(),
  days: z.array(z.string().refine(isDayPattern)).max(6).default(['dd/MM/yyyy']),
  zone: z
    .string()
    .max(60)
    .refine((zone) => instantIn(zone, realDay('2026-01-01')) !== null)
    .default('Asia/Ho_Chi_Minh'),
  state: worded(ENDINGS),
  kind: worded(KINDS).default({ words: {}, otherwise: 'feedback' }),
  category: worded(
    CATEGORIES as unknown as readonly [(typeof CATEGORIES)[number], ...(typeof CATEGORIES)[number][]],
  ).default({ words: {}, otherwise: 'other' }),
  /** Posts of the unit by their titles; without one the intake post is the focal point. */
  owner: z
    .object({
      column: column.optional(),
      words: z.record(z.string(), z.string()).default({}),
      otherwise: z.string().optional(),
    })
    .optional(),
  name: column.optional(),
  address: column.optional(),
  phone: column.optional(),
  email: column.optional(),
})
export type RegisterMap = z.infer<typeof mapSchema>

/** Columns a map names that the register does not have. */
export function missingColumns(map: RegisterMap, header: readonly string[]): string[] {
  const { key, text, place = [], receivedOn, closedOn = [], answer = [], name, address, phone, email } = map
  const named = [...key, ...text, ...place, receivedOn, ...closedOn, ...answer, name, address, phone, email]
  const all = [...named, map.state.column, map.kind.column, map.category.column, map.owner?.column]
  return [...new Set(all.filter((one): one is string => one !== undefined))].filter((one) => !header.includes(one))
}

const GUESSES: readonly [field: Guessed, names: readonly string[]][] = [
  ['key', ['so', 'so don', 'ma don', 'ma so', 'ma ho so', 'so thu tu', 'stt', 'id', 'requestid', 'srnumber']],
  ['text', ['noi dung', 'noi dung don', 'noi dung phan anh', 'tom tat noi dung', 'trich yeu', 'description']],
  ['place', ['noi xay ra', 'dia diem', 'dia ban', 'noi phan anh']],
  ['receivedOn', ['ngay nhan', 'ngay tiep nhan', 'ngay tiep', 'ngay gui', 'ngay den', 'ngay']],
  ['closedOn', ['ngay tra loi', 'ngay giai quyet', 'ngay xong', 'ngay ket thuc', 'ngay dong']],
  ['answer', ['ket qua', 'ket qua giai quyet', 'theo doi ket qua', 'noi dung tra loi']],
  ['state', ['trang thai', 'tinh trang', 'status']],
  ['category', ['linh vuc', 'loai viec', 'chu de', 'category']],
  ['name', ['ho ten', 'ho va ten', 'nguoi gui', 'ten nguoi gui', 'nguoi phan anh', 'name']],
  ['address', ['dia chi', 'dia chi nguoi gui', 'noi o']],
  ['phone', ['dien thoai', 'so dien thoai', 'sdt', 'phone']],
  ['email', ['email', 'thu dien tu']],
]
export const GUESSED = [
  'key',
  'receivedOn',
  'text',
  'place',
  'closedOn',
  'answer',
  'state',
  'category',
  'name',
  'address',
  'phone',
  'email',
] as const
export type Guessed = (typeof GUESSED)[number]

/** A first guess by the names of the columns; a person looks at it. */
export function guessColumns(header: readonly string[]): Partial<Record<Guessed, string>> {
  const folded = header.map((name) => [fold(name), name] as const)
  const guess: Partial<Record<Guessed, string>> = {}
  for (const [field, names] of GUESSES)
    for (const wanted of names) {
      const hit = folded.find(([name, column]) => name === wanted && !Object.values(guess).includes(column))
      if (hit && !guess[field]) guess[field] = hit[1]
    }
  return guess
}

const ENDING_WORDS: readonly [Ending, readonly string[]][] = [
  ['answered', ['da tra loi', 'da giai quyet', 'da xong', 'xong', 'hoan thanh', 'da hoan thanh', 'closed', 'done']],
  ['open', ['dang giai quyet', 'dang xu ly', 'chua giai quyet', 'chua xong', 'moi', 'moi nhan', 'open', 'dang cho']],
  ['guided', ['da huong dan', 'huong dan', 'chuyen', 'da chuyen', 'chuyen noi khac']],
  ['filed', ['luu', 'luu don', 'huy', 'khong thu ly', 'canceled']],
]

/** What a word of the state column most likely means; nothing when nobody can tell. */
export const guessEnding = (word: string): Ending | undefined =>
  ENDING_WORDS.find(([, words]) => words.includes(fold(word)))?.[0]
