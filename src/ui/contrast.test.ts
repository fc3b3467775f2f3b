import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const styles = readdirSync(join(import.meta.dirname, 'styles')).map((name) =>
  readFileSync(join(import.meta.dirname, 'styles', name), 'utf8'),
)
const base = readFileSync(join(import.meta.dirname, 'styles/base.css'), 'utf8')

type Tokens = ReadonlyMap<string, string>

/** What custom properties say in the first block that begins like this. */
function tokensIn(css: string, start: RegExp): [string, string][] {
  const block = css.slice(css.search(start)).match(/\{([^{}]*)\}/)?.[1] ?? ''
  return [...block.matchAll(/--([\w-]+):\s*([^;]+)/g)].map(([, name = '', value = '']) => [name, value.trim()])
}

function tokensOf(theme: string, scheme: 'light' | 'dark'): Tokens {
  const css = readFileSync(join(import.meta.dirname, `assets/${theme}.css`), 'utf8')
  return new Map([
    ...tokensIn(css, scheme === 'light' ? /(:root,)?\[data-color-scheme=light\]\{/ : /\[data-color-scheme=dark\]\{/),
    ...tokensIn(base, /:root \{/),
    ...(scheme === 'dark' ? tokensIn(base, /\[data-color-scheme="dark"\] \{/) : []),
  ])
}

function colorOf(tokens: Tokens, name: string): string {
  const value = tokens.get(name) ?? tokens.get(`ds-color-${name}`) ?? ''
  const next = value.match(/^var\(--([\w-]+)\)$/)?.[1]
  if (next) return colorOf(tokens, next)
  if (!/^#([\da-f]{3}|[\da-f]{6})$/i.test(value)) throw new Error(`--${name} is no colour: "${value}"`)
  return value.length === 4 ? value.replace(/[\da-f]/gi, '$&$&') : value
}

/** WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const PAPER = ['gd-ground', 'gd-card']
const NOTICES = ['info', 'danger', 'success', 'warning'] as const

/** Every text of ours and what it stands on: 4.5 to 1. */
const TEXTS: readonly (readonly [text: string, on: readonly string[]])[] = [
  [
    'neutral-text-default',
    [...PAPER, 'accent-background-tinted', 'accent-surface-tinted', 'neutral-surface-hover', 'neutral-surface-tinted'],
  ],
  ['gd-quiet', [...PAPER, 'accent-background-tinted', 'neutral-surface-tinted', 'accent-surface-tinted']],
  // Links and quiet buttons, also while pointed at, and the way from a refusal to its field.
  ['accent-text-subtle', [...PAPER, 'accent-background-tinted', 'accent-surface-hover', 'danger-surface-tinted']],
  ['accent-base-contrast-default', ['accent-base-default', 'accent-base-hover', 'accent-base-active']],
  ['neutral-base-contrast-default', ['neutral-base-default']],
  ...NOTICES.map((kind) => [`${kind}-text-default`, [`${kind}-surface-tinted`]] as const),
  ...NOTICES.map((kind) => [`${kind}-text-subtle`, PAPER] as const),
]

/** Shapes and edges that say something: 3 to 1. */
const SHAPES: readonly (readonly [shape: string, on: readonly string[]])[] = [
  // The edges of fields, choices and filters; without them nobody sees where to type.
  ['neutral-border-default', PAPER],
  ['accent-border-default', PAPER],
  ['accent-border-strong', PAPER],
  // Where one is: the line under the menu, the mark of a choice, the dots of a story, the focus, which stands off from its button.
  ['accent-base-default', PAPER],
  ['neutral-text-default', PAPER],
  ['neutral-base-default', PAPER],
]

/** Lines that only adorn: text or place says the same. */
const ADORNS = ['gd-line', 'gd-gold', 'neutral-border-subtle']

describe.each(['red', 'blue', 'yellow', 'green'])('%s', (theme) => {
  test.each(['light', 'dark'] as const)('every text and every telling shape can be seen, %s', (scheme) => {
    const tokens = tokensOf(theme, scheme)
    const poor = [...TEXTS.map((one) => [4.5, ...one] as const), ...SHAPES.map((one) => [3, ...one] as const)].flatMap(
      ([least, front, backs]) =>
        backs
          .map((back) => [back, contrast(colorOf(tokens, front), colorOf(tokens, back))] as const)
          .filter(([, found]) => found < least)
          .map(([back, found]) => `${front} on ${back}: ${found.toFixed(2)}, not ${least}`),
    )
    expect(poor).toEqual([])
  })
})

test('a colour that comes into the style sheets comes into these pairs', () => {
  const paired = new Set([...TEXTS, ...SHAPES].flatMap(([front, on]) => [front, ...on]).concat(ADORNS))
  const tokens = tokensOf('red', 'light')
  for (const one of [...paired]) {
    const under = tokens.get(one)?.match(/^var\(--ds-color-([\w-]+)\)$/)?.[1]
    if (under) paired.add(under)
  }
  const used = styles.flatMap((css) =>
    [...css.matchAll(/var\(--(?:ds-color-)?([\w-]+)\)/g)].map(([, name]) => name ?? ''),
  )
  const dark = ['neutral-background-default', 'neutral-surface-default'] // the ground and the cards at night
  expect(used.filter((name) => !paired.has(name) && !dark.includes(name) && name !== 'gd-round')).toEqual([])
})

test('what follows the device is as dark as what was chosen', () => {
  expect(tokensIn(base, /\[data-color-scheme="auto"\] \{/)).toEqual(tokensIn(base, /\[data-color-scheme="dark"\] \{/))
})
