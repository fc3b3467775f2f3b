import { createCipheriv, createDecipheriv, createHash, type KeyObject } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { BackupError, newDataKey, unwrap, type Wrapped, wrap } from './backup-keys.ts'

// The container, version 2 (described for people in docs/operations.md):
//   one line of JSON: format, version, and per part its name and wrapped data key
//   per part: frames of one size, each a flag byte (1: the last of its part) and AES-256-GCM of 64 KiB
//   SHA-256 of all that stands before
// A frame's 64 KiB are a length, that many bytes and zeros, so that the size of a part tells little. All bytes of a part
// are one gzip stream of entries: a line of JSON { name, length }, then the bytes.
const FORMAT = 'gan-dan-backup'
const VERSION = 2
const ROOM = 65_536
const TAG = 16
const FRAME = 1 + ROOM + TAG
const DIGEST = 32
const MAX_HEADER = 10_000
const MAX_ENTRY = 1_000_000_000

export interface Entry {
  name: string
  bytes: Buffer
}

export interface Part {
  name: string
  key: KeyObject
  entries: AsyncIterable<Entry>
}

interface Header {
  format: string
  version: number
  parts: ({ name: string } & Wrapped)[]
}

/** Writes the parts one after the other; the file gets its name only when it is whole. Returns its size. */
export async function writeContainer(file: string, parts: readonly Part[]): Promise<number> {
  const partial = `${file}.partial`
  const handle = await open(partial, 'wx', 0o600)
  try {
    const digest = createHash('sha256')
    let size = 0
    const put = async (bytes: Buffer) => {
      digest.update(bytes)
      size += bytes.length
      await handle.writeFile(bytes)
    }
    const keys = parts.map(() => newDataKey())
    const wrapped = parts.map((part, n) => ({ name: part.name, ...wrap(keys[n] as Buffer, part.key) }))
    const header = Buffer.from(`${JSON.stringify({ format: FORMAT, version: VERSION, parts: wrapped })}\n`)
    await put(header)
    for (const [n, part] of parts.entries()) {
      const seal = frameCipher(keys[n] as Buffer, header, n)
      await pipeline(Readable.from(packed(part.entries)), createGzip(), async (source: AsyncIterable<Buffer>) => {
        for await (const { bytes, last } of inFrames(source)) await put(seal(bytes, last))
      })
    }
    await put(digest.copy().digest())
    await handle.sync()
    await handle.close()
    await rename(partial, file)
    return size
  } catch (error) {
    await handle.close().catch(() => {})
    await rm(partial, { force: true })
    throw error
  }
}

async function* packed(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  for await (const { name, bytes } of entries) {
    yield Buffer.from(`${JSON.stringify({ name, length: bytes.length })}\n`)
    if (bytes.length > 0) yield bytes
  }
}

async function* inFrames(source: AsyncIterable<Buffer>): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  const most = ROOM - 4
  let waiting: Buffer = Buffer.alloc(0)
  for await (const bytes of source) {
    waiting = waiting.length > 0 ? Buffer.concat([waiting, bytes]) : bytes
    while (waiting.length > most) {
      yield { bytes: waiting.subarray(0, most), last: false }
      waiting = waiting.subarray(most)
    }
  }
  yield { bytes: waiting, last: true }
}

/** The number of the frame and whether it is the last are in the nonce: frames cannot be moved, dropped or cut off. */
function nonce(n: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeBigUInt64BE(BigInt(n))
  bytes[11] = last ? 1 : 0
  return bytes
}

const boundTo = (header: Buffer, part: number) => createHash('sha256').update(header).update(Buffer.of(part)).digest()

