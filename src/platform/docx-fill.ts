import type { Tag, XmlNode } from 'easy-template-x'
import { closeArchive, openArchive, type Parts, textOfPart } from './docx-archive.ts'

export type Values = Readonly<Record<string, string>>

/** What a file says about itself; nothing in it may differ between two fillings with the same values. */
export interface About {
  title: string
  author: string
  /** `2026-11-23`: the file's own date. */
  on: string
}

/**
 * Puts values in the place of placeholders. A value is text and stays text: it is never read again, so that braces, tags or
 * formulas in it do nothing. Same template, values and `about`: same bytes.
 */
export async function fillDocx(template: Uint8Array, values: Values, about: About): Promise<Buffer> {
  const { TemplateHandler } = await import('easy-template-x')
  const handler = new TemplateHandler({ plugins: [await letterText()], maxXmlDepth: 60 })
  const safe = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)]))
  const filled = await handler.process(Buffer.from(template), safe)
  return sameBytes(filled, about)
}

/** Rewrites a Word file so that it tells neither when nor by whom it was made: its dates are the letter's. */
export async function sameBytes(bytes: Uint8Array, about: About): Promise<Buffer> {
  const opened = await openArchive(bytes)
  if ('refused' in opened) throw new Error(`a filled document must open: ${opened.refused}`)
  const parts: Record<string, Uint8Array> = { ...opened.parts }
  parts['docProps/core.xml'] = Buffer.from(coreOf(about))
  return closeArchive(withCore(parts))
}

/** Control characters no XML may carry, halves of characters, and marks that turn the reading direction around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNWANTED = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFFE\uFFFF]/g

export const plain = (value: string): string =>
  value.normalize('NFC').replace(/\r\n?/g, '\n').toWellFormed().replace(UNWANTED, '').replaceAll('\uFFFD', '')

const escaped = (text: string) => plain(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const coreOf = ({ title, author, on }: About) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator><cp:lastModifiedBy>${escaped(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">${on}T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${on}T00:00:00Z</dcterms:modified></cp:coreProperties>`

const CORE = 'application/vnd.openxmlformats-package.core-properties+xml'

/** A template that had no properties gets the entry that names them. */
function withCore(parts: Record<string, Uint8Array>): Parts {
  const types = textOfPart(parts, '[Content_Types].xml')
  const relations = textOfPart(parts, '_rels/.rels')
  if (!types.includes(CORE))
    parts['[Content_Types].xml'] = Buffer.from(
      types.replace('</Types>', `<Override PartName="/docProps/core.xml" ContentType="${CORE}"/></Types>`),
    )
  if (!relations.includes('core-properties'))
    parts['_rels/.rels'] = Buffer.from(
      relations.replace(
        '</Relationships>',
        '<Relationship Id="rIdCore" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
      ),
    )
  return parts
}

/** Text alone: no loops, pictures, links or raw XML from a template. A line of a value is a paragraph like the one it stands in. */
async function letterText() {
  const { TextPlugin, TagPlacement, officeMarkup, xml } = await import('easy-template-x')
  const textIn = (node: XmlNode): string =>
    xml.query.isTextNode(node) ? (node.textContent ?? '') : (node.childNodes ?? []).map(textIn).join('')
  return new (class extends TextPlugin {
    override simpleTagReplacements(
      ...[tag, data]: Parameters<InstanceType<typeof TextPlugin>['simpleTagReplacements']>
    ) {
      const paragraph = tag.placement === TagPlacement.TextNode ? paragraphOf(tag) : null
      if (!paragraph || tag.placement !== TagPlacement.TextNode) return super.simpleTagReplacements(tag, data)
      const value = data.getScopeData() as unknown
      const lines = String(value ?? '')
        .split('\n')
        .filter((line) => line.trim() !== '')
      if (lines.length === 1 || paragraph.parentNode === undefined) return super.simpleTagReplacements(tag, data)
      // Nothing to say: no empty line is left, unless it is all that a cell holds.
      const isLast =
        (paragraph.parentNode?.childNodes ?? []).filter((node) => officeMarkup.query.isParagraphNode(node)).length < 2
      if (lines.length === 0 && isLast) return super.simpleTagReplacements(tag, data)
      for (const line of lines) {
        tag.xmlTextNode.textContent = line
        xml.modify.insertBefore(xml.create.cloneNode(paragraph, true), paragraph)
      }
      xml.modify.remove(paragraph)
    }
  })()

  /** The paragraph a placeholder has for itself. */
  function paragraphOf(tag: Extract<Tag, { xmlTextNode: unknown }>) {
    const paragraph = officeMarkup.query.containingParagraphNode(tag.xmlTextNode)
    return textIn(paragraph).trim() === tag.rawText ? paragraph : null
  }
}
