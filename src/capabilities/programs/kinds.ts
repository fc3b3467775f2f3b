export const THEMES = [
  ...(['guidance', 'inspection', 'propaganda', 'reception', 'ethics', 'supervision', 'emulation', 'other'] as const),
] as const
export type Theme = (typeof THEMES)[number]
export const EVERY = ['month', 'quarter', 'halfYear', 'year'] as const
export type Every = (typeof EVERY)[number]
export const MEMBER_ROLES = ['chair', 'deputyChair', 'standing', 'member', 'secretary'] as const
export type MemberRole = (typeof MEMBER_ROLES)[number]
export const REVIEWS = ['interim', 'final'] as const
export type ReviewKind = (typeof REVIEWS)[number]
export type ProgramState = 'drafted' | 'signed' | 'ended'

export interface Party {
  name: string
  signatory: string
  focalPoint: string
}
export interface Content {
  theme: Theme
  text: string
}

/** The line that cannot be read, counted from 1. */
export interface WrongLine {
  line: number
  /** The group nobody knows, where that is what is wrong. */
  theme?: string
}
export const isWrong = (read: readonly unknown[] | WrongLine): read is WrongLine => 'line' in read

/** "Bên | người ký, chức vụ | đầu mối", a line each. */
export function partiesIn(typed: string): Party[] | WrongLine {
  const parties: Party[] = []
  for (const [n, line] of linesOf(typed).entries()) {
    const parts = line.split('|').map((part) => part.trim())
    if (parts.length !== 3 || parts.some((part) => part.length < 2 || part.length > 200)) return { line: n + 1 }
    const [name = '', signatory = '', focalPoint = ''] = parts
    parties.push({ name, signatory, focalPoint })
  }
  return parties
}

/** Words before a colon so near the beginning are meant as a group; the hour 7:30 is not. */
const GROUPED = /^([^:\d]{1,30}):\s/

/** "nhóm: nội dung", a line each; a line without a group is of none, "nội dung khác". */
export function contentsIn(typed: string, names: Readonly<Record<Theme, string>>): Content[] | WrongLine {
  const contents: Content[] = []
  for (const [n, line] of linesOf(typed).entries()) {
    const head = GROUPED.exec(line)?.[1]?.trim()
    const theme = head && THEMES.find((one) => names[one].toLowerCase() === head.toLowerCase())
    if (head && !theme) return { line: n + 1, theme: head }
    const text = theme ? line.slice(line.indexOf(':') + 1).trim() : line
    if (text.length < 5 || text.length > 2000) return { line: n + 1 }
    contents.push({ theme: theme || 'other', text })
  }
  return contents
}

/** As they are typed again when a draft is opened. */
export const partiesTyped = (parties: readonly Party[]): string =>
  parties.map((one) => `${one.name} | ${one.signatory} | ${one.focalPoint}`).join('\n')
export const contentsTyped = (contents: readonly Content[], names: Readonly<Record<Theme, string>>): string =>
  contents.map((one) => `${names[one.theme]}: ${one.text}`).join('\n')

const linesOf = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