function frameCipher(key: Buffer, header: Buffer, part: number) {
  const bound = boundTo(header, part)
  let n = 0
  return (bytes: Buffer, last: boolean): Buffer => {
    const plain = Buffer.alloc(ROOM)
    plain.writeUInt32BE(bytes.length)
    bytes.copy(plain, 4)
    const cipher = createCipheriv('aes-256-gcm', key, nonce(n++, last)).setAAD(bound)
    return Buffer.concat([Buffer.of(last ? 1 : 0), cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }
}

/** Checks that the file is a whole backup before anybody reads from it. */
export async function openContainer(file: string) {
  const size = await stat(file).then(
    (it) => it.size,
    () => -1,
  )
  if (size < 0) throw new BackupError(`There is no file ${file}.`)
  const handle = await open(file)
  try {
    const start = Buffer.alloc(Math.min(size, MAX_HEADER))
    await handle.read(start, 0, start.length, 0)
    const line = start.subarray(0, start.indexOf(10) + 1)
    const header = readHeader(line)
    if ((size - line.length - DIGEST) % FRAME !== 0 || !(await hasItsDigest(file, handle, size)))
      throw new BackupError('The file is damaged or incomplete: its checksum does not fit. Nothing was read from it.')
    return { header, parts: header.parts.map((part) => part.name), read, close: () => handle.close() }

    /** Gives every entry of the named part to `take`, in order. */
    async function read(name: string, key: KeyObject, take: (entry: Entry) => Promise<void>): Promise<void> {
      const part = header.parts.findIndex((it) => it.name === name)
      const wrapped = header.parts[part]
      if (!wrapped) throw new BackupError(`The file has no ${name} part.`)
      const dataKey = unwrap(wrapped, key, name)
      const from = await startOf(handle, line.length, size, part)
      const frames = opened(handle, from, size, { key: dataKey, bound: boundTo(line, part), name })
      await pipeline(Readable.from(frames), createGunzip(), async (source: AsyncIterable<Buffer>) => {
        for await (const entry of unpacked(source)) await take(entry)
      })
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

function readHeader(line: Buffer): Header {
  try {
    const header = JSON.parse(line.toString('utf8')) as Header
    if (header.format === FORMAT && header.version === VERSION && Array.isArray(header.parts)) return header
    if (header.format === FORMAT)
      throw new BackupError(`This version cannot read backups of version ${header.version}.`)
  } catch (error) {
    if (error instanceof BackupError) throw error
  }
  throw new BackupError('This is not a backup of Gần Dân, or its first bytes are damaged.')
}

async function hasItsDigest(file: string, handle: FileHandle, size: number): Promise<boolean> {
  const digest = createHash('sha256')
  for await (const bytes of createReadStream(file, { end: size - DIGEST - 1 })) digest.update(bytes)
  const stated = Buffer.alloc(DIGEST)
  await handle.read(stated, 0, DIGEST, size - DIGEST)
  return stated.equals(digest.digest())
}

async function startOf(handle: FileHandle, first: number, size: number, part: number): Promise<number> {
  const flag = Buffer.alloc(1)
  let at = first
  for (let passed = 0; passed < part && at < size - DIGEST; at += FRAME) {
    await handle.read(flag, 0, 1, at)
    if (flag[0] === 1) passed++
  }
  return at
}

async function* opened(
  handle: FileHandle,
  from: number,
  size: number,
  part: { key: Buffer; bound: Buffer; name: string },
): AsyncGenerator<Buffer> {
  for (let n = 0, at = from; at < size - DIGEST; n++, at += FRAME) {
    const frame = Buffer.alloc(FRAME)
    await handle.read(frame, 0, FRAME, at)
    const last = frame[0] === 1
    const decipher = createDecipheriv('aes-256-gcm', part.key, nonce(n, last)).setAAD(part.bound)
    decipher.setAuthTag(frame.subarray(1 + ROOM))
    let plain: Buffer
    try {
      plain = Buffer.concat([decipher.update(frame.subarray(1, 1 + ROOM)), decipher.final()])
    } catch {
      throw new BackupError(`Frame ${n + 1} of the ${part.name} part was changed after the backup was made.`)
    }
    yield plain.subarray(4, 4 + plain.readUInt32BE())
    if (last) return
  }
  throw new BackupError(`The ${part.name} part is cut off.`)
}

async function* unpacked(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  let waiting: Buffer[] = []
  let held = 0
  let head: { name: string; length: number } | null = null
  const join = () => {
    const all = waiting.length === 1 ? (waiting[0] as Buffer) : Buffer.concat(waiting)
    waiting = [all]
    return all
  }
  for await (const bytes of source) {
    waiting.push(bytes)
    held += bytes.length
    while (held > 0 || head?.length === 0) {
      if (!head) {
        const all = join()
        const end = all.indexOf(10)
        if (end < 0) break
        head = JSON.parse(all.subarray(0, end).toString('utf8')) as { name: string; length: number }
        if (!(head.length <= MAX_ENTRY)) throw new BackupError('The backup holds an entry too large to be one.')
        waiting = [all.subarray(end + 1)]
        held -= end + 1
      }
      if (held < head.length) break
      const all = join()
      yield { name: head.name, bytes: all.subarray(0, head.length) }
      waiting = [all.subarray(head.length)]
      held -= head.length
      head = null
    }
  }
  if (held > 0 || head) throw new BackupError('The backup ends in the middle of an entry.')
}
