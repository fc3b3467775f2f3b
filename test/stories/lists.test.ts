import { expect, test } from 'vitest'
import { PAGES } from '../../src/app/capabilities.ts'
import { dayIn } from '../../src/platform/day.ts'
import type { Player } from './hands.ts'
import { send, statusOf, TAY_HO, world } from './world.ts'

const office = await world()

const LISTS = PAGES.filter((page) => page.table && !page.path.includes('/:')).map((page) => page.path)
const CAST: readonly Player[] = ['head', 'deputy', 'intake', 'officer', 'admin', 'frontHead', 'cityHead', 'cityAdmin']

test('every list of the office offers its files, to exactly those who may see the list', async () => {
  expect(LISTS.length, 'the lists that need no number').toBeGreaterThan(12)
  const seen = new Set<string>()
  for (const who of CAST) {
    const page = await office.official(who)
    for (const path of LISTS) {
      const status = await statusOf(page, path)
      if (status === 200) seen.add(path)
      for (const form of ['csv', 'xlsx'])
        expect((await page.request.get(`${path}/tai/${form}`)).status(), `${who} ${path} ${form}`).toBe(status)
    }
  }
  expect(
    LISTS.filter((path) => !seen.has(path)),
    'somebody sees each',
  ).toEqual([])
}, 120_000)

test('a list as a file keeps its filter, goes past the page in sight, and stays inside its unit', async () => {
  await office.db.owner.query(`
    insert into duties.inspection_request (unit_id, body, content, received_on, commitment_id)
    select unit_id, 'peopleInspection', 'Kiến nghị giám sát thứ ' || n, current_date, id
      from (select k.id, k.unit_id, row_number() over (partition by k.unit_id) n from commitments.commitment k where k.seal_id is null) all_of where n <= 1`)
  const head = await office.official('head')
  await head.goto('/lam-viec/khieu-nai?muc=going')
  const link = head.getByRole('link', { name: 'Tải CSV' })
  expect(await link.getAttribute('href')).toBe('/lam-viec/khieu-nai/tai/csv?muc=going')
  const file = await head.request.get('/lam-viec/khieu-nai/tai/csv?muc=going')
  expect(file.headers()['content-disposition']).toContain(`khieu-nai-${dayIn(office.host.now())}.csv`)
  const rows = await head.locator('tbody tr').count()
  expect((await file.text()).split('\r\n').filter(Boolean)).toHaveLength(rows + 1)
  const asked = await (await head.request.get('/lam-viec/kien-nghi-giam-sat/tai/csv')).text()
  expect(asked.match(/Kiến nghị giám sát thứ/g), 'of our unit alone').toHaveLength(1)
}, 60_000)

test('anybody takes the public board; a name typed into a form stands in no file', async () => {
  const phone = await office.citizen()
  await send(phone, { text: 'Đèn đường trước cổng trường tắt đã ba đêm.', name: 'Nguyễn Thị Không Ở Trong Tệp' })
  const board = await phone.request.get(`/dv/${TAY_HO}/cam-ket/tai/csv`)
  expect(board.status()).toBe(200)
  expect((await board.text()).split('\r\n')[0]).toContain('Căn cứ của hạn')
  const head = await office.official('head')
  for (const path of LISTS.filter((one) => one !== '/lam-viec/so-tiep-dan')) {
    const answer = await head.request.get(`${path}/tai/csv`)
    expect(await answer.text(), path).not.toContain('Không Ở Trong Tệp')
  }
}, 60_000)
