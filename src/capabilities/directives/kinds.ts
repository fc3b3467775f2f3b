/** What one document does to another; the younger one stands first. */
export const RELATIONS = ['implements', 'concretizes', 'continues', 'replaces', 'amends', 'linked_with'] as const
export type RelationKind = (typeof RELATIONS)[number]

/** Kinds of documents by their full names (NĐ 30/2020/NĐ-CP phụ lục III; Quy định 399-QĐ/TW); the database keeps the same list. */
export const DOCUMENT_TYPES = [
  ...['Nghị quyết', 'Quyết định', 'Quy định', 'Chỉ thị', 'Kết luận', 'Quy chế', 'Thông báo', 'Hướng dẫn', 'Kế hoạch'],
  ...['Chương trình', 'Báo cáo', 'Tờ trình', 'Công văn', 'Đề án', 'Phương án', 'Biên bản', 'Nghị định', 'Thông tư'],
  ...['Thông tri', 'Thông tư liên tịch', 'Nghị quyết liên tịch', 'Luật', 'Pháp lệnh', 'Công điện'],
  ...['Chương trình phối hợp', 'Quy chế phối hợp', 'Văn bản hợp nhất'],
].sort((a, b) => a.localeCompare(b, 'vi'))

export const DIRECTIONS = ['incoming', 'outgoing'] as const
export type Direction = (typeof DIRECTIONS)[number]

export type CitationState = 'proposed' | 'accepted' | 'corrected' | 'rejected'
