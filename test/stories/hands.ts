import type { Page, Response } from 'playwright-core'
import { DEMO_PASSWORD, PEOPLE } from '../../src/app/demo-cast-seed.ts'

export const TAY_HO = '20380-xa-tay-ho'

export type Player = (typeof PEOPLE)[number]['key']

export async function signIn(page: Page, who: Player): Promise<void> {
  await page.fill('#f-email', emailOf(who))
  await page.fill('#f-password', DEMO_PASSWORD)
  await press(page, 'Đăng nhập')
  if (page.url().includes('/dang-nhap')) throw new Error(`${who} could not sign in`)
}

export function emailOf(who: Player): string {
  const email = PEOPLE.find((one) => one.key === who)?.email
  if (!email) throw new Error(`nobody plays ${who}`)
  return email
}

/** Any word in the console, any page that broke. A refusal (422), a closed door (404) and sign-in (401) are answers, and Chromium says so aloud. */
export function watch(page: Page, problems: string[]) {
  page.on('console', (message) => {
    const answered = /^Failed to load resource.*status of (401|404|422)/.test(message.text())
    if (!(answered && !message.location().url.includes('/a/'))) problems.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error}`))
  page.on('response', (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`)
  })
}

/** Does what leads to another page, and waits for that page; returns its answer. */
export async function leading(page: Page, act: () => Promise<unknown>): Promise<Response> {
  const isPage = (response: Response) => response.request().isNavigationRequest() && response.status() !== 303
  const [answer] = await Promise.all([page.waitForEvent('response', isPage), page.waitForEvent('load'), act()])
  return answer
}

/** Presses a button of the page proper, not of the footer. */
export const press = (page: Page, button: string): Promise<Response> =>
  leading(page, () => page.locator('main').getByRole('button', { name: button, exact: true }).first().click())

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

/** What the focus rests on, in words: to be found by, and to complain of. */
const FOCUS = `(() => {
  const it = document.activeElement
  const style = getComputedStyle(it)
  const box = it.getBoundingClientRect()
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
  const words = it.getAttribute('aria-label') ?? it.labels?.[0]?.innerText ?? it.innerText ?? ''
  return {
    name: words.replace(/\\s+/g, ' ').trim(),
    shows: it === document.body || (seen && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2),
    tag: it.tagName.toLowerCase() + (it.id ? '#' + it.id : ''),
  }
})()`

/** Tab until that has the focus, as somebody without a mouse does; every stop on the way must show where one is. */
async function tabUntil(page: Page, wanted: string, has: (name: string) => Promise<boolean> | boolean): Promise<void> {
  const stops: string[] = []
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    const { name, shows, tag } = await page.evaluate<{ name: string; shows: boolean; tag: string }>(FOCUS)
    if (!shows) throw new Error(`on ${page.url()} nobody sees that ${tag} "${name}" has the focus`)
    if (await has(name)) return
    stops.push(name || tag)
  }
  throw new Error(`no way to ${wanted} by Tab on ${page.url()}, only to: ${[...new Set(stops)].join(' | ')}`)
}

export const tabTo = (page: Page, selector: string): Promise<void> =>
  tabUntil(page, selector, () => page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`))

export const tabToNamed = (page: Page, name: string): Promise<void> =>
  tabUntil(page, `"${name}"`, (found) => found.startsWith(name))

/** Tab to a link or button and Enter; returns the page it leads to. */
export async function enterOn(page: Page, selector: string): Promise<Response> {
  await tabTo(page, selector)
  return leading(page, () => page.keyboard.press('Enter'))
}

export async function enter(page: Page, name: string): Promise<Response> {
  await tabToNamed(page, name)
  return leading(page, () => page.keyboard.press('Enter'))
}

/** Tab to a field and type, in place of what stands there. */
export async function typeIn(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

/** Arrow down, in a list or among radio buttons, to the choice that reads like this. */
export async function choose(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector)
  const chosen = `(({ selectedOptions, labels, checked }) =>
    selectedOptions ? selectedOptions[0].text : checked ? labels[0].innerText : '')(document.activeElement)`
  if (await page.evaluate<boolean>(`document.activeElement.type === 'radio'`)) await page.keyboard.press('Space')
  for (let presses = 0; presses < 60; presses++) {
    if ((await page.evaluate<string>(chosen)).startsWith(text)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`no "${text}" in ${selector} on ${page.url()}`)
}

export async function signInByKeyboard(page: Page, who: Player): Promise<void> {
  await typeIn(page, '#f-email', emailOf(who))
  await typeIn(page, '#f-password', DEMO_PASSWORD)
  await enter(page, 'Đăng nhập')
}
