import { type ArchiveRefusal, openArchive, type Parts, textOfPart } from './docx-archive.ts'

export const MOST_TEMPLATE_BYTES = 2 * 1024 * 1024

export type TemplateRefusal =
  | ArchiveRefusal
  | ('macros' | 'embedded' | 'outside' | 'field' | 'broken')
  | ('unknown' | 'missing' | 'unclosed')

export interface TemplateFault {
  refused: TemplateRefusal
  /** What exactly: names of placeholders, a field, a part. */
  detail: string
}

/** Parts that run, or bring another document along. */
const RUNS = /vbaProject|vbaData|activeX|\.bin$|macrosheets|userCustomization|customUI/i
const EMBEDS = /(^|\/)(embeddings|oleObject|afchunk|attachedToolbars)|altChunk/i

/** All that a field of a letter may do: say which page this is. Everything else fetches, runs or asks. */
const HARMLESS_FIELDS = new Set(['PAGE', 'NUMPAGES', 'SECTIONPAGES'])

/**
 * Whether a Word file that an office sends may become a template: no macro, nothing embedded, nothing fetched from elsewhere, no
 * field but page numbers, and exactly the placeholders that are known and needed.
 */
export async function judgeTemplate(
  bytes: Uint8Array,
  known: readonly string[],
  needed: readonly string[],
): Promise<TemplateFault | { placeholders: string[] }> {
  if (bytes.length > MOST_TEMPLATE_BYTES) return { refused: 'tooLarge', detail: '' }
  const opened = await openArchive(bytes)
  if ('refused' in opened) return { refused: opened.refused, detail: '' }
  const fault = await faultOf(opened.parts)
  if (fault) return fault
  const found = await placeholdersIn(bytes)
  if ('refused' in found) return found
  const named = (names: readonly string[]) => names.map((name) => `{${name}}`).join(', ')
  const unknown = found.placeholders.filter((name) => !known.includes(name))
  if (unknown.length > 0) return { refused: 'unknown', detail: named(unknown) }
  const missing = needed.filter((name) => !found.placeholders.includes(name))
  if (missing.length > 0) return { refused: 'missing', detail: named(missing) }
  return found
}

async function faultOf(parts: Parts): Promise<TemplateFault | null> {
  const names = Object.keys(parts)
  const types = textOfPart(parts, '[Content_Types].xml')
  if (names.some((name) => RUNS.test(name)) || /macroEnabled|vbaProject|activeX/i.test(types))
    return { refused: 'macros', detail: names.find((name) => RUNS.test(name)) ?? '' }
  const embedded = names.find((name) => EMBEDS.test(name))
  if (embedded) return { refused: 'embedded', detail: embedded }
  for (const name of names.filter((one) => /\.(xml|rels)$/i.test(one))) {
    const text = textOfPart(parts, name)
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) return { refused: 'broken', detail: name }
    const root = await parseXml(text)
    if (!root) return { refused: 'broken', detail: name }
    const fault = name.endsWith('.rels') ? faultOfRelations(root) : faultOfPart(root)
    if (fault) return fault
  }
  return null
}

/** Strictly: what is not well formed is no document, and null. */
export async function parseXml(text: string) {
  const { DOMParser } = await import('@xmldom/xmldom')
  const onError = (_level: string, message: string) => {
    throw new Error(message)
  }
  try {
    return new DOMParser({ onError }).parseFromString(text, 'text/xml').documentElement
  } catch {
    return null
  }
}

export type Xml = NonNullable<Awaited<ReturnType<typeof parseXml>>>

const all = (root: Xml, name: string): Xml[] => {
  const found = root.getElementsByTagName(name)
  return Array.from({ length: found.length }, (_, i) => found.item(i) as unknown as Xml)
}

function faultOfRelations(root: Xml): TemplateFault | null {
  for (const one of all(root, '*')) {
    const [target, type] = [one.getAttribute('Target') ?? '', one.getAttribute('Type') ?? '']
    if (/attachedTemplate|aFChunk|oleObject|control$|package$|frame$|subDocument/i.test(type))
      return { refused: 'embedded', detail: type.split('/').at(-1) ?? '' }
    if ((one.getAttribute('TargetMode') ?? '').toLowerCase() === 'external')
      return { refused: 'outside', detail: target }
    if (/^[a-z][a-z0-9+.-]*:|^\\\\|^\/\//i.test(target)) return { refused: 'outside', detail: target }
  }
  return null
}

function faultOfPart(root: Xml): TemplateFault | null {
  const elements = all(root, '*')
  if (elements.some((one) => /^(altChunk|object|control|OLEObject|subDoc)$/.test(one.localName ?? '')))
    return { refused: 'embedded', detail: '' }
  // A field may be written in pieces: what its pieces say together counts.
  const simple = elements.filter((one) => one.localName === 'fldSimple').map((one) => one.getAttribute('w:instr') ?? '')
  const pieces: string[] = []
  for (const one of elements) {
    if (one.localName === 'fldChar' && one.getAttribute('w:fldCharType') === 'begin') pieces.push('')
    if (one.localName === 'instrText') pieces.push(`${pieces.pop() ?? ''}${one.textContent ?? ''}`)
  }
  for (const said of [...simple, ...pieces]) {
    const [name = ''] = said.trim().split(/[\s\\]+/)
    if (!HARMLESS_FIELDS.has(name.toUpperCase())) return { refused: 'field', detail: said.trim().slice(0, 60) }
  }
  return null
}

/** Every placeholder of body, headers and footers, each once. */
async function placeholdersIn(bytes: Uint8Array): Promise<TemplateFault | { placeholders: string[] }> {
  const { TemplateHandler } = await import('easy-template-x')
  try {
    const tags = await new TemplateHandler({ maxXmlDepth: 60 }).parseTags(Buffer.from(bytes))
    return { placeholders: [...new Set(tags.map((tag) => tag.rawText.slice(1, -1).trim()))] }
  } catch (error) {
    return { refused: 'unclosed', detail: (error as Error).message.slice(0, 120) }
  }
}
