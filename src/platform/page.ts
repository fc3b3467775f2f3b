import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { Day } from './day.ts'
import type { Database, Standing, Tx } from './db.ts'
import type { KeptFile } from './files.ts'
import type { FormState } from './form.ts'
import type { Jobs } from './jobs.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'
import type { Notify } from './notify.ts'
import type { Actor } from './rights.ts'
import type { Settings } from './settings.ts'
import type { Throttle } from './throttle.ts'
import type { Rows } from './whole-lists.ts'
import type { Language, Worded, WordsLike } from './words.ts'

/** What the program stands on, made once at start. */
export interface Host {
  settings: Settings
  database: Database
  keys: Keys
  throttle: Throttle
  log: Log
  jobs: Jobs
  notify: Notify
  now: () => Date
  filesFolder: string
  /** A demonstration: known passwords, so no second step is demanded. */
  isDemo: boolean
}

/** One request, as a page sees it. */
export interface Visit {
  host: Host
  tx: Tx
  actor: Actor | null
  language: Language
  today: Day
  now: Date
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  path: string
  /** A cookie of ours as it came. */
  cookie(name: string): string | undefined
  /** For throttling only; never stored or logged. */
  address: string
  /** The address of a style sheet or script of ours, by its name. */
  asset: (name: string) => string
}

export interface Cookie {
  name: string
  value: string | null
  path: string
  maxAgeSeconds?: number
}

/** Where a submit leads, and what its cookies are made from when the same form comes a second time. */
export interface Done {
  to: string
  remember?: Record<string, string>
  /** For the cookies of the first answer only: never stored, so a repeated submit is led on without it. */
  fleeting?: Record<string, string>
}

export interface Refused {
  refused?: string
  errors?: Record<string, string>
}

export interface Head {
  title: string
  /** The unit whose name, phone and hours stand on the page; none on pages of no unit. */
  place?: unknown
  /** Which entry of the menu this is. */
  nav?: string
  /** Pages on shared phones: nothing telling in the title, a way out first in the tab order. */
  quickExit?: boolean
  /** Never kept by the browser. */
  private?: boolean
  /** A screen nobody touches draws itself anew after so many seconds. */
  refreshSeconds?: number
  /** A script of ours this page cannot do without, by its file in ui/scripts. */
  script?: string
}

/** One page. The type requires an audit name and a right: a page without them does not compile. */
export interface Page<Found, Fields, Words> {
  path: string
  surface: 'public' | 'workspace'
  audit: string
  words: Worded<Words>
  /** What the page is about; null is "no such page". */
  load: (visit: Visit) => Promise<Found | null>
  /** Missing and forbidden look the same to those who may not. */
  may: (actor: Actor | null, found: Found) => boolean
  head: (it: Seen<Found, Words>) => Head
  fields?: z.ZodType<Fields>
  /** What a form shows before anything was typed. */
  filled?: (it: Seen<Found, Words>) => Record<string, string>
  view: (it: Seen<Found, Words> & { form: FormState }) => Child | Promise<Child>
  submit?: (
    it: Seen<Found, Words> & { form: Fields; key: string; files: readonly KeptFile[] },
  ) => Promise<Done | Refused>
  /** Asking twice does no harm: each submit is taken for itself and none is kept. */
  repeatable?: boolean
  /** Files may come with the form; pages that do not say so read none. */
  takesFiles?: boolean | 'table' | 'document'
  /** A repeated submit gets its cookies again only with one of these still in hand. */
  replayCookies?: readonly string[]
  /** Cookies after a submit, from what it remembers: made again when the form comes twice, without what was fleeting. */
  cookies?: (it: { host: Host; remember: Record<string, string>; key: string }) => Cookie[]
  /** A record name for the access log of the workspace; none for lists. */
  subject?: (found: Found) => string
  /** The whole list with the filters in force, its heading first: served beside the page as XLSX and CSV. */
  table?: (it: Seen<Found, Words>) => Promise<Rows>
  /** Serves a file instead of a page, as a download under a sandbox. */
  file?: (it: Seen<Found, Words>) => Promise<KeptFile>
  /** Leads on at once, after the right was checked. */
  redirect?: (found: Found, language: Language) => string
  standing?: (visit: Omit<Visit, 'tx'>) => Standing
}

export type Seen<Found, Words> = Visit & { found: Found; words: WordsLike<Words> }

// biome-ignore lint/suspicious/noExplicitAny: a list of pages of different shapes; each was checked where it was made
export type AnyPage = Page<any, any, any>

export const page = <Found, Fields, Words>(it: Page<Found, Fields, Words>): Page<Found, Fields, Words> => it

/** Anybody may: written out, so that nobody forgets to think about it. */
export const anyone = () => true

/** An address with its blanks filled. */
export function link(path: string, blanks: Record<string, string | number> = {}, language: Language = 'vi'): string {
  const filled = path.replace(/:(\w+)(\{(?:[^{}]|\{[^}]*\})*\})?/g, (_, name: string) =>
    encodeURIComponent(String(blanks[name] ?? '')),
  )
  return language === 'en' ? `/en${filled === '/' ? '' : filled}` : filled
}
