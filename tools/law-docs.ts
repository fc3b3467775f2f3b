import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CALENDAR_YEARS, DEFAULT_CALENDAR } from '../src/law/calendar-days.ts'
import { DEADLINE_RULES } from '../src/law/deadline-rules.ts'
import { type DeadlineRule, EVENTS } from '../src/law/limits.ts'
import { type Keeping, RETENTION_RULES } from '../src/law/retention-rules.ts'
import { formatDay } from '../src/platform/day.ts'

const ROOT = join(import.meta.dirname, '..')
const FOLDER = 'docs/law'
const TESTS = 'src/law'
const WRITTEN_BY = 'Written by `npm run law-docs` from the rows in `src/law`. Change the rows, never this page.'

const GROUPS = [
  { slug: 'khieu-nai', prefix: 'KN-', vietnamese: 'Khiếu nại', english: 'complaints' },
  { slug: 'to-cao', prefix: 'TC-', vietnamese: 'Tố cáo', english: 'denunciations' },
  { slug: 'tiep-cong-dan', prefix: 'TCD-', vietnamese: 'Tiếp công dân', english: 'citizen reception' },
  {
    slug: 'phan-anh-kien-nghi',
    prefix: 'PAKN-',
    vietnamese: 'Phản ánh, kiến nghị',
    english: 'feedback, recommendations',
  },
  { slug: 'du-lieu-ca-nhan', prefix: 'DL-', vietnamese: 'Dữ liệu cá nhân', english: 'personal data' },
  { slug: 'doi-thoai', prefix: 'DT-', vietnamese: 'Đối thoại', english: 'dialogues' },
  { slug: 'dan-chu-co-so', prefix: 'DC-', vietnamese: 'Dân chủ ở cơ sở', english: 'grassroots democracy' },
  { slug: 'kien-nghi-cu-tri', prefix: 'CT-', vietnamese: 'Kiến nghị cử tri', english: 'recommendations of voters' },
] as const

const STATUTES = [
  'Luật Khiếu nại 02/2011/QH13',
  'Nghị định 124/2020/NĐ-CP',
  'Nghị định 155/2026/NĐ-CP',
  'Luật Tố cáo 25/2018/QH14',
  'Luật Tiếp công dân 42/2013/QH13',
  'Nghị định 20/2008/NĐ-CP',
  'Nghị định 356/2025/NĐ-CP',
  'Nghị định 154/2026/NĐ-CP',
  'Luật Tổ chức chính quyền địa phương 72/2025/QH15',
  'Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15',
  'Nghị định 59/2023/NĐ-CP',
  'Nghị quyết liên tịch 72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN',
  'Pháp luật chưa quy định',
] as const

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const pageOf = (rule: DeadlineRule) => {
  const group = GROUPS.find(({ prefix }) => rule.id.startsWith(prefix))
  if (!group) throw new Error(`${rule.id} belongs to no page of docs/law`)
  return group
}

function testFiles(): Map<string, string> {
  const names = readdirSync(join(ROOT, TESTS)).filter((name) => name.endsWith('.test.ts'))
  return new Map(names.sort().map((name) => [name, readFileSync(join(ROOT, TESTS, name), 'utf8')]))
}

function ruleRow(rule: DeadlineRule, tests: ReadonlyMap<string, string>): string[] {
  const { id, cite, then, inForce, confidence, checkedOn, secondReader, subject, note } = rule
  const named = [...tests].filter(([, text]) => text.includes(`'${id}'`)).map(([name]) => `\`${TESTS}/${name}\``)
  const bound = then.bound === 'atLeast' ? 'at least ' : ''
  return [
    cite,
    `\`${id}\``,
    note ? `${subject}. ${note}` : subject,
    `${bound}${then.days} ${then.count === 'working' ? 'ngày làm việc' : 'ngày'}`,
    EVENTS[then.from],
    inForce.until ? `${formatDay(inForce.from)} – ${formatDay(inForce.until)}` : `from ${formatDay(inForce.from)}`,
    confidence,
    formatDay(checkedOn),
    secondReader ?? 'none yet',
    named.join(', ') || '**none**',
  ]
}

function groupPage(
  { prefix, vietnamese, english }: (typeof GROUPS)[number],
  tests: ReadonlyMap<string, string>,
): string {
  const head = 'Article, Rule, What is owed, Days, Counted from, In force, Confidence, Last check, Second reader, Test'
  const rows = DEADLINE_RULES.filter(({ id }) => id.startsWith(prefix)).map((rule) => ruleRow(rule, tests))
  return `# ${vietnamese} (${english}): article, rule, test

${WRITTEN_BY}
"Ngày" are calendar days, "ngày làm việc" working days. How they are counted: [README](README.md).

${table(head.split(', '), rows)}
`
}

const keeping = (then: Keeping) =>
  then.until === 'unread'
    ? 'not read: only by a document of the unit'
    : then.until === 'after'
      ? `${then.days} ngày`
      : `${then.years} năm`

