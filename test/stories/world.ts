import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page, Response } from 'playwright-core'
import { afterAll, afterEach, expect } from 'vitest'
import { DEMO_PASSWORD, PEOPLE } from '../../src/app/demo-cast.ts'
import { start } from '../../src/app/main.ts'
import { sweep } from '../../src/capabilities/commitments/index.ts'
import { type Day, dayIn } from '../../src/platform/day.ts'
import { freePort } from '../../src/platform/embedded-postgres.ts'
import type { Host } from '../../src/platform/page.ts'
import { readSettings } from '../../src/platform/settings.ts'
import { launchBrowser } from '../chromium.ts'
import { demoDatabase, type TestDatabase } from '../database.ts'

/** A Monday morning; the day after is a holiday (24/11), which due days must skip. */
const OPENING = new Date('2026-11-23T09:00:00+07:00')
const DAY_MS = 86_400_000
export const TAY_HO = '20380-xa-tay-ho'

export type Player = (typeof PEOPLE)[number]['key']

/** One running office on a database of its own: the real program, real browsers, and a clock that can be moved. */
export interface World {
  url: string
  host: Host
  db: TestDatabase
  today(): Day
  pass(days: number): void
  /** The morning run that reminds, drafts apologies and tells superiors. */
  sweep(): Promise<void>
  /** A phone in somebody's hand, with no account and nothing remembered. */
  citizen(options?: BrowserContextOptions): Promise<Page>
  /** Somebody of the cast, signed in, at a desk. */
  official(who: Player, options?: BrowserContextOptions): Promise<Page>
}

