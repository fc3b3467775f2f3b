// `node --import tsx test/bench/cite.ts`: 300 kB read for citations, as a ratio to a floor of the same run: the same text brought to
// NFC, its blanks collapsed, and one bare pattern for numbers run over it. Decides no test.
import { citationsIn } from '../../src/law/citations/citations.ts'

const LENGTH = 300_000
const ROUNDS = 20
const SENTENCES = [
  'Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15; căn cứ Nghị định số 154/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của Chính phủ về tiếp công dân;',
  'Xã họp các thôn, nghe bà con nói, hẹn ngày trả lời từng việc một; ai phụ trách, làm đến đâu đều niêm yết ở nhà văn hóa để bà con cùng theo dõi.',
  'Huyện ủy tiếp tục thực hiện Chỉ thị số 33-CT/TU ngày 12/3/2024 của Ban Thường vụ Tỉnh ủy về “Chính quyền gần dân” và Kế hoạch 198.',
  'Sáng nay có 54 lượt người đến, 06 đơn nhận tại chỗ, số còn lại hẹn từ 7h30 đến 8h30; điện thoại (024).3825114.',
]
const text = Array.from({ length: 3000 }, (_, n) => SENTENCES[n % SENTENCES.length])
  .join('\n\n')
  .slice(0, LENGTH)

function floor() {
  const folded = text.normalize('NFC').replace(/\s+/g, ' ')
  return [...folded.matchAll(/\d{1,5}[-/][\p{L}\d/-]+/gu)].length
}

function median(work: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const from = performance.now()
    work()
    return performance.now() - from
  })
  return times.sort((a, b) => a - b)[ROUNDS / 2] ?? 0
}

const [base, read] = [median(floor), median(() => citationsIn(text))]
console.log(
  `${LENGTH} characters, ${citationsIn(text).length} citations: ${read.toFixed(0)} ms, floor ${base.toFixed(1)} ms, ratio ${(read / base).toFixed(1)} (goal: under 1 s)`,
)
