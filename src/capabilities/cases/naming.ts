import type { CaseKind, Category } from './workflow.ts'

/** What a case is called before somebody words it better: the first sentence, cut at a word. */
export function caseTitle(text: string): string {
  const first =
    text
      .trim()
      .split(/[\n.!?]/)[0]
      ?.trim() || text.trim()
  const plain = first.replace(/\s+/g, ' ')
  if (plain.length <= 90) return plain.length >= 3 ? plain : `${plain}...`
  return `${plain.slice(0, 88).replace(/\s\S*$/, '')}…`
}

/** Kept in the ledger in Vietnamese, as the register is; the English page shows it as it is. */
export const owedTo = 'người gửi'
export const expectedResult = 'Từng điểm được trả lời, có kết quả kiểm chứng được'

const KIND: Record<CaseKind, string> = { feedback: 'phản ánh', recommendation: 'kiến nghị', complaint: 'khiếu nại' }
const CATEGORY: Record<Category, string> = {
  environment: 'môi trường, rác thải',
  roads: 'đường sá, cầu cống',
  utilities: 'điện, nước, viễn thông',
  land: 'đất đai',
  construction: 'xây dựng',
  order: 'an ninh, trật tự',
  procedures: 'thủ tục hành chính',
  welfare: 'chính sách, hỗ trợ',
  education: 'giáo dục',
  health: 'y tế',
  conduct: 'thái độ phục vụ',
  other: 'việc khác',
}

/** What boards show of a case that is not published (safeguards 2.13). */
export const publicTitle = (kind: CaseKind, category: Category) =>
  `${kind === 'complaint' ? 'Giải quyết' : 'Trả lời'} một ${KIND[kind]} về ${CATEGORY[category]}`

export const categoryWords: Record<'vi' | 'en', Record<Category, string>> = {
  vi: CATEGORY,
  en: {
    ...{
      environment: 'environment, waste',
      roads: 'roads, bridges',
      utilities: 'power, water, telecoms',
      land: 'land',
    },
    ...{ construction: 'construction', order: 'security, order', procedures: 'administrative procedures' },
    ...{
      welfare: 'welfare, support',
      education: 'education',
      health: 'health',
      conduct: 'service attitude',
      other: 'other',
    },
  },
}
