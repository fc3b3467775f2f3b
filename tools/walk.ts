// Opens every page as everybody, in both languages, on a phone and at a desk: status, title, one heading, axe, console, and
// every link. Pictures go to var/walk. Words after the command narrow it down: `npm run walk -- head vi 390`.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { start } from '../src/app/main.ts'
import { freePort, startEmbedded } from '../src/platform/embedded-postgres.ts'
import { readSettings } from '../src/platform/settings.ts'
import { launchBrowser } from '../test/chromium.ts'
import { addresses, axe } from '../test/stories/audit.ts'
import { type Player, signIn, watch } from '../test/stories/hands.ts'

const root = join(import.meta.dirname, '..')
const pictures = join(root, 'var/walk')
const DATA = 'var/walk-data'
const asked = process.argv.slice(2)
const wanted = <T extends string | number>(all: readonly T[]): readonly T[] => {
  const some = all.filter((one) => asked.includes(String(one)))
  return some.length > 0 ? some : all
}
// One of each kind of reader: the roles here, the Front beside, the next commune, the city above.
const PLAYERS = wanted<Player | 'public'>([
  ...(['public', 'head', 'deputy', 'intake', 'officer', 'admin', 'cityAdmin'] as const),
  ...(['frontHead', 'frontIntake', 'otherIntake', 'cityHead'] as const),
])
const LANGUAGES = wanted(['vi', 'en'] as const)
const WIDTHS = wanted([390, 1280] as const)

type Address = Awaited<ReturnType<typeof addresses>>[number]

const inLanguage = (path: string, language: 'vi' | 'en') =>
  language === 'en' ? `/en${path === '/' ? '' : path}` : path

async function faultsOn(
  page: Page,
  problems: string[],
  language: 'vi' | 'en',
  width: number,
  links: Map<string, number>,
) {
  const faults = await axe(page)
  faults.push(...problems.splice(0))
  const title = await page.title()
  if (!title.includes('Gần Dân')) faults.push(`its title is "${title}"`)
  const [headings, lang, wide, hrefs] = await page.evaluate<[number, string, number, string[]]>(
    `[document.querySelectorAll('h1').length, document.documentElement.lang, document.documentElement.scrollWidth,
      [...document.querySelectorAll('a[href]')].map((one) => one.href)]`,
  )
  if (headings !== 1) faults.push(`it has ${headings} main headings`)
  if (lang !== language) faults.push(`it says it is in ${lang}`)
  if (wide > width) faults.push(`it scrolls sideways: ${wide} px`)
  for (const href of new Set(hrefs)) {
    const url = new URL(href)
    if (url.origin !== new URL(page.url()).origin || !url.protocol.startsWith('http')) continue
    const path = `${url.pathname}${url.search}`
    if (!links.has(path)) links.set(path, (await page.request.get(path, { maxRedirects: 0 })).status())
    const status = links.get(path) ?? 0
    if (status >= 400 && status !== 401) faults.push(`its link ${path} answers ${status}`)
  }
  return faults
}

async function main(): Promise<number> {
  rmSync(pictures, { recursive: true, force: true })
  mkdirSync(pictures, { recursive: true })
  const settings = readSettings({ VAR_DIR: DATA, PORT: String(await freePort()), LOG_LEVEL: 'silent' })
  const office = await start(settings, { demo: true, work: false })
  const database = await startEmbedded(settings.varDir)
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 })
  const browser = await launchBrowser()
  let [opened, closed, failed] = [0, 0, 0]
  try {
    const all = await addresses(owner)
    for (const who of PLAYERS)
      for (const language of LANGUAGES)
        for (const width of WIDTHS) {
          const context = await browser.newContext({
            baseURL: office.url,
            viewport: { width, height: 850 },
            locale: 'vi-VN',
          })
          const problems: string[] = []
          context.on('page', (page) => watch(page, problems))
          const page = await context.newPage()
          if (who !== 'public') {
            await page.goto('/lam-viec')
            await signIn(page, who)
          }
          const mine = all.filter(({ page: it }) => (it.surface === 'public') === (who === 'public'))
          const links = new Map<string, number>()
          for (const { path, page: it } of mine as Address[]) {
            const address = inLanguage(path, language)
            const status = (await page.request.get(address)).status()
            if (status === 404 || it.file || path.includes('/tep/')) {
              closed++
              continue
            }
            await page.goto(address)
            const name = `${who}-${language}-${width}${path.replaceAll('/', '_')}`
            await page.screenshot({ path: join(pictures, `${name.slice(0, 150)}.png`), fullPage: true })
            const faults =
              status === 200 ? await faultsOn(page, problems, language, width, links) : [`it answers ${status}`]
            opened++
            if (faults.length > 0) failed++
            for (const fault of faults) console.log(`${who} ${language} ${width} ${address}: ${fault}`)
          }
          await context.close()
          console.log(`${who}, ${language}, ${width} px: done`)
        }
  } finally {
    await browser.close()
    await owner.end()
    await office.stop()
    rmSync(settings.varDir, { recursive: true, force: true })
  }
  console.log(`${opened} pages opened, ${closed} closed to whoever asked, pictures in var/walk`)
  console.log(`${opened - failed} passed, ${failed} failed`)
  return failed
}

process.exitCode = (await main()) > 0 ? 1 : 0
