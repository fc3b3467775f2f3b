import type { Tree } from './tree.ts'

export interface TextRule {
  name: string
  why: string
  /** Where it is broken: `path: what`. */
  broken(tree: Tree): string[]
}

export const isTest = (path: string) => /\.test\.tsx?$/.test(path)

/** What `find` says about each file of code under src that `where` lets through. */
export function inCode(tree: Tree, where: (path: string) => boolean, find: (path: string, text: string) => string[]) {
  return Object.entries(tree)
    .filter(([path]) => path.startsWith('src/') && /\.tsx?$/.test(path) && where(path))
    .flatMap(([path, text]) => find(path, text).map((what) => `${path}: ${what}`))
}
