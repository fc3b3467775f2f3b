import { type Day, day } from '../platform/day.ts'
import { isInForce, type Rule } from './rules.ts'

/** What a fact must show for a slot of a duty to be filled; each is answered by the capability that keeps such facts. */
export const DUTY_FACTS = [
  ...(['headReceived', 'peopleDialogue', 'communityConference', 'staffConference', 'staffDialogue'] as const),
  ...(['disclosureList', 'survey', 'halfYearReport', 'yearReport', 'yearlyEvaluation'] as const),
  ...(['receptionMonthReport', 'receptionPeriodReport'] as const),
] as const
export type DutyFact = (typeof DUTY_FACTS)[number]

/** Who owes it: the head of a government's unit of a tier, the secretary of a party committee, or any unit that receives. */
export type DutyBearer =
  | 'communeChair'
  | 'provinceChair'
  | 'communeSecretary'
  | 'provinceSecretary'
  | 'agencyHead'
  | 'publicServiceHead'
  | 'communeUnit'
  | 'anyUnit'
export type Period = 'week' | 'month' | 'quarter' | 'half' | 'year'

export interface Duty {
  readonly fact: DutyFact
  readonly times: number
  readonly per: Period
  /** Months into the next period in which it may still be done (DCQ-03); none: within the period itself. */
  readonly monthsAfter?: number
}

export type DutyRule = Rule<{ readonly bearer: DutyBearer }, Duty>

type Options = { until?: Day; confidence?: DutyRule['confidence']; note?: string }

const duty = (
  id: string,
  bearer: DutyBearer,
  then: Duty,
  from: string,
  cite: string,
  subject: string,
  { until, confidence = 'A', note }: Options = {},
): DutyRule => ({
  ...{ id, when: { bearer }, then, cite, subject, confidence, checkedOn: day('2026-11-23'), secondReader: null },
  inForce: { from: day(from), until: until ?? null },
  ...(note === undefined ? {} : { note }),
})

const RECEPTION = 'Luật Tiếp công dân 42/2013/QH13'
const AMENDED = 'Luật Tiếp công dân 42/2013/QH13, sửa đổi bởi Luật 136/2025/QH15'
const DEMOCRACY = 'Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15'
const PARTY = 'Quy định 11-QĐi/TW, sửa đổi bởi Kết luận 215-KL/TW (chưa đọc số điều)'
const CUSTOM = 'Thông lệ báo cáo dân vận, chưa có điều luật'
const REPORTED =
  'Gửi Bí thư tỉnh ủy, Ban Nội chính, Ban Tuyên giáo và Dân vận. Chưa đọc được ngày phải gửi: tính đến hết kỳ.'
const received = (times: number, per: Period): Duty => ({ fact: 'headReceived', times, per })