/** To be called once, at the top of a file of stories; ends by itself. */
export async function world(): Promise<World> {
  const folder = mkdtempSync(join(process.cwd(), 'var/story-'))
  const settings = async ({ ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }) =>
    readSettings({
      ...{ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, SERVER_KEY: '5'.repeat(64), LOG_LEVEL: 'silent' },
      ...{ PORT: String(await freePort()), VAR_DIR: folder.slice(process.cwd().length + 1) },
    })
  let passed = 0
  const now = () => new Date(OPENING.getTime() + passed * DAY_MS)
  const quietly = { demo: true, quiet: true, work: false, now }
  const db = await demoDatabase(async (urls) => (await start(await settings(urls), quietly)).stop())
  const { url, host, stop } = await start(await settings(db), quietly)
  const problems: string[] = []
  const contexts: BrowserContext[] = []
  let browser: Browser | null = null

  async function visitor(options: BrowserContextOptions): Promise<Page> {
    browser ??= await launchBrowser()
    const context = await browser.newContext({ baseURL: url, locale: 'vi-VN', ...options })
    contexts.push(context)
    context.setDefaultTimeout(10_000)
    context.on('page', (page) => watch(page, problems))
    return context.newPage()
  }

  afterEach(async () => {
    const found = problems.splice(0)
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(found, 'what the browser complained of').toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await stop()
    await db[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  return {
    ...{ url, host, db },
    today: () => dayIn(now()),
    pass: (days) => void (passed += days),
    sweep: async () => void (await sweep(host)),
    citizen: (options = {}) => visitor({ viewport: { width: 390, height: 800 }, ...options }),
    async official(who, options = {}) {
      const page = await visitor({ viewport: { width: 1280, height: 850 }, ...options })
      await page.goto('/lam-viec')
      await signIn(page, who)
      return page
    },
  }
}

export async function signIn(page: Page, who: Player): Promise<void> {
  await page.fill('#f-email', emailOf(who))
  await page.fill('#f-password', DEMO_PASSWORD)
  await press(page, 'Đăng nhập')
  expect(page.url()).not.toContain('/dang-nhap')
}

export function emailOf(who: Player): string {
  const email = PEOPLE.find((one) => one.key === who)?.email
  if (!email) throw new Error(`nobody plays ${who}`)
  return email
}

/** Any word in the console, any page that broke. A refusal (422), a closed door (404) and sign-in (401) are answers, and Chromium says so aloud. */
function watch(page: Page, problems: string[]) {
  page.on('console', (message) => {
    const answered = /^Failed to load resource.*status of (401|404|422)/.test(message.text())
    if (!(answered && !message.location().url.includes('/a/'))) problems.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error}`))
  page.on('response', (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`)
  })
}

/** Presses a button of the page proper (not of the footer) and waits for the next page. */
export async function press(page: Page, button: string): Promise<Response | null> {
  const [answer] = await Promise.all([
    page.waitForEvent('response', (response) => response.request().isNavigationRequest() && response.status() !== 303),
    page.locator('main').getByRole('button', { name: button, exact: true }).first().click(),
  ])
  await page.waitForLoadState()
  return answer
}

/** What a person reads on the page, in one piece. */
export const textOf = async (page: Page) => (await page.locator('body').innerText()).replace(/\s+/g, ' ')

export const statusOf = async (page: Page, path: string) => (await page.goto(path))?.status()

export interface Letter {
  unit?: string
  text: string
  kind?: 'feedback' | 'recommendation'
  category?: string
  /** Names an official here, and who shall read it. */
  receiver?: 'chair' | 'front' | 'province'
  place?: string
  files?: { name: string; mimeType: string; buffer: Buffer }[]
  name?: string
  phone?: string
  email?: string
  publish?: boolean
}

export interface Receipt {
  number: string
  code: string
}

/** The six questions of sending, one page each. */
export async function send(page: Page, it: Letter): Promise<Receipt> {
  await fillSend(page, it)
  await press(page, 'Gửi đi')
  return receiptOn(page)
}

/** Up to the review, which is not yet sent. */
export async function fillSend(page: Page, it: Letter): Promise<void> {
  await page.goto(`/dv/${it.unit ?? TAY_HO}/gui-y-kien`)
  await page.fill('#f-text', it.text)
  await press(page, 'Tiếp tục')
  await page.check(`input[name=kind][value=${it.kind ?? 'recommendation'}]`)
  await page.selectOption('#f-category', it.category ?? 'roads')
  await press(page, 'Tiếp tục')
  await page.check(`input[name=concernsOfficial][value=${it.receiver ? 'yes' : 'no'}]`)
  if (it.receiver) await page.check(`input[name=receiver][value=${it.receiver}]`)
  await press(page, 'Tiếp tục')
  if (it.place) await page.fill('#f-place', it.place)
  if (it.files) await page.setInputFiles('#f-files', it.files)
  await press(page, 'Tiếp tục')
  if (it.name) await page.fill('#f-name', it.name)
  if (it.phone) await page.fill('#f-phone', it.phone)
  if (it.email) await page.fill('#f-email', it.email)
  await press(page, 'Tiếp tục')
  if (it.publish) await page.check('#f-publishConsent')
}

export async function receiptOn(page: Page): Promise<Receipt> {
  const [number, code] = [await page.textContent('#so'), await page.textContent('#ma')]
  return { number: number?.trim() ?? '', code: code?.trim() ?? '' }
}

/** Opens what was sent with the number and the code of the receipt. */
export async function see(page: Page, { number, code }: Receipt): Promise<void> {
  await page.goto('/xem-don')
  await page.fill('#f-number', number)
  await page.fill('#f-code', code)
  await press(page, 'Xem')
}

export const caseAt = (number: string, step = '') => `/lam-viec/vu-viec/${number}${step && `/${step}`}`

/** Reads it and writes down its points, a line each. */
export async function receive(page: Page, number: string, title: string, points: readonly string[]): Promise<void> {
  await page.goto(caseAt(number, 'doc'))
  await page.fill('#f-title', title)
  await page.fill('#f-points', points.join('\n'))
  await press(page, 'Đọc, tách điểm')
}

export async function assign(page: Page, number: string, who: Player): Promise<void> {
  await page.goto(caseAt(number, 'giao'))
  const person = PEOPLE.find((one) => one.key === who)
  await page.selectOption('#f-owner', { label: `${person?.title} (${person?.name})` })
  await press(page, 'Giao đầu mối')
}

export async function answerPoint(page: Page, number: string, n: number, answer: string): Promise<void> {
  await page.goto(caseAt(number, `diem/${n}`))
  await page.fill('#f-answer', answer)
  await page.fill('#f-evidence', 'Biên bản nghiệm thu ngày làm xong, ảnh trước và sau')
  await press(page, 'Ghi')
}

export async function answerAll(page: Page, number: string, closing = 'Cảm ơn bà con.'): Promise<void> {
  await page.goto(caseAt(number, 'tra-loi'))
  await page.fill('#f-closing', closing)
  await press(page, 'Gửi trả lời cho người dân')
}

/** From the letter box to one focal point, in two pairs of hands. */
export async function triage(world: World, number: string, points: readonly string[], owner: Player = 'officer') {
  const intake = await world.official('intake')
  await receive(intake, number, points[0] ?? 'Vụ việc', points)
  await assign(intake, number, owner)
  return intake
}