function retentionPage(tests: ReadonlyMap<string, string>): string {
  const head = 'Source, Rule, What is kept, How long, In force, Confidence, Last check, Second reader, Test'
  const rows = RETENTION_RULES.map(
    ({ id, cite, subject, note, then, inForce, confidence, checkedOn, secondReader }) => {
      const named = [...tests].filter(([, text]) => text.includes(`'${id}'`)).map(([name]) => `\`${TESTS}/${name}\``)
      return [
        ...[
          cite,
          `\`${id}\``,
          note ? `${subject}. ${note}` : subject,
          keeping(then),
          `from ${formatDay(inForce.from)}`,
        ],
        ...[confidence, formatDay(checkedOn), secondReader ?? 'none yet', named.join(', ') || '**none**'],
      ]
    },
  )
  return `# Thời hạn lưu dữ liệu cá nhân (how long what is personal is kept)

${WRITTEN_BY}
A unit's own periods are database rows with number and day of their document (\`privacy.retention_rule\`). Without one nothing is erased by itself.

${table(head.split(', '), rows)}
`
}

function indexPage(): string {
  const statutes = STATUTES.map((statute) => {
    const rules = DEADLINE_RULES.filter(({ cite }) => cite.includes(statute))
    const pages = [...new Set(rules.map(pageOf))].map(({ slug, vietnamese }) => `[${vietnamese}](${slug}.md)`)
    const grades = [...new Set(rules.map(({ confidence }) => confidence))].sort().join(', ')
    const unread = rules.filter(({ secondReader }) => secondReader === null).length
    return [statute, pages.join(', '), `${rules.length}`, grades, `${unread}`]
  })
  const years = CALENDAR_YEARS.map(({ year, status, source }) => [`${year}`, status, source])

  return `# The law in Gần Dân: statute, rule, test

${WRITTEN_BY}

## Statutes

${table(['Statute', 'Page', 'Rows', 'Confidence', 'Without a second reader'], statutes)}

A row that cites two statutes stands under both. Confidence: **A** the article itself was read · **B** a secondary
source was read for this point · **C** one public transcription only · **M** from memory. A row that is not A says so to
citizens ("chưa kiểm chứng"). A row not checked for 180 days is shown to the administrator.

## How days are counted

- Day one is the day after the event (Điều 147 khoản 2 Bộ luật Dân sự 91/2015/QH13).
- A period in "ngày" whose last day is off ends on the next working day (Điều 148 khoản 5). A Saturday worked in
  exchange is a working day.
- "Ngày làm việc" leaves out Saturday, Sunday, public holidays and days in lieu (Điều 111, 112 Bộ luật Lao động
  45/2019/QH14; 24/11 since Nghị quyết 28/2026/QH16).
- A suspension pauses the count from the day of its decision; the day of resuming counts again.
- The row in force on the day of the event governs. Where two clocks run, the earliest binds and all are shown.
- "At least" marks a notice that must run first: its counted day is the earliest allowed.

## Calendar

Announced until ${formatDay(DEFAULT_CALENDAR.announcedUntil)}. A due day after that is provisional.

${table(['Year', 'Status', 'Source'], years)}

## To change a rule

Close its row (\`inForce.until\`), add the new row beside it, add a case to \`deadlines.test.ts\` and the number to
\`oracle.ts\`, run this tool. \`secondReader\` names the person who compared the row with Công báo.
`
}

/** Every page of docs/law by its path, as it should be. */
export function lawDocs(): Map<string, string> {
  const tests = testFiles()
  const uncited = DEADLINE_RULES.filter(({ cite }) => !STATUTES.some((statute) => cite.includes(statute)))
  if (uncited.length > 0) throw new Error(`no statute of the index: ${uncited.map(({ id }) => id).join(', ')}`)
  return new Map([
    [`${FOLDER}/README.md`, indexPage()],
    [`${FOLDER}/thoi-han-luu.md`, retentionPage(tests)],
    ...GROUPS.map((group) => [`${FOLDER}/${group.slug}.md`, groupPage(group, tests)] as const),
  ])
}

/** Paths whose file is missing or differs. */
export function staleLawDocs(): string[] {
  return [...lawDocs()].filter(([path, text]) => read(path) !== text).map(([path]) => path)
}

function read(path: string): string | null {
  try {
    return readFileSync(join(ROOT, path), 'utf8')
  } catch {
    return null
  }
}

function main() {
  const stale = staleLawDocs()
  if (process.argv.includes('--check')) {
    for (const path of stale) console.error(`${path} is stale: npm run law-docs`)
    process.exitCode = stale.length > 0 ? 1 : 0
    return
  }
  const pages = lawDocs()
  for (const path of stale) {
    mkdirSync(join(ROOT, dirname(path)), { recursive: true })
    writeFileSync(join(ROOT, path), pages.get(path) ?? '')
    console.log(`wrote ${path}`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
