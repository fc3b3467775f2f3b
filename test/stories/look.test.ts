import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { TAY_HO, world } from './world.ts'

const office = await world()
const styleOf = (page: Page, selector: string, property: string) =>
  page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).getPropertyValue('${property}')`)

test('our own rules stand above those of the design system, on buttons and ground alike', async () => {
  const citizen = await office.citizen()
  await citizen.goto(`/dv/${TAY_HO}/gui-y-kien`)
  expect(await styleOf(citizen, 'body', 'background-color'), 'warm, not white').toBe('rgb(251, 250, 248)')
  expect(await styleOf(citizen, 'body', 'font-size')).toBe('17px')
  expect(await styleOf(citizen, 'main .ds-button', 'font-weight')).toBe('600')
  expect(await styleOf(citizen, 'main .ds-button', 'color'), 'words on a filled button').toBe('rgb(255, 255, 255)')
  await citizen.goto('/xem-don/don')
  expect(await styleOf(citizen, 'main a.ds-button', 'color'), 'a link dressed as one too').toBe('rgb(255, 255, 255)')
})
