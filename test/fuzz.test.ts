import { request } from 'node:http'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TAY_HO, world } from './stories/world.ts'

// Everything a stranger can reach, fed with what no form would send: it may refuse, it never breaks and never hangs.

const RUNS = Number(process.env.FUZZ_RUNS ?? 2000)
const SEED = Number(process.env.FUZZ_SEED ?? 20261123)
const AT_ONCE = 8
const office = await world()

const hostile = fc.constantFrom(
  ...[
    '',
    ' ',
    '\u0000',
    '\u0000a',
    '\r\n',
    '\t',
    '\u202e',
    '\ufeff',
    '%',
    '%%',
    '%00',
    '%zz',
    '../../etc/passwd',
    '..\\..',
    '\ud800',
  ],
  ...[
    "'",
    '"',
    "' or 1=1 --",
    "');drop table cases.sender;--",
    '$1',
    '\\',
    `$\{7*7}`,
    '{{7*7}}',
    '<script>alert(1)</script>',
  ],
  ...[
    '-1',
    '0',
    '1e400',
    'NaN',
    '99999999999999999999',
    '0x10',
    '١٢٣',
    '31/02/2026',
    '00/00/0000',
    '99/99/9999',
    '2026-13-45',
  ],
  ...[
    '0001-01-01',
    '9999-12-31',
    '+999999-01-01',
    '2026-11-23.1',
    '2026-11-23.99999999999999999999',
    '2026-99-99.1',
    'true',
    'null',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '[object Object]',
    '🏛️'.repeat(50),
    'a'.repeat(300),
    ':*',
    '& | !',
    '<->',
  ],
)
const text = fc.oneof(
  { weight: 4, arbitrary: hostile },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.constantFrom(10_001, 70_000, 300_000).map((size) => 'ệ'.repeat(size)) },
)
const NAMES = [
  ...[
    '_key',
    '_do',
    '_q',
    '_held',
    'sum',
    'text',
    'kind',
    'category',
    'concernsOfficial',
    'receiver',
    'place',
    'happenedOn',
  ],
  ...[
    'name',
    'address',
    'phone',
    'email',
    'publishConsent',
    'number',
    'code',
    'rating',
    'ratingReason',
    'reason',
    'password',
  ],
  ...[
    'mau',
    'nen',
    've',
    'chuc-vu',
    'rule',
    'from',
    'complex',
    'remote',
    'tim',
    'sau',
    'xem',
    'linhvuc',
    'giu',
    'version',
    'ids',
  ],
]
/** Now and then what the form would really send, so that the inputs get past the first check. */
const sound: Readonly<Record<string, readonly string[]>> = {
  text: ['Cống đầu hẻm nghẹt, đề nghị nạo vét.'],
  kind: ['feedback', 'recommendation'],
  category: ['roads', 'other'],
  concernsOfficial: ['yes', 'no'],
  receiver: ['chair', 'front', 'province', 'intake'],
  happenedOn: ['20/11/2026'],
  _do: ['rate', 'letter', 'reopen', 'leave', 'drop'],
  rating: ['solved', 'partly'],
  rule: ['KN-05', 'PAKN-06.feedback', 'TCD-10'],
  from: ['05/01/2026', '2026-01-05', '31/12/2028'],
  _key: ['k'.repeat(24)],
  reason: ['Chưa giải quyết xong việc.'],
}
const field = fc.constantFrom(...NAMES).chain((name) => {
  const good = sound[name]
  return fc.tuple(fc.constant(name), good ? fc.oneof(text, fc.constantFrom(...good)) : text)
})
const fields = fc.array(field, { maxLength: 8 })

