import { placeEver } from '../../../organization/openings.ts'
import { formatDay } from '../../../platform/day.ts'
import { actAs } from '../../../platform/db.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { DeadlineProof } from '../../calendar/index.ts'
import { submissionByCode, submissionById } from '../../cases/index.ts'
import { complaintByCase, complaintWords, lastDayOf } from '../../complaints/index.ts'
import { codeHash } from '../codes.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { loadSeen } from './seen-load.ts'
import { RECEIPT_COOKIE, RECEIPT_SECONDS } from './send.tsx'

export const PAPER_COOKIE = 'don-de-ky'
export const PAPER_SECONDS = 15 * 60

interface Person {
  number: string
  name: string
  address: string
  phone: string
}

/** Opened by the receipt of a moment ago, or by number and code. */
async function doorOf(visit: Visit) {
  const shown = visit.host.keys.open<{ number: string; code: string }>(
    'receipt',
    visit.cookie(RECEIPT_COOKIE),
    RECEIPT_SECONDS,
  )
  const door = shown && (await submissionByCode(visit.tx, shown.number, codeHash(visit.host, shown.code)))
  return door ?? (await loadSeen(visit)).door
}

async function load(visit: Visit) {
  const door = await doorOf(visit)
  if (!door) return { paper: null }
  actAs(visit.tx, { unitId: door.unitId, postId: null, sealId: null })
  const found = await complaintByCase(visit.tx, door.caseId)
  const text = await submissionById(visit.tx, door.submissionId)
  const place = await placeEver(visit.tx, door.unitId, visit.today)
  if (!found || !text || !place) return { paper: null }
  const person = visit.host.keys.open<Person>('paper', visit.cookie(PAPER_COOKIE), PAPER_SECONDS)
  return {
    paper: {
      ...{ found, text, place, lastDay: await lastDayOf(visit.tx, found.it) },
      person: person?.number === text.number ? person : null,
    },
  }
}

/** The complaint as a paper to print and sign; what the browser no longer knows is left to be written by hand. */
export const paper = page({
  path: at.paper,
  surface: 'public',
  audit: 'intake.paper',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.paper.title, place: found.paper?.place, private: true }),
  view({ found: { paper: it }, words, language, today }) {
    if (!it)
      return (
        <div class="wrap narrow pad stack">
          <h1>{words.paper.title}</h1>
          <p class="lead">{words.paper.gone}</p>
          <p>
            <a href={link(at.see, {}, language)}>{words.receipt.see}</a>
          </p>
        </div>
      )
    const { found, text, place, person } = it
    const say = complaintWords.vi
    return (
      <div class="wrap narrow pad stack wide">
        <div class="stack noprint">
          <h1>{words.paper.title}</h1>
          <p class="lead">{words.paper.lead(place.name, place.address)}</p>
          {it.lastDay && (
            <div class="card stack tight">
              <p class="strong">
                {it.lastDay.dueOn >= today
                  ? words.paper.lastDay(formatDay(it.lastDay.dueOn))
                  : words.paper.lastDayPassed(formatDay(it.lastDay.dueOn))}
              </p>
              <DeadlineProof proof={it.lastDay} language={language} />
            </div>
          )}
          <p class="quiet">{words.receipt.print}</p>
        </div>
        <article class="slip stack paper" lang="vi">
          <div class="center">
            <p class="strong">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
            <p class="strong">Độc lập - Tự do - Hạnh phúc</p>
          </div>
          <p class="right">………………, ngày …… tháng …… năm ………</p>
          <h2 class="center">ĐƠN KHIẾU NẠI</h2>
          <p>
            Kính gửi: {place.headTitle}, {place.name}
          </p>
          <p>Họ và tên người khiếu nại: {person?.name ?? '……………………………………………'}</p>
          <p>Địa chỉ: {person?.address ?? '……………………………………………………………'}</p>
          {person?.phone !== '' && <p>Điện thoại: {person?.phone ?? '………………………'}</p>}
          <p>
            Khiếu nại ({say.ordinals[found.it.ordinal].toLowerCase()}): {found.it.against}
            {found.it.decisionNumber ? ` (số ${found.it.decisionNumber})` : ''}
          </p>
          <p>Ngày nhận được hoặc biết được: {formatDay(found.it.knownOn)}</p>
          <div>
            <p>Nội dung khiếu nại:</p>
            <p class="keep">{text.text}</p>
          </div>
          <div>
            <p>Yêu cầu giải quyết:</p>
            <p class="keep">{found.it.demand}</p>
          </div>
          <p>Tài liệu, chứng cứ kèm theo (nếu có): ………………………………………………</p>
          <div class="row between signatures">
            <p class="quiet">Số đơn {text.number}</p>
            <p class="center">
              <span class="strong">NGƯỜI KHIẾU NẠI</span>
              <br />
              (ký và ghi rõ họ tên, hoặc điểm chỉ)
            </p>
          </div>
        </article>
      </div>
    )
  },
})
