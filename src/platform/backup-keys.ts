import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** A refusal worded for the person who backs up or restores. */
export class BackupError extends Error {}

const PUBLIC = 'gandan-public-'
const PRIVATE = 'gandan-private-'
// A raw X25519 key stands at the end of its DER form; these are the bytes before it (RFC 8410).
const SPKI = Buffer.from('302a300506032b656e032100', 'hex')
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** A key pair as text. Only the private key opens what was encrypted to the public one; it belongs on no server. */
export function newKeyPair(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  return {
    publicKey: asText(PUBLIC, publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI.length)),
    privateKey: asText(PRIVATE, privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8.length)),
  }
}

export function readPublicKey(text: string): KeyObject {
  if (text.includes(PRIVATE))
    throw new BackupError('This is a private key. Backups are made with the public key; the private one stays offline.')
  const key = Buffer.concat([SPKI, fromText(PUBLIC, text)])
  return createPublicKey({ key, format: 'der', type: 'spki' })
}

export function readPrivateKey(text: string): KeyObject {
  if (!text.includes(PRIVATE) && text.includes(PUBLIC))
    throw new BackupError('This is a public key. Only the private key opens a backup.')
  const key = Buffer.concat([PKCS8, fromText(PRIVATE, text)])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

/** Which key pair it is, in eight characters: the same for both halves. */
export function nameOf(key: KeyObject): string {
  return createHash('sha256').update(rawPublic(key)).digest('hex').slice(0, 8)
}

export interface Wrapped {
  to: string
  ephemeral: string
  key: string
}

/** Encrypts a data key to a public key: X25519 with a throw-away key, HKDF-SHA-256, AES-256-GCM. */
export function wrap(dataKey: Buffer, to: KeyObject): Wrapped {
  const once = generateKeyPairSync('x25519')
  const cipher = createCipheriv('aes-256-gcm', agreed(once.privateKey, to, once.publicKey, to), Buffer.alloc(12))
  const body = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
  return { to: nameOf(to), ephemeral: rawPublic(once.publicKey).toString('base64'), key: body.toString('base64') }
}

export function unwrap(wrapped: Wrapped, key: KeyObject, part: string): Buffer {
  if (wrapped.to !== nameOf(key))
    throw new BackupError(
      `This is not the key of the ${part} part: it was made for key ${wrapped.to}, the one given is ${nameOf(key)}.`,
    )
  try {
    const der = Buffer.concat([SPKI, Buffer.from(wrapped.ephemeral, 'base64')])
    const once = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const all = Buffer.from(wrapped.key, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', agreed(key, once, once, key), Buffer.alloc(12))
    decipher.setAuthTag(all.subarray(32))
    return Buffer.concat([decipher.update(all.subarray(0, 32)), decipher.final()])
  } catch {
    throw new BackupError(`The wrapped key of the ${part} part was changed: the file is damaged or was tampered with.`)
  }
}

function agreed(privateKey: KeyObject, publicKey: KeyObject, ephemeral: KeyObject, recipient: KeyObject): Buffer {
  const salt = Buffer.concat([rawPublic(ephemeral), rawPublic(recipient)])
  return Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), salt, 'gan-dan backup 1', 32))
}

function rawPublic(key: KeyObject): Buffer {
  const open = key.type === 'private' ? createPublicKey(key) : key
  return open.export({ format: 'der', type: 'spki' }).subarray(SPKI.length)
}

const check = (kind: string, raw: Buffer) => createHash('sha256').update(kind).update(raw).digest().subarray(0, 4)
const asText = (kind: string, raw: Buffer) => kind + Buffer.concat([raw, check(kind, raw)]).toString('base64url')

function fromText(kind: string, text: string): Buffer {
  const found = text.match(new RegExp(`${kind}([A-Za-z0-9_-]{48})(?![A-Za-z0-9_-])`))?.[1]
  const all = Buffer.from(found ?? '', 'base64url')
  const raw = all.subarray(0, 32)
  if (!found || !check(kind, raw).equals(all.subarray(32)))
    throw new BackupError(`No key of the form ${kind}... stands there, or it was mistyped.`)
  return raw
}

export const newDataKey = () => randomBytes(32)
