const MOST_MS = 1000
const AT_ONCE = 8
const MOST_PATHS = 200

/**
 * Reads the public pages from the front page on, a second at most, so that the first visitors after a start do not wait for the
 * program to be compiled and its connections to be opened. It follows links only; what fails is left to those who ask for it.
 */
export async function warmUp(url: string): Promise<void> {
  const until = performance.now() + MOST_MS
  const known = new Set(['/'])
  const paths = ['/']
  let next = 0
  async function read() {
    while (performance.now() < until) {
      const path = paths[next++ % paths.length] ?? '/'
      const page = await fetch(url + path, { headers: { 'accept-encoding': 'gzip' } }).then((answer) => answer.text())
      for (const [, link = '/'] of page.matchAll(/href="(\/(?!\/)[^".#?]*)"/g)) {
        if (known.has(link) || known.size >= MOST_PATHS || link.startsWith('/lam-viec')) continue
        known.add(link)
        paths.push(link)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, () => read().catch(() => {})))
}
