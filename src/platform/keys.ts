import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // Crockford base32: no I, L, O, U

/** The server key (32 bytes): from the setting, or made once and kept in the var folder of an embedded installation. */
export function serverKey(setting: string | null, varDir: string): Buffer {
  if (setting) return Buffer.from(setting, 'hex')
  const file = join(varDir, 'server.key')
  if (!existsSync(file)) {
    mkdirSync(varDir, { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
}

export interface Keys {
  /** HMAC-SHA-256 under a key of its own per purpose. */
  mac(purpose: string, text: string): Buffer
  /** Encrypts and authenticates a value for a cookie or hidden field. */
  seal(purpose: string, value: unknown): string
  /** The value sealed before, or null when the text was made up, changed or has expired. */
  open<T>(purpose: string, text: string | undefined, maxAgeSeconds: number): T | null
}

export function keysFrom(root: Buffer): Keys {
  const derived = new Map<string, KeyObject>()
  const keyFor = (purpose: string) => {
    let key = derived.get(purpose)
    if (!key) {
      key = createSecretKey(Buffer.from(hkdfSync('sha256', root, '', purpose, 32)))
      derived.set(purpose, key)
    }
    return key
  }
  return {
    mac: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text).digest(),
    seal(purpose, value) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv)
      const text = JSON.stringify({ at: Date.now(), value })
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(purpose, text, maxAgeSeconds) {
      if (!text) return null
      try {
        const all = Buffer.from(text, 'base64url')
        const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), all.subarray(0, 12), { authTagLength: 16 })
        decipher.setAuthTag(all.subarray(12, 28))
        const plain = Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]).toString('utf8')
        const { at, value } = JSON.parse(plain)
        return Date.now() - at <= maxAgeSeconds * 1000 ? value : null
      } catch {
        return null
      }
    },
  }
}

/** A public number `XXXX-XXXX`: random, of one form for every kind. */
export function newNumber(): string {
  return grouped(base32(randomBytes(5)), 4)
}

/** The secret code that belongs to a form key: 16 characters in fours (80 bits). The same form always gets the same code. */
export function secretCode(keys: Keys, formKey: string): string {
  return grouped(base32(keys.mac('secret code', formKey).subarray(0, 10)), 4)
}

/** A number or code as people type it: any case, any separators, look-alikes read as what they look like. */
export function readCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
    .replace(/[^0-9A-Z]/g, '')
  return grouped(plain, 4)
}

function grouped(text: string, by: number): string {
  return text.match(new RegExp(`.{1,${by}}`, 'g'))?.join('-') ?? ''
}

function base32(bytes: Buffer): string {
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let left = (bytes.length * 8) / 5; left > 0; left--) {
    text = (ALPHABET[Number(bits & 31n)] ?? '') + text
    bits >>= 5n
  }
  return text
}

/** Encrypts under a secret that only the bearer has: what is stored opens for nobody else, not for the server either. */
export function sealWith(secret: string, value: unknown): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', bearerKey(secret), iv)
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
}

export function openWith<T>(secret: string, sealed: string): T | null {
  try {
    const all = Buffer.from(sealed, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', bearerKey(secret), all.subarray(0, 12))
    decipher.setAuthTag(all.subarray(12, 28))
    return JSON.parse(Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]).toString('utf8'))
  } catch {
    return null
  }
}

/** The secret is 256 random bits already: one HMAC makes a key of it. */
const bearerKey = (secret: string) => createHmac('sha256', secret).update('bearer').digest()
