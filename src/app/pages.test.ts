import { expect, test } from 'vitest'
import { PAGES } from './capabilities.ts'

test('no two pages stand at one address: the second would never be seen', () => {
  const plain = PAGES.map(({ path }) => path.replace(/:\w+/g, ':'))
  expect(plain.filter((path, n) => plain.indexOf(path) !== n)).toEqual([])
})
