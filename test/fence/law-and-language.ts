import ts from 'typescript'
import { textsOf, walk } from './code.ts'
import { inCode, isTest, type TextRule } from './rule.ts'

const MAY_COUNT_DAYS = /^src\/(law|platform|ui)\/|^src\/capabilities\/(calendar\/|[^/]+\/(deadlines|seed)\.ts$)/

/**
 * A number of days written in code: `days: 5`, `ANSWER_DAYS = 5`, `addDays(on, 5)`, `workingDays(5, ...)`, `lastDay(on, 5)`
 * with a number, `interval '5 days'`. Tomorrow and yesterday are no deadlines.
 */
function daysIn(path: string, text: string): string[] {
  const found = textsOf(path, text)
    .flatMap((one) => one.text.match(/\binterval '\d+ (days?|weeks?|months?)'/gi) ?? [])
    .map(String)
  walk(path, text, (node) => {
    if (ts.isCallExpression(node) && COUNTS.test(node.expression.getText()) && node.arguments.some(isSpan))
      found.push(node.getText())
    const named = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) || ts.isParameter(node)
    if (named && /days$/i.test(node.name.getText()) && node.initializer && isSpan(node.initializer))
      found.push(node.getText())
  })
  return found
}

const COUNTS = /^(workingDays|calendarDays|addDays|addMonths|lastDay)$/

function isSpan(node: ts.Expression): boolean {
  const bare = ts.isPrefixUnaryExpression(node) ? node.operand : node
  return ts.isNumericLiteral(bare) && Number(bare.text) > 1
}

export const DAYS: TextRule = {
  name: 'days-stand-in-rule-rows',
  why: 'A number of days has an article or a document: src/law, or the deadlines.ts of the capability.',
  broken: (tree) => inCode(tree, (path) => !isTest(path) && !MAY_COUNT_DAYS.test(path), daysIn),
}

// Before a final letter ie, uo and ye always carry a mark in Vietnamese (việc, người, quyền); so do these common words.
const UNMARKED =
  /^(([bdghklmnrstvx]|ch|gh|kh|ng|ngh|nh|ph|qu|th|tr)?(ie|uo|ye)(ng?|m|p|t|c|u|i)|khong|gui|hoac|luat|mot|nhap)$/

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)+$/

/** Texts with a word that lost its marks, or with four words and no mark at all. Addresses and paths do not count. */
function unmarkedIn(path: string, text: string): string[] {
  return textsOf(path, text)
    .map((one) => one.text)
    .filter((words) => {
      if (SLUG.test(words)) return false
      const prose = words.replace(/\S+[/@\\]\S*|\S*[/@\\]\S+|\w+(\.\w+)+/g, ' ')
      const letters = prose
        .normalize('NFC')
        .split(/[^\p{L}]+/u)
        .filter(Boolean)
      const isWithoutMarks = letters.length >= 4 && letters.every((word) => /^[a-z]+$/i.test(word))
      return isWithoutMarks || letters.some((word) => UNMARKED.test(word.toLowerCase()))
    })
}

export const MARKS: TextRule = {
  name: 'vietnamese-has-its-marks',
  why: 'People read words.vi.ts. Unmarked Vietnamese stands in addresses only.',
  broken: (tree) => inCode(tree, (path) => path.endsWith('/words.vi.ts'), unmarkedIn),
}
