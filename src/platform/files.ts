import { isUtf8 } from 'node:buffer'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, inTransaction, NOBODY, own, type Tx } from './db.ts'
import type { PlatformTables } from './tables.ts'

export const MAX_FILES = 5
export const MAX_TABLE_BYTES = 20 * 1024 * 1024
export const MAX_BYTES = 60 * 1024 * 1024
const LONGEST_EDGE = 2400

/** Why a file is not taken; worded in words.*.ts. */
export type FileRefusal = 'tooMany' | 'tooLarge' | 'heic' | 'macros' | 'unknownType' | 'broken'
export type TableRefusal = 'tableTooLarge' | 'noTable' | 'notUtf8' | 'macros'

export interface KeptFile {
  name: string
  mediaType: string
  bytes: Buffer
}

const OFFICE: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

/** Judges files by their content, never by their names, and re-encodes pictures so that place and device are gone. */
export async function judgeFiles(
  files: readonly File[],
): Promise<{ kept: KeptFile[] } | { refused: FileRefusal; name: string }> {
  const given = files.filter((file) => file.size > 0)
  if (given.length > MAX_FILES) return { refused: 'tooMany', name: given[MAX_FILES]?.name ?? '' }
  if (given.reduce((sum, file) => sum + file.size, 0) > MAX_BYTES) return { refused: 'tooLarge', name: '' }
  const kept: KeptFile[] = []
  for (const file of given) {
    const judged = await judge(Buffer.from(await file.arrayBuffer()), file.name)
    if (typeof judged === 'string') return { refused: judged, name: file.name }
    kept.push(judged)
  }
  return { kept }
}

/** One table, XLSX or CSV: judged by its content as any file, read as it is and never shown to anybody as a file. */
export async function judgeTable(
  files: readonly File[],
): Promise<{ kept: KeptFile[] } | { refused: TableRefusal; name: string }> {
  const [file] = files
  if (!file) return { kept: [] }
  const name = cleanName(file.name)
  if (file.size > MAX_TABLE_BYTES || files.length > 1) return { refused: 'tableTooLarge', name }
  const bytes = Buffer.from(await file.arrayBuffer())
  const { fileTypeFromBuffer } = await import('file-type')
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (type?.ext === 'xlsx' && OFFICE.xlsx)
    return bytes.includes('vbaProject.bin')
      ? { refused: 'macros', name }
      : { kept: [{ name: ending(name, 'xlsx'), mediaType: OFFICE.xlsx, bytes }] }
  if (type?.ext === 'xlsm') return { refused: 'macros', name }
  if (type || bytes.includes(0)) return { refused: 'noTable', name }
  return isUtf8(bytes)
    ? { kept: [{ name: ending(name, 'csv'), mediaType: 'text/csv', bytes }] }
    : { refused: 'notUtf8', name }
}

/** One document to be read: PDF or Word by its content, else a text as it is. */
export async function judgeDocument(
  files: readonly File[],
): Promise<{ kept: KeptFile[] } | { refused: FileRefusal; name: string }> {
  const [file] = files
  if (!file) return { kept: [] }
  const name = cleanName(file.name)
  if (files.length > 1) return { refused: 'tooMany', name }
  if (file.size > MAX_TABLE_BYTES) return { refused: 'tooLarge', name }
  const bytes = Buffer.from(await file.arrayBuffer())
  if (isUtf8(bytes) && !bytes.includes(0))
    return { kept: [{ name, mediaType: /\.html?$/i.test(name) ? 'text/html' : 'text/plain', bytes }] }
  const judged = await judge(bytes, file.name)
  return typeof judged === 'string' ? { refused: judged, name } : { kept: [judged] }
}

/** Why more files do not go with those that are held already: the limits are of what goes together, not of one submit. */
export function noRoom(
  held: readonly { bytes: number }[],
  more: readonly KeptFile[],
): Extract<FileRefusal, 'tooMany' | 'tooLarge'> | null {
  const bytes = held.reduce((sum, file) => sum + file.bytes, 0) + more.reduce((sum, file) => sum + file.bytes.length, 0)
  return held.length + more.length > MAX_FILES ? 'tooMany' : bytes > MAX_BYTES ? 'tooLarge' : null
}

async function judge(bytes: Buffer, givenName: string): Promise<KeptFile | FileRefusal> {
  const { fileTypeFromBuffer } = await import('file-type')
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const name = cleanName(givenName)
  if (!type) return 'unknownType'
  if (type.mime === 'image/heic' || type.mime === 'image/heif' || type.ext === 'heic') return 'heic'
  if (['image/jpeg', 'image/png', 'image/webp'].includes(type.mime)) return reencode(bytes, name)
  if (type.mime === 'application/pdf') return { name: ending(name, 'pdf'), mediaType: 'application/pdf', bytes }
  const office = OFFICE[type.ext]
  if (office)
    return bytes.includes('vbaProject.bin') ? 'macros' : { name: ending(name, type.ext), mediaType: office, bytes }
  if (['docm', 'xlsm', 'pptm'].includes(type.ext)) return 'macros'
  return 'unknownType'
}