const FORMS = [
  ...['', '/loai', '/can-bo', '/noi-xay-ra', '/nguoi-gui', '/xem-lai'].map((step) => `/dv/${TAY_HO}/gui-y-kien${step}`),
  ...[
    '/xem-don',
    '/xem-don/don',
    '/bien-nhan',
    '/giao-dien',
    '/lam-viec/dang-nhap',
    '/lam-viec/ma',
    '/lam-viec/chuc-vu',
  ],
  ...[
    '/lam-viec/dang-xuat',
    '/lam-viec/moi/abc',
    '/lam-viec/tai-khoan',
    '/lam-viec',
    '/lam-viec/nhap-don',
    '/lam-viec/xac-thuc/sign-in/email',
  ],
]
const READ = [
  ...['/', `/dv/${TAY_HO}`, `/dv/${TAY_HO}/cam-ket`, `/dv/${TAY_HO}/da-tra-loi`, '/tinh-han', '/xem-don', '/bien-nhan'],
  ...[
    '/api/v1/deadlines',
    '/xem-don/tep/1',
    '/dv/dv1',
    '/khieu-nai',
    '/to-cao',
    '/robots.txt',
    '/metrics',
    '/lam-viec',
  ],
]
const language = fc.constantFrom('', '', '', '/en')

type Input = { method: 'GET' | 'POST'; path: string; type?: string; body?: string; cookie: string }

const query = fields.map((all) => all.map(([name, value]) => `${name}=${encoded(value).slice(0, 4000)}`).join('&'))
const segment = fc.oneof(
  text.map((piece) => encoded(piece).slice(0, 500)),
  fc.constantFrom(
    '%',
    '%E0%A4%A',
    '%00',
    '%2e%2e',
    '..',
    '%ff%fe',
    ';',
    '//',
    '*',
    '{loai}',
    '20380-%00',
    'dv99999999999999999999',
    'dv-1',
  ),
)
const reading = fc.tuple(language, fc.constantFrom(...READ, ...FORMS), fc.option(segment, { freq: 3 }), query).map(
  ([start, path, more, asked]): Input => ({
    method: 'GET',
    path: `${start}${path === '/' && start ? '' : path}${more === null ? '' : `/${more}`}?${asked}`,
    cookie: '',
  }),
)
const unitPath = fc
  .tuple(segment, fc.constantFrom('', '/cam-ket', '/gui-y-kien', '/da-tra-loi', '/to-cao'))
  .map(([unit, rest]): Input => ({ method: 'GET', path: `/dv/${unit}${rest}`, cookie: '' }))

