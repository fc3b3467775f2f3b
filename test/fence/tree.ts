import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** Path -> text, with `/` between folders: a tree small enough to write down in a test. */
export type Tree = Readonly<Record<string, string>>

/** Texts of the files under some folders whose name ends in one of `ends`. */
export function readTree(root: string, folders: readonly string[], ends: readonly string[]): Tree {
  const tree: Record<string, string> = {}
  for (const folder of folders)
    for (const entry of entriesOf(join(root, folder))) {
      if (!entry.isFile() || !ends.some((end) => entry.name.endsWith(end))) continue
      const path = join(entry.parentPath, entry.name)
      tree[relative(root, path).replaceAll('\\', '/')] = readFileSync(path, 'utf8')
    }
  return tree
}

/** Writes a tree into a folder of its own, gone when the work is done. */
export async function withTree<T>(tree: Tree, work: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'gan-dan-fence-'))
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return await work(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
  } catch {
    return []
  }
}
