import type { Category, Kind } from '../capabilities/cases/index.ts'
import type { DemoPerson, DemoUnit } from '../organization/demo-seed.ts'

export const DEMO_PASSWORD = 'gandan-chay-thu'

const HOURS = '07:00-11:30, 13:30-17:00, thứ Hai đến thứ Sáu'
const AID = 'Trung tâm Trợ giúp pháp lý Nhà nước thành phố Đà Nẵng: số điện thoại niêm yết tại trụ sở (bản chạy thử).'

/** Real units, invented offices: phones and people are made up. */
export const UNITS: Readonly<Record<string, DemoUnit>> = {
  danang: {
    ...{
      code: '48',
      name: 'Thành phố Đà Nẵng',
      short: 'thành phố Đà Nẵng',
      head: 'cityHead',
      intake: 'cityIntake',
      theme: 'blue',
    },
    ...{
      phone: '0236 000 0001',
      address: 'Trụ sở Ban Tiếp công dân thành phố (địa chỉ giả định)',
      hours: HOURS,
      legalAid: AID,
    },
  },
  tayho: {
    ...{
      code: '20380',
      name: 'Xã Tây Hồ',
      short: 'xã Tây Hồ',
      head: 'head',
      intake: 'intake',
      front: 'front',
      theme: 'red',
    },
    ...{ phone: '0235 000 0002', address: 'Trụ sở UBND xã Tây Hồ (địa chỉ giả định)', hours: HOURS, legalAid: AID },
  },
  front: {
    ...{
      name: 'Ủy ban Mặt trận Tổ quốc Việt Nam xã Tây Hồ',
      short: 'Mặt trận xã Tây Hồ',
      slug: 'mat-tran-xa-tay-ho',
      beside: 'tayho',
    },
    ...{ head: 'frontHead', intake: 'frontIntake', theme: 'red', phone: '0235 000 0003', hours: HOURS },
    address: 'Trụ sở Mặt trận xã Tây Hồ (địa chỉ giả định)',
  },
  chiendan: {
    ...{
      code: '20364',
      name: 'Xã Chiên Đàn',
      short: 'xã Chiên Đàn',
      head: 'otherHead',
      intake: 'otherIntake',
      theme: 'green',
    },
    ...{ phone: '0235 000 0004', address: 'Trụ sở UBND xã Chiên Đàn (địa chỉ giả định)', hours: HOURS, legalAid: AID },
  },
}

