import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export interface Answer {
  status: number
  location: string
  cookies: string[]
  body: string
}

export function call(
  port: number,
  method: 'GET' | 'POST',
  path: string,
  options: { cookie?: string; form?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const body = options.form ? new URLSearchParams(options.form).toString() : ''
    const asked = request(
      {
        ...{ agent, host: '127.0.0.1', port, path, method },
        headers: {
          host: `localhost:${port}`,
          ...(options.cookie ? { cookie: options.cookie } : {}),
          ...(method === 'POST'
            ? {
                'content-type': 'application/x-www-form-urlencoded',
                'content-length': Buffer.byteLength(body),
                'sec-fetch-site': 'same-origin',
              }
            : {}),
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            location: answer.headers.location ?? '',
            cookies: (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? ''),
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

export interface Measured {
  perSecond: number
  p50: number
  p95: number
  count: number
}

/** `clients` loops of `work` until `count` calls are made; milliseconds of each call. */
export async function measure(clients: number, count: number, work: (n: number) => Promise<void>): Promise<Measured> {
  const times: number[] = []
  let next = 0
  const from = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let n = next++; n < count; n = next++) {
        const started = performance.now()
        await work(n)
        times.push(performance.now() - started)
      }
    }),
  )
  const seconds = (performance.now() - from) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 10) / 10
  return { perSecond: Math.round(count / seconds), p50: at(0.5), p95: at(0.95), count }
}