const FORM = 'application/x-www-form-urlencoded'
const urlencoded = fields.map((all) => ({
  type: FORM,
  body: all.map(([name, value]) => `${name}=${encoded(value)}`).join('&'),
}))
const multipart = fc
  .tuple(fields, fc.array(fc.tuple(text, fc.string({ unit: 'binary', maxLength: 400 })), { maxLength: 7 }))
  .map(([all, files]) => ({
    type: 'multipart/form-data; boundary=xx',
    body: [
      ...all.map(([name, value]) => `--xx\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
      ...files.map(([name, bytes]) => {
        const plain = name.replace(/["\r\n]/g, '').slice(0, 500)
        return `--xx\r\ncontent-disposition: form-data; name="files"; filename="${plain}"\r\ncontent-type: image/jpeg\r\n\r\n${bytes}\r\n`
      }),
      '--xx--\r\n',
    ].join(''),
  }))
const wrong = fc
  .tuple(
    fc.constantFrom(
      'application/json',
      'text/plain',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'image/png',
      'x',
      FORM,
    ),
    fc.oneof(text, fc.json(), fc.constant('--xx\r\nbroken')),
  )
  .map(([type, body]) => ({ type, body }))
const writing = fc
  .tuple(
    language,
    fc.constantFrom(...FORMS),
    fc.oneof(
      { weight: 5, arbitrary: urlencoded },
      { weight: 2, arbitrary: multipart },
      { weight: 2, arbitrary: wrong },
    ),
    fc.constantFrom('own', 'own', 'none', 'garbage'),
  )
  .map(([start, path, sent, cookie]): Input => ({ method: 'POST', path: `${start}${path}`, ...sent, cookie }))

const input = fc.oneof(
  { weight: 6, arbitrary: writing },
  { weight: 3, arbitrary: reading },
  { weight: 1, arbitrary: unitPath },
)

function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed())
}

/** A sender in the middle of things: a draft half written, a case opened, a receipt on the screen. */
async function cookiesOfSomebody(): Promise<string> {
  const jar = new Map<string, string>()
  const post = async (path: string, form: Record<string, string>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(office.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: office.url, cookie },
      body: new URLSearchParams(form),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return answer
  }
  const door = `/dv/${TAY_HO}/gui-y-kien`
  const steps = async () => {
    await post(door, { text: 'Cống đầu hẻm nghẹt, đề nghị nạo vét.' })
    await post(`${door}/loai`, { kind: 'feedback', category: 'roads' })
    await post(`${door}/can-bo`, { concernsOfficial: 'no' })
    await post(`${door}/noi-xay-ra`, {})
    await post(`${door}/nguoi-gui`, {})
  }
  await steps()
  await post(`${door}/xem-lai`, {})
  const page = await (
    await fetch(`${office.url}/bien-nhan`, { headers: { cookie: `bien-nhan=${jar.get('bien-nhan')}` } })
  ).text()
  const [, number = ''] = /id="so">([^<]*)</.exec(page) ?? []
  const [, code = ''] = /id="ma">([^<]*)</.exec(page) ?? []
  await post('/xem-don', { number, code })
  await steps()
  expect([...jar.keys()].sort()).toEqual(['ban-nhap', 'bien-nhan', 'dang-xem'])
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** Each on a connection of its own: one that the server closes after a refusal must not be taken for the next one's fault. */
function statusOf(method: string, path: string, headers: Record<string, string>, body: Buffer | null) {
  return new Promise<number | string>((resolve) => {
    const { hostname, port } = new URL(office.url)
    const length = body ? { 'content-length': String(body.length) } : {}
    const asking = request(
      { hostname, port, method, path, agent: false, headers: { ...headers, ...length } },
      (answer) => {
        answer.on('error', () => {})
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    asking.setTimeout(15_000, () => {
      resolve('hangs')
      asking.destroy()
    })
    asking.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    asking.end(body ?? undefined)
  })
}

test(
  `${RUNS} hostile inputs to every public door: no 5xx, no hanging`,
  async () => {
    const own = await cookiesOfSomebody()
    const garbage =
      'ban-nhap=%00%ff; dang-xem=AAAA; bien-nhan=a.b.c; mau=<b>; nen=../..; gandan.session_token=x.y; chuc-vu=1e9'
    const inputs = fc.sample(input, { numRuns: RUNS, seed: SEED })
    const faults = new Map<string, string>()
    let next = 0
    async function one(it: Input) {
      const headers: Record<string, string> = { origin: office.url }
      if (it.cookie) headers.cookie = it.cookie === 'own' ? own : it.cookie === 'garbage' ? garbage : ''
      if (it.type) headers['content-type'] = it.type
      const body = it.body === undefined ? null : Buffer.from(it.body)
      const asked = `${it.method} ${it.path.slice(0, 160)} ${it.type ?? ''} ${it.cookie} ${JSON.stringify(it.body ?? '').slice(0, 300)}`
      const kind = `${it.method} ${it.path.split('?')[0]?.slice(0, 40)}`
      const status = await statusOf(it.method, it.path, headers, body)
      if (typeof status === 'string' || status >= 500) faults.set(`${status} ${kind}`, asked)
    }
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let it = inputs[next++]; it; it = inputs[next++]) await one(it)
      }),
    )
    expect([...faults].slice(0, 30)).toEqual([])
    expect((await fetch(`${office.url}/readyz`)).status, 'and it still serves').toBe(200)
  },
  60_000 + RUNS * 60,
)