/** The cast: one per role; the same in the demonstration, the tests and the screenshots. */
export const PEOPLE: readonly DemoPerson[] = [
  {
    key: 'cityHead',
    name: 'Trần Hải Vân',
    email: 'chutich@danang.example',
    unit: 'danang',
    title: 'Chủ tịch UBND thành phố',
    roles: ['head'],
    shown: true,
  },
  {
    key: 'cityIntake',
    name: 'Lê Thu Bồn',
    email: 'tiepnhan@danang.example',
    unit: 'danang',
    title: 'Ban Tiếp công dân thành phố',
    roles: ['intake'],
    reportsTo: 'cityHead',
    shown: false,
  },
  {
    key: 'cityAdmin',
    name: 'Trương Công Lịch',
    email: 'quantri@danang.example',
    unit: 'danang',
    title: 'Quản trị hệ thống thành phố',
    roles: ['administrator'],
    reportsTo: 'cityHead',
    shown: true,
  },
  {
    key: 'head',
    name: 'Nguyễn Văn Hòa',
    email: 'chutich@tayho.example',
    unit: 'tayho',
    title: 'Chủ tịch UBND xã',
    roles: ['head'],
    reportsTo: 'cityHead',
    shown: true,
  },
  {
    key: 'deputy',
    name: 'Phạm Thị Sương',
    email: 'phochutich@tayho.example',
    unit: 'tayho',
    title: 'Phó Chủ tịch UBND xã',
    roles: ['deputy', 'reviewer'],
    reportsTo: 'head',
    shown: true,
  },
  {
    key: 'intake',
    name: 'Võ Thị Lành',
    email: 'tiepnhan@tayho.example',
    unit: 'tayho',
    title: 'Bộ phận Tiếp nhận, Văn phòng HĐND và UBND',
    roles: ['intake'],
    reportsTo: 'deputy',
    shown: true,
  },
  {
    key: 'officer',
    name: 'Đặng Quốc Bảo',
    email: 'kinhte@tayho.example',
    unit: 'tayho',
    title: 'Công chức Phòng Kinh tế',
    roles: ['officer'],
    reportsTo: 'deputy',
    shown: true,
  },
  {
    key: 'culture',
    name: 'Huỳnh Ngọc Mai',
    email: 'vanhoa@tayho.example',
    unit: 'tayho',
    title: 'Công chức Phòng Văn hóa - Xã hội',
    roles: ['officer'],
    reportsTo: 'deputy',
    shown: false,
  },
  {
    key: 'admin',
    name: 'Bùi Minh Trí',
    email: 'quantri@tayho.example',
    unit: 'tayho',
    title: 'Quản trị hệ thống',
    roles: ['administrator'],
    reportsTo: 'head',
    shown: true,
  },
  {
    key: 'frontHead',
    name: 'Hồ Thị Thảo',
    email: 'mattran@tayho.example',
    unit: 'front',
    title: 'Chủ tịch Ủy ban Mặt trận xã',
    roles: ['head', 'observer'],
    shown: true,
  },
  {
    key: 'frontIntake',
    name: 'Ngô Văn Khiêm',
    email: 'mattran.tiepnhan@tayho.example',
    unit: 'front',
    title: 'Cán bộ Mặt trận',
    roles: ['intake', 'officer'],
    reportsTo: 'frontHead',
    shown: false,
  },
  {
    key: 'otherHead',
    name: 'Đoàn Văn Tâm',
    email: 'chutich@chiendan.example',
    unit: 'chiendan',
    title: 'Chủ tịch UBND xã',
    roles: ['head'],
    reportsTo: 'cityHead',
    shown: false,
  },
  {
    key: 'otherIntake',
    name: 'Cao Thị Hiền',
    email: 'tiepnhan@chiendan.example',
    unit: 'chiendan',
    title: 'Bộ phận Tiếp nhận',
    roles: ['intake', 'officer'],
    reportsTo: 'otherHead',
    shown: true,
  },
]

export interface DemoCase {
  intake: string
  owner?: string
  kind: Kind
  category: Category
  channel: 'web' | 'counter' | 'phone'
  sender: string | null
  place: string | null
  publish: boolean
  sentDaysAgo: number
  answeredDaysAgo?: number
  until: 'sent' | 'received' | 'assigned' | 'answered'
  title: string
  text: string
  points: readonly { text: string; answer?: string; evidence?: string }[]
  rating?: 'solved' | 'partly' | 'notSolved'
  ratingReason?: string
}

const here = { intake: 'intake', channel: 'web', sender: null, place: null, publish: false } as const

