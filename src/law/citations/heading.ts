import { HEADS, LOWER_WORDS } from './issuer-words.ts'
import { foldCase } from './scan.ts'

/** Names within a name that keep their capital where single words would not: "Ban Dân vận", "Mặt trận Tổ quốc". */
const KNOWN = [...HEADS, 'Dân vận', 'Tổ quốc']
  .filter((name) => name.includes(' ') || name === name.toUpperCase())
  .map((name) => name.split(' '))
  .sort((a, b) => b.length - a.length)
const PLACE = /^(?:xã|phường|trấn|khu|huyện|quận|tỉnh|phố)$/u

/** Who issued, from the capitals of a heading: "ỦY BAN NHÂN DÂN XÃ TÂY HỒ" is "Ủy ban nhân dân xã Tây Hồ". */
export function nameFromHeading(heading: string): string {
  if (heading !== heading.toUpperCase()) return heading
  const words = heading.split(' ').filter(Boolean)
  const folded = words.map((word) => foldCase(word))
  const name: string[] = []
  let isPlace = false
  for (let at = 0; at < words.length; ) {
    const known = KNOWN.find((parts) => parts.every((part, n) => folded[at + n] === foldCase(part)))
    if (known) {
      name.push(...known)
      at += known.length
      isPlace = false
      continue
    }
    const word = folded[at] ?? ''
    const isLower = !isPlace && LOWER_WORDS.has(word)
    name.push(isLower ? word : word.charAt(0).toUpperCase() + word.slice(1))
    isPlace ||= PLACE.test(word)
    at += 1
  }
  return name.join(' ').replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}
