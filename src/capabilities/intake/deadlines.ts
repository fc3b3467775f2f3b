/** How long the door remembers, by days and hours: said on the page where it starts; no law. */
export const DRAFT_LIFE = { days: 7, cite: 'Bản nháp giữ 7 ngày' } as const
export const SUBMIT_KEY_LIFE = { days: 7, heldHours: 2, cite: 'Dấu chống gửi hai lần giữ 7 ngày' } as const