/** What the law, the Party's rules and the custom of reports oblige a unit to do in each period. */
export const DUTY_RULES: readonly DutyRule[] = [
  duty(
    'TCD-01',
    'communeChair',
    received(1, 'week'),
    '2014-07-01',
    `Điểm d khoản 2 Điều 15 ${RECEPTION}`,
    'Chủ tịch UBND cấp xã trực tiếp tiếp công dân',
    {
      until: day('2026-06-30'),
    },
  ),
  duty(
    'TCD-02',
    'communeChair',
    received(2, 'month'),
    '2026-07-01',
    `Điều 15 ${AMENDED}`,
    'Chủ tịch UBND cấp xã trực tiếp tiếp công dân',
    {
      confidence: 'B',
      note: 'Tại trụ sở hoặc nơi khác do Chủ tịch chọn; không ủy quyền thường xuyên cho cấp phó.',
    },
  ),
  duty(
    'TCD-04',
    'provinceChair',
    received(1, 'month'),
    '2014-07-01',
    `Khoản 5 Điều 12 ${RECEPTION}`,
    'Chủ tịch UBND cấp tỉnh trực tiếp tiếp công dân',
  ),
  duty(
    'TCD-05',
    'agencyHead',
    received(1, 'month'),
    '2014-07-01',
    `Khoản 2 Điều 18 ${RECEPTION}`,
    'Người đứng đầu cơ quan hành chính nhà nước trực tiếp tiếp công dân',
  ),
  duty(
    'TCD-06',
    'publicServiceHead',
    received(1, 'month'),
    '2026-07-01',
    'Khoản 2 Điều 10 Nghị định 154/2026/NĐ-CP',
    'Người đứng đầu đơn vị sự nghiệp công lập trực tiếp tiếp công dân',
  ),
  duty('NDD-01', 'provinceSecretary', received(1, 'month'), '2019-02-18', PARTY, 'Bí thư cấp ủy tỉnh tiếp dân', {
    confidence: 'B',
  }),
  duty('NDD-02', 'communeSecretary', received(2, 'month'), '2025-11-23', PARTY, 'Bí thư cấp ủy xã tiếp dân', {
    confidence: 'B',
    note: 'Riêng với nhiệm vụ của Chủ tịch UBND, kể cả khi một người giữ hai chức vụ.',
  }),
  duty(
    'NDD-05.month',
    'communeSecretary',
    { fact: 'receptionMonthReport', times: 1, per: 'month' },
    '2025-11-23',
    PARTY,
    'Bí thư cấp ủy xã báo cáo tháng về tiếp dân',
    { confidence: 'B', note: REPORTED },
  ),
  duty(
    'NDD-05.quarter',
    'communeSecretary',
    { fact: 'receptionPeriodReport', times: 1, per: 'quarter' },
    '2025-11-23',
    PARTY,
    'Bí thư cấp ủy xã báo cáo quý I, sáu tháng, chín tháng, năm về tiếp dân',
    { confidence: 'B', note: REPORTED },
  ),
  duty(
    'DC-27',
    'communeUnit',
    { fact: 'peopleDialogue', times: 1, per: 'year' },
    '2023-07-01',
    `Điều 32 ${DEMOCRACY}`,
    'Hội nghị đối thoại giữa UBND và Nhân dân',
  ),
  duty(
    'DC-28',
    'communeUnit',
    { fact: 'communityConference', times: 1, per: 'year' },
    '2023-07-01',
    `Điều 33 ${DEMOCRACY}`,
    'Hội nghị của cộng đồng dân cư',
    {
      note: 'Vào cuối năm.',
    },
  ),
  duty(
    'DCQ-03',
    'anyUnit',
    { fact: 'staffConference', times: 1, per: 'year', monthsAfter: 3 },
    '2023-07-01',
    `Khoản 1 Điều 51 ${DEMOCRACY}`,
    'Hội nghị cán bộ, công chức, viên chức, người lao động',
    {
      note: 'Chậm nhất ba tháng của năm công tác tiếp theo.',
    },
  ),
  duty(
    'DCQ-08',
    'anyUnit',
    { fact: 'staffDialogue', times: 1, per: 'year' },
    '2023-07-01',
    'Quy chế dân chủ của cơ quan, chưa có điều luật',
    'Người đứng đầu đối thoại với cán bộ, công chức',
    {
      confidence: 'M',
    },
  ),
  duty(
    'DC-06',
    'communeUnit',
    { fact: 'disclosureList', times: 1, per: 'quarter' },
    '2023-07-01',
    `Khoản 2 Điều 13 ${DEMOCRACY}`,
    'Niêm yết danh mục nội dung đã công khai trong quý',
  ),
  duty(
    'KS-01',
    'communeUnit',
    { fact: 'survey', times: 1, per: 'year' },
    '2023-07-01',
    `Điểm a khoản 2 Điều 35 ${DEMOCRACY}`,
    'Khảo sát mức độ hài lòng của người dân',
    {
      confidence: 'B',
      note: 'Luật giao duy trì việc đánh giá; kỳ một năm theo thông lệ Mặt trận và UBND cùng cấp.',
    },
  ),
  duty(
    'BC-08.half',
    'anyUnit',
    { fact: 'halfYearReport', times: 1, per: 'half' },
    '2020-01-01',
    CUSTOM,
    'Báo cáo sơ kết công tác dân vận sáu tháng',
    { confidence: 'M' },
  ),
  duty(
    'BC-08.year',
    'anyUnit',
    { fact: 'yearReport', times: 1, per: 'year' },
    '2020-01-01',
    CUSTOM,
    'Báo cáo tổng kết công tác dân vận năm',
    { confidence: 'M' },
  ),
  duty(
    'S-R5',
    'anyUnit',
    { fact: 'yearlyEvaluation', times: 1, per: 'year' },
    '2020-01-01',
    CUSTOM,
    'Đánh giá công tác dân vận gắn với nhiệm vụ chính trị địa phương',
    { confidence: 'M' },
  ),
]

