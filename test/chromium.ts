import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { alone } from './lock.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
// Not --single-process, which @sparticuz/chromium suggests: it dies with its first page.
const FLAGS = ['--no-sandbox', '--headless=new', '--disable-dev-shm-usage', '--font-render-hinting=none']

/** A browser without a window: the Chromium that came with npm, or on other systems the Chrome that is installed. */
export async function launchBrowser(): Promise<Browser> {
  const unpacked = await unpackedChromium()
  if (unpacked) {
    const env = { ...process.env, FONTCONFIG_FILE: join(unpacked, 'fonts.conf') } as Record<string, string>
    return chromium.launch({ executablePath: join(unpacked, 'chromium'), args: FLAGS, env })
  }
  const executablePath = process.env.CHROMIUM ?? INSTALLED.find((path) => existsSync(path))
  return chromium.launch(executablePath ? { executablePath, args: FLAGS } : { channel: 'chrome' })
}

/**
 * The folder with Chromium in it, unpacked once per version; null where the package has no build for this machine.
 * The package unpacks to TMPDIR and takes whatever lies there, so it is given a folder of its own, under a lock.
 */
export async function unpackedChromium(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const folder = join(root, `.cache/chromium-${packageVersion()}`)
  if (existsSync(folder)) return folder
  return alone(`${folder}.lock`, async () => {
    if (existsSync(folder)) return folder
    const partial = `${folder}.partial`
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial, { recursive: true })
    const unpack = "await (await import('@sparticuz/chromium')).default.executablePath()"
    await run(process.execPath, ['--input-type=module', '-e', unpack], {
      cwd: root,
      env: { ...process.env, TMPDIR: partial },
    })
    writeFileSync(join(partial, 'fonts.conf'), fontsIn(folder))
    renameSync(partial, folder)
    return folder
  })
}

/** The package's own file names /tmp/fonts. Without any font, as in a bare container, text would be invisible. */
const fontsIn = (folder: string) => `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`

function packageVersion(): string {
  const text = readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
