/** Types of NĐ 30/2020 Điều 7 with their abbreviations; a công văn has none. */
export const DOCUMENT_TYPES = ['CV', 'TB', 'QĐ', 'GM'] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

/** What a letter says beside what every letter has. The name in a Word template stands beside it. */
export const FACTS = {
  reason: 'ly_do',
  ground: 'can_cu',
  content: 'noi_dung',
  competentBody: 'co_quan_tham_quyen',
  dueOn: 'han_giai_quyet',
  newDueOn: 'han_moi',
  furtherOn: 'hen_them',
  cause: 'nguyen_nhan',
  change: 'khac_phuc',
  meetsAt: 'thoi_gian',
  venue: 'dia_diem',
  decisionNumber: 'so_quyet_dinh',
  decidedOn: 'ngay_quyet_dinh',
  remedy: 'quyen_tiep_theo',
} as const
export type Fact = keyof typeof FACTS

/** What every template may use: the form of the document, whom it is for, what was sent. */
export const GENERAL = [
  ...([
    'co_quan_chu_quan',
    'co_quan',
    'ten_co_quan',
    'so_ky_hieu',
    'dia_danh',
    'ngay',
    'ten_loai',
    'trich_yeu',
  ] as const),
  ...(['nguoi_nhan', 'dia_chi', 'xung_ho', 'so_don', 'ngay_gui', 'viec'] as const),
  ...(['quyen_han', 'nguoi_ky', 'noi_nhan'] as const),
] as const
export type General = (typeof GENERAL)[number]

/** Without these a letter is none: the nine parts of NĐ 30/2020 Điều 8 that change from letter to letter. */
export const ALWAYS: readonly General[] = [
  'co_quan',
  'so_ky_hieu',
  'ngay',
  'nguoi_nhan',
  'quyen_han',
  'nguoi_ky',
  'noi_nhan',
]

interface KindRow {
  type: DocumentType
  /** The name over the letter; a công văn has none. */
  heading: string
  /** What it is about, as it stands after "V/v" or under the heading. Never a name. */
  about: string
  needs: readonly Fact[]
  may?: readonly Fact[]
  /** The default letter, a paragraph a line. */
  body: readonly string[]
  cite?: string
}

const RECEIVED = '{ten_co_quan} nhận được đơn của {xung_ho} gửi ngày {ngay_gui}, mã số {so_don}, về việc: {viec}.'

