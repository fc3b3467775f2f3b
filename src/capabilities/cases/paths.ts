import { link } from '../../platform/page.ts'
import type { CaseKind } from './workflow.ts'

export const at = {
  /** "Chúng tôi làm gì với dữ liệu của bà con": the page is privacy's, forms below it lead there. */
  aboutData: '/du-lieu-ca-nhan',
  list: '/lam-viec/don-thu',
  citizenCase: '/lam-viec/vu-viec/:number',
  move: '/lam-viec/vu-viec/:number/:move{doc|phan-loai|giao|nhan|huong-dan|chuyen|luu|gop|gia-han|tra-loi|xem-lai|khong-xem-lai}',
  point: '/lam-viec/vu-viec/:number/diem/:n{[0-9]{1,3}}',
  sender: '/lam-viec/vu-viec/:number/nguoi-gui/:submission{[0-9]{1,15}}',
  draft: '/lam-viec/vu-viec/:number/van-ban',
  publish: '/lam-viec/vu-viec/:number/cong-khai',
  code: '/lam-viec/vu-viec/:number/cap-lai-ma/:submission{[0-9]{1,15}}',
  complaint: '/lam-viec/khieu-nai/:number',
  split: '/lam-viec/vu-viec/:number/tach',
  file: '/lam-viec/vu-viec/:number/tep/:file',
  counter: '/lam-viec/nhap-don',
  counterSlip: '/lam-viec/nhap-don/:number',
  register: '/lam-viec/so-theo-doi',
  published: '/dv/:unit/da-tra-loi',
} as const

/** The address of a move, in words people read. */
export const MOVE_SLUGS = {
  doc: 'receive',
  'phan-loai': 'classify',
  giao: 'assign',
  nhan: 'take',
  'huong-dan': 'guide',
  chuyen: 'transfer',
  luu: 'file',
  gop: 'join',
  'gia-han': 'extend',
  'tra-loi': 'answer',
  'xem-lai': 'reopen',
  'khong-xem-lai': 'declineReopen',
} as const

/** Where a case is worked on: a complaint has a page of its own. */
export const caseAddress = ({ kind, number }: { kind: CaseKind; number: string }) =>
  link(kind === 'complaint' ? at.complaint : at.citizenCase, { number })
