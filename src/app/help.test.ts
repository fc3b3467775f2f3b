import { expect, test } from 'vitest'
import { NAV } from './capabilities.ts'
import { en } from './help-words.en.ts'
import { vi } from './help-words.vi.ts'

test('every step of a guide leads to a page of the menu', () => {
  const paths = new Set(NAV.map(({ path }) => path))
  const steps = [vi, en].flatMap(({ parts }) => Object.values(parts).flat()).flatMap((part) => part.steps)
  expect(steps.flatMap(({ to }) => to ?? []).filter((to) => !paths.has(to))).toEqual([])
  expect(steps.filter(({ to }) => to).length).toBeGreaterThan(20)
})
