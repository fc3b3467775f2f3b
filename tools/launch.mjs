// Starts a command under the project's own Node 24, installing packages first when they are missing or older than the lock.
// Plain JavaScript for whatever Node is on the machine (20 or later).
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [entry, ...rest] = process.argv.slice(2)
if (!entry) {
  console.error('usage: node tools/launch.mjs FILE [ARG ...]')
  process.exit(2)
}

const mark = join(root, 'node_modules', '.package-lock.json')
const lock = join(root, 'package-lock.json')
if (!existsSync(mark) || (existsSync(lock) && statSync(mark).mtimeMs < statSync(lock).mtimeMs - 1000)) {
  console.log('Installing packages (once) ...')
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--no-save'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0) process.exit(npm.status ?? 1)
}

const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const path = `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`
const child = spawn(existsSync(node) ? node : process.execPath, ['--import', 'tsx', join(root, entry), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: path, NODE_NO_WARNINGS: '1' },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
