import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCitations } from './citations.ts'
import { headOf } from './head-of.ts'
import type { Span } from './scan.ts'

const RUNS = Number(process.env.CITATION_RUNS ?? 2000)

/** What citations are made of, and what looks like it. */
const PIECES = [
  ...[
    'Chỉ thị',
    'Nghị quyết',
    'QUYẾT ĐỊNH',
    'các Kết luận',
    'Luật Khiếu nại',
    'Luật',
    'Hiến pháp',
    'Quy chế dân chủ',
    'NĐ',
    'QĐ',
  ],
  ...[
    'số',
    'Số:',
    'số 16/CT-TTg',
    '114-KL/TW',
    '33- CT/TU',
    '72 /2025/NQLT/UBTVQH15-CP- ĐCTUBTWMTTQVN',
    '13',
    '57, 59 và 68',
  ],
  ...[
    '155/2026',
    '16/',
    '/CT',
    '-QĐ/TW',
    '66.22/2026/NQ-CP',
    '30c/NQ-CP',
    '03/-CV/BCSĐ',
    '1836 QĐ/TWĐTN',
    '4/2024',
    '(0251).3861114',
  ],
  ...[
    'ngày 16/5/2016',
    'ngày 22/4',
    ', ngày 20/02/205',
    '10/11//2025',
    'ngày 12 tháng 6 năm 2025',
    'ngày … tháng … năm',
    '(khóa XI)',
  ],
  ...[
    'của Bộ Chính trị',
    'của Thủ tướng Chính phủ',
    'của Ban Thường vụ Huyện ủy',
    'của',
    'do',
    'Bộ Giáo dục và Đào tạo',
    'UBND TP.',
  ],
  ...[
    'về',
    'về việc',
    'V/v',
    '“',
    '”',
    '"',
    'và',
    ',',
    ';',
    '.',
    ':',
    '(',
    ')',
    'thực hiện',
    'được sửa đổi',
    'thay thế',
    'ban hành',
  ],
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '* *',
    '**',
    '|',
    '\\',
    '- ',
    '# ',
    '> ',
    '¶',
    '\u00A0',
    '\u2013',
    '\u00AD',
    '\uFEFF',
    '\u0301',
    'İ',
    '😀',
    '\uD800',
  ],
  ...['Trung đoàn 885', 'giai đoạn 2021-2026', 'Đại hội Đảng', 'Ban chỉ đạo', '3\n', '      ', 'uỷ', 'hoà', 'A', '0'],
]

const text = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(' ')) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary' })), { maxLength: 20 })
      .map((pieces) => pieces.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 300 }))
      .map(([piece, times]) => piece.repeat(times)),
  },
)

test(`${RUNS} texts: nothing throws, no span leaves the text or overlaps, the same answer twice`, {
  timeout: 3_600_000,
}, () => {
  fc.assert(
    fc.property(text, fc.constantFrom('NFC', 'NFD'), (written, form) => {
      const given = written.normalize(form)
      const { citations, nested } = readCitations(given, { year: 2024 })
      expect(readCitations(given, { year: 2024 })).toEqual({ citations, nested })
      const isWithin = ({ start, end }: Span, outer: Span) => outer.start <= start && start < end && end <= outer.end
      const whole = { start: 0, end: given.length }
      let past = 0
      for (const one of citations) {
        expect(one.text).toBe(given.slice(one.start, one.end))
        expect(isWithin(one, whole) && one.start >= past).toBe(true)
        past = one.end
        if (one.numberSpan) expect(isWithin(one.numberSpan, one)).toBe(true)
        const said = [
          one.issuer?.evidence,
          one.date?.evidence,
          one.title?.evidence,
          one.completed?.evidence,
          one.sameAs,
        ]
        for (const span of said) if (span) expect(isWithin(span, whole)).toBe(true)
      }
      for (const one of nested) expect(isWithin(one, whole)).toBe(true)
      const own = headOf(given).numberSpan
      if (own) expect(isWithin(own, whole)).toBe(true)
    }),
    { numRuns: RUNS },
  )
})

const LENGTH = 300_000
const filled = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH)
const PROSE = filled(
  'Căn cứ Chỉ thị số 16/CT-TTg ngày 16/5/2016 của Thủ tướng Chính phủ, xã đã họp các thôn, nghe bà con nói và hẹn ngày trả lời từng việc một, có người phụ trách. ',
)
const counted = (write: (n: number) => string) => filled(Array.from({ length: 12_000 }, (_, n) => write(n)).join(''))

const timeOf = (given: string) => {
  const from = performance.now()
  readCitations(given)
  return performance.now() - from
}

// Quadratic work would take some hundred times as long as prose; forty leaves room for a busy machine.
const MOST_TIMES = 40

test.each([
  ...[
    '1',
    ' ',
    '\n',
    '-',
    '/',
    '“',
    '"',
    'A',
    '1/',
    '1-',
    '(',
    '|',
    '*',
    '1\n',
    'số ',
    'ỦY BAN ',
    'Quyết định ',
    'Luật A ',
    'QCDC ',
    'Bộ ',
  ]
    .concat(['Nghị quyết 57, ', 'Bộ A và ', 'về ', '12/QĐ-', '\u0301', 'Chỉ thị của Tỉnh ủy. 33-CT/TU '])
    .map((piece): [string, string] => [JSON.stringify(piece), filled(piece)]),
  ['one symbol', `12/QĐ${filled('-UBND')}`],
  ['one list', `Nghị quyết ${filled('57, ')}`],
  ['one issuer', `Chỉ thị của ${filled('Bộ A và ')}`],
  ['one title', `Chỉ thị số 16/CT-TTg về ${filled('a, ')}`],
  ['many documents', counted((n) => `Chỉ thị ${n} và ${n}-CT/TU. `)],
  ['many titles', counted((n) => `Chỉ thị của Tỉnh ủy về việc số ${n}; ${n}-CT/TU về việc ${n}; `)],
])('300 kB of %s take no longer than a few times prose', { timeout: 600_000 }, (_what, given) => {
  const prose = Math.max(timeOf(PROSE), timeOf(PROSE))
  expect(timeOf(given)).toBeLessThan(MOST_TIMES * prose)
})
