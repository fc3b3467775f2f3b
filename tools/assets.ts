// Makes what browsers load: subset fonts, one style sheet (`src/ui/styles` on top of the design system), one sheet per colour theme. `--check` says whether they are current.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { browserslistToTargets, transform } from 'lightningcss'
import subsetFont from 'subset-font'

const root = join(import.meta.dirname, '..')
const out = join(root, 'src/ui/assets')
const PARTS = ['base', 'button', 'input', 'field', 'fieldset', 'label', 'table', 'details']
/** Ours, in the order in which they rule: all in one layer above the design system's. */
const OURS = ['base', 'layout', 'parts', 'forms', 'pages', 'paper', 'print']
const LATIN = `${chars(0x20, 0x7e)}\u00a0ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý·×«»°§–—‘’“”•…›`
const VIETNAMESE = `ĂăĐđĨĩŨũƠơƯư${chars(0x1ea0, 0x1ef9)}₫`

function chars(from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')
}

const minified = (css: string) =>
  transform({
    filename: 'ui.css',
    code: Buffer.from(css),
    minify: true,
    targets: browserslistToTargets(['chrome >= 105', 'firefox >= 115', 'safari >= 16']),
  }).code

export function styleSheet(): Buffer {
  // In layers as its own index.css has them: what stands in no layer would rule over all of ours.
  const parts = PARTS.map((part) => {
    const css = readFileSync(join(root, `node_modules/@digdir/designsystemet-css/dist/src/${part}.css`), 'utf8')
    return `@layer ds.${part === 'base' ? 'base' : 'components'} {\n${css}\n}`
  })
  const ours = OURS.map((name) => readFileSync(join(root, `src/ui/styles/${name}.css`), 'utf8'))
  return Buffer.from(minified(['@layer ds.theme, ds.base, ds.components, gd;', ...parts, ...ours].join('\n')))
}

async function fonts() {
  for (const [weight, range, text] of [400, 600].flatMap((weight) => [
    [weight, 'latin', LATIN] as const,
    [weight, 'vietnamese', VIETNAMESE] as const,
  ])) {
    const file = join(
      root,
      `node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-${range}-${weight}-normal.woff2`,
    )
    const font = await subsetFont(readFileSync(file), text, {
      ...{ targetFormat: 'woff2', noHinting: true, noLayoutClosure: true },
      keepFeatures: ['kern', 'mark', 'mkmk', 'ccmp'],
    })
    writeFileSync(join(out, `${range.slice(0, 2)}-${weight}.woff2`), font)
  }
}

function themes() {
  const cli = join(root, 'node_modules/.bin/designsystemet')
  const tokens = join(root, '.cache/design-tokens')
  const built = join(root, '.cache/themes')
  const run = (...args: string[]) =>
    execFileSync(cli, ['tokens', ...args], { cwd: join(root, 'tools/design'), stdio: 'ignore' })
  rmSync(built, { recursive: true, force: true })
  run('create', '--config', 'designsystemet.config.json', '--clean')
  run('build', '-t', tokens, '-o', built)
  for (const name of ['red', 'blue', 'yellow', 'green'])
    writeFileSync(join(out, `${name}.css`), minified(readFileSync(join(built, `${name}.css`), 'utf8')))
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(out, { recursive: true })
  if (process.argv.includes('--all')) {
    await fonts()
    themes()
  }
  writeFileSync(join(out, 'ui.css'), styleSheet())
  console.log(`wrote ${out}`)
}