/** Something the rules speak of, whose number was not read: shown as such, never a slot, never late. */
export type UnreadDuty = Rule<{ readonly bearer: DutyBearer }, { readonly fact: DutyFact | null }>

const UNREAD = 'Có trong quy định, chưa đọc được số: không lập ô, không tính trễ.'
const unread = (id: string, bearer: DutyBearer, fact: DutyFact | null, subject: string): UnreadDuty => {
  const [when, then] = [{ bearer }, { fact }]
  const inForce = { from: day('2019-02-18'), until: null }
  return {
    ...{ id, when, then, cite: PARTY, subject, inForce, confidence: 'M', checkedOn: day('2026-11-23') },
    ...{ secondReader: null, note: UNREAD },
  }
}

const HANDLING = 'Thời hạn xử lý phản ánh, kiến nghị do Bí thư cấp ủy tiếp nhận'
const SECRETARY_DIALOGUE = 'Số lần Bí thư cấp ủy đối thoại với Nhân dân'

export const UNREAD_DUTIES: readonly UnreadDuty[] = (['communeSecretary', 'provinceSecretary'] as const).flatMap(
  (bearer) => [
    unread('NDD-06', bearer, null, HANDLING),
    unread('NDD-06.dialogue', bearer, 'peopleDialogue', SECRETARY_DIALOGUE),
  ],
)

type Share = readonly [of: number, outOf: number]

/** How many of those who were to come must be present, and more than how many of these carry a resolution: shares of whole numbers, compared exactly. */
export type Quorum = Rule<{ readonly fact: DutyFact }, { readonly share: Share; readonly carriedOver: Share }>

const quorum = (id: string, fact: DutyFact, then: Quorum['then'], cite: string, subject: string): Quorum => {
  const when = { fact }
  const inForce = { from: day('2023-07-01'), until: null }
  return { id, when, then, cite, subject, inForce, confidence: 'A', checkedOn: day('2026-11-23'), secondReader: null }
}

const VALID =
  'Hội nghị hợp lệ khi có ít nhất hai phần ba số người được triệu tập có mặt; nghị quyết, quyết định được thông qua khi trên một nửa số người dự tán thành'

export const QUORUM_RULES: readonly Quorum[] = [
  quorum(
    'DCQ-04',
    'staffConference',
    { share: [2, 3], carriedOver: [1, 2] },
    `Điểm c khoản 2 Điều 51 ${DEMOCRACY}`,
    VALID,
  ),
]

/** The rule that says how many must be present, on a day; none for what needs no quorum. */
export const quorumOf = (fact: DutyFact, on: Day): Quorum | undefined =>
  QUORUM_RULES.find((rule) => rule.when.fact === fact && isInForce(rule, on))

export const isQuorate = ({ then: { share } }: Quorum, summoned: number, present: number): boolean =>
  present * share[1] >= summoned * share[0]

/** Half is not enough. */
export const isCarried = ({ then: { carriedOver } }: Quorum, present: number, agreed: number): boolean =>
  agreed * carriedOver[1] > present * carriedOver[0]
