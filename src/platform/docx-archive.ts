/** The parts of a Word file by name: XML texts and pictures, as they lie in its ZIP. */
export type Parts = Readonly<Record<string, Uint8Array>>

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A letter has a dozen parts and some 20 kB; what is far above unpacks to fill a disk. */
const MOST_PARTS = 120
const MOST_UNPACKED = 16 * 1024 * 1024
const MOST_IN_A_PART = 8 * 1024 * 1024

export type ArchiveRefusal = 'notDocx' | 'tooLarge'

/** Unpacks within limits. The sizes the ZIP states bound what is unpacked: a part that holds more is cut and then refused. */
export async function openArchive(bytes: Uint8Array): Promise<{ parts: Parts } | { refused: ArchiveRefusal }> {
  const { unzipSync } = await import('fflate')
  let [count, unpacked] = [0, 0]
  let isTooLarge = false
  try {
    const parts = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        count += 1
        unpacked += originalSize
        isTooLarge ||= count > MOST_PARTS || unpacked > MOST_UNPACKED || originalSize > MOST_IN_A_PART
        return !isTooLarge
      },
    })
    if (isTooLarge) return { refused: 'tooLarge' }
    const isWhole = '[Content_Types].xml' in parts && 'word/document.xml' in parts
    const strays = Object.keys(parts).some((name) => name.includes('..') || name.includes('\\') || name.startsWith('/'))
    return isWhole && !strays ? { parts } : { refused: 'notDocx' }
  } catch {
    return { refused: isTooLarge ? 'tooLarge' : 'notDocx' }
  }
}

/** The same parts make the same bytes: sorted names, one time for all, whoever wrote them and when. */
export async function closeArchive(parts: Parts): Promise<Buffer> {
  const { zipSync } = await import('fflate')
  const names = Object.keys(parts).filter((name) => !name.endsWith('/'))
  const first = ['[Content_Types].xml', '_rels/.rels']
  const sorted = [
    ...first.filter((name) => names.includes(name)),
    ...names.filter((name) => !first.includes(name)).sort(),
  ]
  const entries = Object.fromEntries(sorted.map((name) => [name, parts[name] as Uint8Array]))
  return Buffer.from(zipSync(entries, { level: 6, mtime: new Date(1980, 0, 1), os: 0 }))
}

export const textOfPart = (parts: Parts, name: string): string => Buffer.from(parts[name] ?? []).toString('utf8')
