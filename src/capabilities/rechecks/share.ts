/** A share with the interval in which it lies, at 95 % (Wilson): what a small draw can say, and not more. */
export interface Share {
  n: number
  all: number
  share: number
  low: number
  high: number
}

const Z = 1.96

/** Null when nothing was looked at: no share of nothing. */
export function shareOf(n: number, all: number): Share | null {
  if (all === 0) return null
  const share = n / all
  const middle = (share + (Z * Z) / (2 * all)) / (1 + (Z * Z) / all)
  const half = (Z * Math.sqrt((share * (1 - share)) / all + (Z * Z) / (4 * all * all))) / (1 + (Z * Z) / all)
  return { n, all, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
