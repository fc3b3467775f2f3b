import ts from 'typescript'

/** Calls `visit` for every node of a file, from the outside in. */
export function walk(path: string, text: string, visit: (node: ts.Node) => void): void {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const deeper = (node: ts.Node): void => {
    visit(node)
    ts.forEachChild(node, deeper)
  }
  deeper(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind))
}

export interface Text {
  text: string
  /** Its tag when it is a template with one: sql`...` */
  tag: string | null
}

/** The texts of a file: strings and templates, a blank in a template as a dot; no property names, no import paths. */
export function textsOf(path: string, text: string): Text[] {
  const texts: Text[] = []
  walk(path, text, (node) => {
    if (ts.isJsxText(node)) texts.push({ text: node.text, tag: null })
    else if (ts.isStringLiteralLike(node) && !isName(node)) texts.push({ text: node.text, tag: tagOf(node) })
    else if (ts.isTemplateExpression(node)) {
      const pieces = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)]
      texts.push({ text: pieces.join(' · '), tag: tagOf(node) })
    }
  })
  return texts
}

function tagOf(node: ts.Node): string | null {
  return ts.isTaggedTemplateExpression(node.parent) ? node.parent.tag.getText().replace(/<[\s\S]*$/, '') : null
}

function isName({ parent }: ts.Node): boolean {
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent)
}

/** The identifiers of a file, each once: what is declared, used or named as a property. */
export function identifiersOf(path: string, text: string): Set<string> {
  const names = new Set<string>()
  walk(path, text, (node) => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) names.add(node.text.replace(/^#/, ''))
  })
  return names
}

/** `CaseMatter_id` -> case, matter, id */
export function wordsOf(identifier: string): string[] {
  return identifier
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
}