async function reencode(bytes: Buffer, name: string): Promise<KeptFile | FileRefusal> {
  const { default: sharp } = await import('sharp')
  try {
    const picture = await sharp(bytes, { limitInputPixels: 60_000_000 })
      .rotate()
      .resize(LONGEST_EDGE, LONGEST_EDGE, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer()
    return { name: ending(name, 'jpg'), mediaType: 'image/jpeg', bytes: picture }
  } catch {
    return 'broken'
  }
}

function cleanName(given: string): string {
  const base = given.normalize('NFC').split(/[/\\]/).pop() ?? ''
  return base.replace(/[\p{C}"<>|:*?]/gu, '').slice(0, 120) || 'tep'
}

const ending = (name: string, ext: string) => `${name.replace(/\.[^.]{1,5}$/, '') || 'tep'}.${ext}`

export interface FileOwner {
  kind: 'draft' | 'submission' | 'answer' | 'message' | 'document' | 'campaign'
  id: string
  unitId: number
  sealId: string | null
}

/** Writes the bytes first, then the row with the transaction: a crash leaves an orphan file, never a row without bytes. */
export async function keepFiles(tx: Tx, folder: string, owner: FileOwner, files: readonly KeptFile[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const file of files) {
    const id = randomUUID()
    await writeFile(join(folder, id), file.bytes, { mode: 0o600, flush: true })
    const sha256 = createHash('sha256').update(file.bytes).digest()
    await own<PlatformTables>(tx)
      .insertInto('platform.file')
      .values({
        ...{ id, unitId: owner.unitId, sealId: owner.sealId, ownerKind: owner.kind, ownerId: owner.id },
        ...{ name: file.name, mediaType: file.mediaType, bytes: file.bytes.length, sha256 },
      })
      .execute()
  }
}

export function filesOf(tx: Tx, kind: FileOwner['kind'], ids: readonly string[]) {
  return own<PlatformTables>(tx)
    .selectFrom('platform.file')
    .where('ownerKind', '=', kind)
    .where('ownerId', 'in', ids.length > 0 ? [...ids] : [''])
    .orderBy('createdAt')
    .select(['id', 'ownerId', 'name', 'mediaType', 'bytes'])
    .execute()
}

/** The files of a draft go to the submission it became, also into a unit or behind a seal its writer cannot see. */
export async function giveFiles(
  tx: Tx,
  draft: string,
  submissionId: number,
  unitId: number,
  sealId: string | null,
): Promise<void> {
  await sql`select platform.give_files(${draft}, ${submissionId}, ${unitId}, ${sealId})`.execute(
    own<PlatformTables>(tx),
  )
}

export async function dropFile(tx: Tx, folder: string, owner: FileOwner, id: string): Promise<void> {
  const gone = await own<PlatformTables>(tx)
    .deleteFrom('platform.file')
    .where('id', '=', id)
    .where('ownerKind', '=', owner.kind)
    .where('ownerId', '=', owner.id)
    .executeTakeFirst()
  if (gone.numDeletedRows > 0n) await rm(join(folder, id), { force: true })
}

/** Bytes whose rows went: after the commit, for a rolled back deletion must find them again. */
export async function eraseBytes(folder: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) await rm(join(folder, id), { force: true })
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const ASKED_AT_ONCE = 1000

/**
 * Erases bytes written before an instant that belong to nothing. When most belong to nothing, folder and database are not of
 * one installation: then all is left, and `left` says how many.
 */
export async function eraseOrphans(
  db: Database,
  folder: string,
  before: Date,
): Promise<{ erased: number; left: number }> {
  const old: string[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    const found = ID.test(name) && (await stat(join(folder, name)).catch(() => null))
    if (found && found.mtime < before) old.push(name)
  }
  const known = new Set<string>()
  for (let from = 0; from < old.length; from += ASKED_AT_ONCE) {
    const ids = old.slice(from, from + ASKED_AT_ONCE)
    const { rows } = await inTransaction(db, NOBODY, (tx) =>
      sql<{ id: string }>`select id from platform.known_files(${ids}::uuid[]) id`.execute(own<PlatformTables>(tx)),
    )
    for (const { id } of rows) known.add(id)
  }
  const orphans = old.filter((name) => !known.has(name))
  if (orphans.length > known.size) return { erased: 0, left: orphans.length }
  await eraseBytes(folder, orphans)
  return { erased: orphans.length, left: 0 }
}

export const readBytes = (folder: string, id: string) => readFile(join(folder, id))
