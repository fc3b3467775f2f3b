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

/** "Bên | người ký, chức vụ | đầu mối", a line each; null where a line lacks a part. */
export function partiesIn(typed: string): Party[] | null {
  const lines = linesOf(typed).map((line) => line.split('|').map((part) => part.trim()))
  if (lines.some((parts) => parts.length !== 3 || parts.some((part) => part.length < 2 || part.length > 200)))
    return null
  return lines.map(([name = '', signatory = '', focalPoint = '']) => ({ name, signatory, focalPoint }))
}

/** "nhóm: nội dung", a line each; the group by its name in either language, else the line is of no group. */
export function contentsIn(typed: string, names: Readonly<Record<Theme, string>>): Content[] | null {
  const contents = linesOf(typed).map((line): Content => {
    const [head = '', ...rest] = line.split(':')
    const theme = THEMES.find((one) => names[one].toLowerCase() === head.trim().toLowerCase())
    return theme && rest.length > 0 ? { theme, text: rest.join(':').trim() } : { theme: 'other', text: line }
  })
  return contents.some(({ text }) => text.length < 5 || text.length > 2000) ? null : contents
}

const linesOf = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