/** A kind of letter is a row: its type, what it needs to say, how it says it unless the office has a template of its own. */
export const KINDS = {
  acceptance: {
    ...{ type: 'TB', heading: 'THÔNG BÁO', about: 'Về việc thụ lý giải quyết đơn', needs: ['dueOn'], may: ['content'] },
    body: [
      RECEIVED,
      'Sau khi xem xét, đơn của {xung_ho} đủ điều kiện và thuộc thẩm quyền giải quyết. {ten_co_quan} thông báo: đơn đã được thụ lý để giải quyết theo quy định của pháp luật.',
      'Thời hạn giải quyết: đến hết ngày {han_giai_quyet}.',
      '{noi_dung}',
      'Vậy thông báo để {xung_ho} được biết.',
    ],
  },
  nonAcceptance: {
    ...{
      type: 'TB',
      heading: 'THÔNG BÁO',
      about: 'Về việc không thụ lý giải quyết đơn',
      needs: ['reason'],
      may: ['remedy'],
    },
    body: [
      RECEIVED,
      'Sau khi xem xét, {ten_co_quan} thông báo không thụ lý giải quyết đơn của {xung_ho}. Lý do:',
      '{ly_do}',
      '{quyen_tiep_theo}',
      'Vậy thông báo để {xung_ho} được biết.',
    ],
  },
  guidance: {
    ...{ type: 'CV', heading: '', about: 'hướng dẫn gửi đơn đến cơ quan có thẩm quyền' },
    ...{ needs: ['competentBody', 'reason'] },
    body: [
      RECEIVED,
      'Sau khi xem xét, nội dung đơn thuộc thẩm quyền giải quyết của {co_quan_tham_quyen}. {ly_do}',
      'Đề nghị {xung_ho} gửi đơn đến {co_quan_tham_quyen} để được xem xét, giải quyết theo quy định.',
      '{ten_co_quan} trả lời để {xung_ho} được biết và thực hiện.',
    ],
  },
  transfer: {
    ...{ type: 'CV', heading: '', about: 'chuyển đơn đến cơ quan có thẩm quyền', needs: ['competentBody', 'reason'] },
    ...{ cite: 'Điều 26 Luật Tiếp công dân 42/2013/QH13' },
    body: [
      RECEIVED,
      'Sau khi xem xét, nội dung đơn thuộc thẩm quyền giải quyết của {co_quan_tham_quyen}. {ly_do}',
      '{ten_co_quan} đã chuyển đơn của {xung_ho} đến {co_quan_tham_quyen} để được xem xét, giải quyết theo quy định. Ngày {xung_ho} gửi đơn lần đầu được giữ nguyên.',
      '{ten_co_quan} thông báo để {xung_ho} được biết và liên hệ.',
    ],
  },
  filing: {
    ...{
      type: 'TB',
      heading: 'THÔNG BÁO',
      about: 'Về việc lưu đơn, không xem xét giải quyết',
      needs: ['ground', 'reason'],
    },
    body: [
      RECEIVED,
      '{can_cu}',
      '{ten_co_quan} thông báo đơn của {xung_ho} được lưu, không xem xét giải quyết. Lý do:',
      '{ly_do}',
      'Nếu có nội dung mới, {xung_ho} có thể gửi lại đơn. Vậy thông báo để {xung_ho} được biết.',
    ],
  },
  extension: {
    ...{
      type: 'TB',
      heading: 'THÔNG BÁO',
      about: 'Về việc gia hạn giải quyết đơn',
      needs: ['dueOn', 'newDueOn', 'reason'],
    },
    body: [
      RECEIVED,
      'Thời hạn giải quyết đơn là ngày {han_giai_quyet}. {ten_co_quan} thông báo gia hạn giải quyết đến hết ngày {han_moi}. Lý do:',
      '{ly_do}',
      'Rất mong {xung_ho} thông cảm. Vậy thông báo để {xung_ho} được biết.',
    ],
  },
  answer: {
    ...{ type: 'CV', heading: '', about: 'trả lời phản ánh, kiến nghị', needs: ['content'] },
    body: [
      RECEIVED,
      'Về nội dung {xung_ho} nêu, {ten_co_quan} trả lời như sau:',
      '{noi_dung}',
      'Cảm ơn {xung_ho} đã có ý kiến. Nếu còn điều chưa rõ, {xung_ho} vui lòng liên hệ {ten_co_quan} để được giải đáp.',
    ],
  },
  apology: {
    ...{ type: 'CV', heading: 'THƯ XIN LỖI', about: 'Về việc giải quyết đơn quá thời hạn' },
    ...{ needs: ['dueOn', 'furtherOn', 'cause', 'change'], may: ['remedy'] },
    body: [
      RECEIVED,
      'Theo quy định, đơn phải được giải quyết xong trong ngày {han_giai_quyet}. Đến nay việc này đã quá thời hạn. {ten_co_quan} chân thành xin lỗi {xung_ho} về sự chậm trễ này.',
      'Nguyên nhân: {nguyen_nhan}',
      'Việc đã làm để không lặp lại: {khac_phuc}',
      '{ten_co_quan} hẹn trả lời {xung_ho} chậm nhất ngày {hen_them}. Việc hẹn thêm không làm thay đổi thời hạn theo quy định nêu trên.',
      '{quyen_tiep_theo}',
    ],
  },
  suspension: {
    ...{ type: 'QĐ', heading: 'QUYẾT ĐỊNH', about: 'Về việc tạm đình chỉ việc giải quyết khiếu nại' },
    ...{ needs: ['ground', 'reason'], cite: 'Mẫu 14a, Điều 28b Nghị định 155/2026/NĐ-CP' },
    body: [
      '{can_cu}',
      'Xét đơn mã số {so_don} của {xung_ho}, về việc: {viec}.',
      'QUYẾT ĐỊNH:',
      'Điều 1. Tạm đình chỉ việc giải quyết khiếu nại của {nguoi_nhan}. Lý do:',
      '{ly_do}',
      'Khi lý do tạm đình chỉ không còn, việc giải quyết được tiếp tục. Thời gian tạm đình chỉ không tính vào thời hạn giải quyết.',
      'Điều 2. Quyết định có hiệu lực kể từ ngày ký. {xung_ho} có tên tại Điều 1 và các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này.',
    ],
  },
  discontinuation: {
    ...{ type: 'QĐ', heading: 'QUYẾT ĐỊNH', about: 'Về việc đình chỉ việc giải quyết khiếu nại' },
    ...{ needs: ['ground', 'reason'], may: ['remedy'], cite: 'Mẫu 14b, Điều 28b Nghị định 155/2026/NĐ-CP' },
    body: [
      '{can_cu}',
      'Xét đơn mã số {so_don} của {xung_ho}, về việc: {viec}.',
      'QUYẾT ĐỊNH:',
      'Điều 1. Đình chỉ việc giải quyết khiếu nại của {nguoi_nhan}. Lý do:',
      '{ly_do}',
      '{quyen_tiep_theo}',
      'Điều 2. Quyết định có hiệu lực kể từ ngày ký. {xung_ho} có tên tại Điều 1 và các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này.',
    ],
  },
  dialogueInvitation: {
    ...{ type: 'GM', heading: 'GIẤY MỜI', about: 'Dự đối thoại', needs: ['meetsAt', 'venue', 'content'] },
    ...{ cite: 'Điều 30 Luật Khiếu nại 02/2011/QH13' },
    body: [
      '{ten_co_quan} trân trọng kính mời {nguoi_nhan} dự buổi đối thoại về đơn mã số {so_don}, gửi ngày {ngay_gui}, về việc: {viec}.',
      'Nội dung: {noi_dung}',
      'Thời gian: {thoi_gian}',
      'Địa điểm: {dia_diem}',
      '{xung_ho} có thể đi cùng người đại diện hoặc luật sư, và mang theo giấy tờ liên quan. Nếu không đến được, xin báo trước để hẹn ngày khác.',
      'Rất mong {xung_ho} đến dự đúng giờ.',
    ],
  },
  decisionCover: {
    ...{
      type: 'CV',
      heading: '',
      about: 'gửi quyết định giải quyết đơn',
      needs: ['decisionNumber', 'decidedOn'],
      may: ['remedy'],
    },
    body: [
      RECEIVED,
      '{ten_co_quan} gửi {xung_ho} Quyết định số {so_quyet_dinh} ngày {ngay_quyet_dinh} về việc giải quyết đơn (kèm theo công văn này).',
      '{quyen_tiep_theo}',
      '{ten_co_quan} thông báo để {xung_ho} được biết.',
    ],
  },
} as const satisfies Readonly<Record<string, KindRow>>

export type LetterKind = keyof typeof KINDS
export const LETTER_KINDS = Object.keys(KINDS) as LetterKind[]

export const kindRow = (kind: LetterKind): KindRow => KINDS[kind]

/** Every fact a letter of this kind may carry, needed ones first. */
export const factsOf = (kind: LetterKind): readonly Fact[] => [...kindRow(kind).needs, ...(kindRow(kind).may ?? [])]

/** What may stand between braces in a template of this kind, and what must. */
export function placeholdersOf(kind: LetterKind): { known: string[]; needed: string[] } {
  const must = kindRow(kind).needs.map((fact) => FACTS[fact])
  return { known: [...GENERAL, ...factsOf(kind).map((fact) => FACTS[fact])], needed: [...ALWAYS, ...must] }
}
