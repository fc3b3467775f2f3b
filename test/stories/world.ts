import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, expect } from 'vitest'
import { start } from '../../src/app/main.ts'
import { sweep } from '../../src/capabilities/commitments/index.ts'
import { type Day, dayIn } from '../../src/platform/day.ts'
import { freePort } from '../../src/platform/embedded-postgres.ts'
import type { Host } from '../../src/platform/page.ts'
import { readSettings } from '../../src/platform/settings.ts'
import { launchBrowser } from '../chromium.ts'
import { demoDatabase, type TestDatabase } from '../database.ts'
import { assign, type Player, receive, signIn, watch } from './hands.ts'

/** A Monday morning; the day after is a holiday (24/11), which due days must skip. */
const OPENING = new Date('2026-11-23T09:00:00+07:00')
const DAY_MS = 86_400_000

export * from './hands.ts'

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
export async function world(more: Record<string, string> = {}): Promise<World> {
  mkdirSync(join(process.cwd(), 'var'), { recursive: true })
  const folder = mkdtempSync(join(process.cwd(), 'var/story-'))
  const settings = async ({ ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }) =>
    readSettings({
      ...{ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, SERVER_KEY: '5'.repeat(64), LOG_LEVEL: 'silent' },
      ...{ PORT: String(await freePort()), VAR_DIR: folder.slice(process.cwd().length + 1) },
      ...more,
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
    pass(days) {
      passed += days
    },
    async sweep() {
      await sweep(host)
    },
    citizen: (options = {}) => visitor({ viewport: { width: 390, height: 800 }, ...options }),
    async official(who, options = {}) {
      const page = await visitor({ viewport: { width: 1280, height: 850 }, ...options })
      await page.goto('/lam-viec')
      await signIn(page, who)
      return page
    },
  }
}

/** From the letter box to one focal point, in two pairs of hands. */
export async function triage(world: World, number: string, points: readonly string[], owner: Player = 'officer') {
  const intake = await world.official('intake')
  await receive(intake, number, points[0] ?? 'Vụ việc', points)
  await assign(intake, number, owner)
  return intake
}
