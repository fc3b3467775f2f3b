/**
 * Vietnamese text for search: lower case, no diacritics, đ as d, apostrophes dropped, all else one space.
 * `organization.fold` in SQL must agree with it: a test compares them on every unit's name.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'‘’ʼ`´]/g, '')
    .replace(/[ĐđÐð]/g, 'd') // also eth, which old keyboards and encodings put for đ
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** `Xã Tây Hồ` -> `xa-tay-ho`. */
export function slugOf(fullName: string): string {
  return fold(fullName).replaceAll(' ', '-')
}