export const DEMO_CASES: readonly DemoCase[] = [
  {
    ...here,
    ...{
      owner: 'officer',
      kind: 'recommendation',
      category: 'roads',
      sentDaysAgo: 19,
      until: 'assigned',
      sender: 'Người gửi giả định A',
    },
    title: 'Cống thoát nước đường liên thôn ngập sau mưa',
    text: 'Cống thoát nước ở đường liên thôn bị bồi lấp, mưa một giờ là ngập ngang bánh xe. Đề nghị nạo vét và báo cho dân biết khi nào làm.',
    points: [{ text: 'Cống bị bồi lấp, ngập sau mưa' }, { text: 'Đề nghị báo trước ngày làm' }],
  },
  {
    ...here,
    ...{
      owner: 'officer',
      kind: 'recommendation',
      category: 'environment',
      sentDaysAgo: 12,
      until: 'assigned',
      publish: true,
      sender: 'Người gửi giả định B',
    },
    title: 'Lịch thu gom rác tổ 4 không đúng thông báo',
    text: 'Xe rác không đến thứ Ba, thứ Sáu như thông báo. Rác dồn trước nhà văn hóa. Đề nghị báo trước khi đổi lịch.',
    points: [
      {
        text: 'Xe không đến thứ Ba, thứ Sáu như thông báo',
        answer: 'Xe hỏng hai tuần, đã điều xe thay từ đầu tuần này. Lịch cũ được giữ nguyên.',
        evidence: 'Nhật ký xe, ảnh lịch trình dán tại nhà văn hóa',
      },
      {
        text: 'Rác dồn trước nhà văn hóa',
        answer: 'Đã dọn xong, có hai ảnh trước và sau khi dọn.',
        evidence: 'Hai ảnh chụp tại chỗ',
      },
      { text: 'Đề nghị báo trước khi đổi lịch' },
    ],
  },
  {
    ...here,
    ...{
      kind: 'feedback',
      category: 'procedures',
      sentDaysAgo: 4,
      until: 'received',
      channel: 'counter',
      sender: 'Người gửi giả định C',
    },
    title: 'Hồ sơ xác nhận tình trạng hôn nhân trả chậm',
    text: 'Giấy hẹn ghi trả ngày thứ Ba nhưng đến thứ Năm vẫn chưa có, phải đi lại ba lần.',
    points: [{ text: 'Hồ sơ trả chậm so với giấy hẹn' }],
  },
  {
    ...here,
    ...{ kind: 'feedback', category: 'utilities', sentDaysAgo: 0, until: 'sent' },
    title: 'Đèn đường hỏng',
    text: 'Ba trụ đèn đường đoạn trước trường mẫu giáo hỏng hơn một tuần nay, tối trẻ con đi học thêm về rất nguy hiểm.',
    points: [],
  },
  {
    ...here,
    ...{ kind: 'recommendation', category: 'education', sentDaysAgo: 2, until: 'sent', sender: 'Người gửi giả định D' },
    title: 'Sân trường',
    text: 'Đề nghị xã xem lại việc cho xe tải đi ngang cổng trường vào giờ tan học. Phụ huynh đứng đón con ngay lề đường, rất dễ xảy ra tai nạn.',
    points: [],
  },
  {
    ...here,
    ...{
      owner: 'officer',
      kind: 'feedback',
      category: 'utilities',
      sentDaysAgo: 14,
      answeredDaysAgo: 5,
      until: 'answered',
      publish: true,
      rating: 'solved',
    },
    title: 'Đèn đường ngã ba chợ',
    text: 'Đèn ở ngã ba chợ tắt mười ngày nay.',
    points: [
      {
        text: 'Đèn ở ngã ba chợ tắt',
        answer: 'Đã thay bóng và bộ nguồn, đèn sáng lại từ tối hôm qua. Bà con thấy tắt xin báo ngay.',
        evidence: 'Ảnh sau khi thay, biên bản nghiệm thu số 12',
      },
    ],
  },
  {
    ...here,
    ...{
      owner: 'culture',
      kind: 'recommendation',
      category: 'welfare',
      sentDaysAgo: 40,
      answeredDaysAgo: 28,
      until: 'answered',
      publish: true,
      rating: 'partly',
      ratingReason: 'Danh sách đã niêm yết nhưng chữ nhỏ, người già khó đọc.',
    },
    title: 'Niêm yết danh sách hộ được hỗ trợ',
    text: 'Đề nghị niêm yết danh sách hộ được hỗ trợ sửa nhà để bà con cùng biết.',
    points: [
      {
        text: 'Niêm yết danh sách hộ được hỗ trợ sửa nhà',
        answer: 'Danh sách đã niêm yết tại nhà văn hóa ba thôn và đọc trên loa ba buổi.',
        evidence: 'Biên bản niêm yết, ảnh bảng tin',
      },
    ],
  },
  {
    ...here,
    ...{
      owner: 'officer',
      kind: 'feedback',
      category: 'roads',
      sentDaysAgo: 60,
      answeredDaysAgo: 35,
      until: 'answered',
      publish: true,
    },
    title: 'Ổ gà trên đường vào nghĩa trang',
    text: 'Đường vào nghĩa trang có nhiều ổ gà, xe tang đi rất khó.',
    points: [
      {
        text: 'Ổ gà trên đường vào nghĩa trang',
        answer: 'Đã vá 14 ổ gà bằng bê tông nhựa nguội. Năm sau đưa vào kế hoạch làm lại mặt đường.',
        evidence: 'Ảnh trước và sau, quyết toán công khai tại trụ sở',
      },
    ],
  },
  {
    ...{
      intake: 'otherIntake',
      owner: 'otherIntake',
      kind: 'feedback',
      category: 'environment',
      channel: 'phone',
      sender: null,
      place: null,
      publish: false,
    },
    ...{ sentDaysAgo: 6, until: 'assigned' },
    title: 'Nước thải trại nuôi chảy ra kênh',
    text: 'Nước thải từ trại nuôi chảy ra kênh tưới, mùi hôi cả tuần nay.',
    points: [{ text: 'Nước thải chảy ra kênh tưới' }],
  },
]
