import { expect, test } from 'vitest'
import { axe } from './audit.ts'
import { press, statusOf, textOf, world } from './world.ts'

const office = await world()

test('the administrator makes a role of the unit, leaves one thing out, gives it; the holder may at once, and it ends at once', async () => {
  const admin = await office.official('admin')
  const officer = await office.official('officer')
  expect(await statusOf(officer, '/lam-viec/quan-tri/vai-tro'), 'only the administrator makes roles').toBe(404)

  await admin.goto('/lam-viec')
  await admin.getByRole('link', { name: 'Vai trò của đơn vị' }).click()
  await admin.waitForURL(/vai-tro$/)
  expect((await press(admin, 'Đặt vai trò')).status(), 'a name and a kind of work').toBe(422)
  await admin.fill('#f-name', 'Văn thư kiêm một cửa')
  await admin.getByLabel('Tiếp nhận, văn thư').check()
  await press(admin, 'Đặt vai trò')
  await admin.locator('summary').click()
  await admin.getByLabel('Giao đầu mối giải quyết').uncheck()
  await press(admin, 'Ghi')
  await admin.selectOption('#f-postId', { label: 'Công chức Phòng Kinh tế (Đặng Quốc Bảo)' })
  await press(admin, 'Trao vai trò')
  await admin.locator('summary').click()
  for (const width of [390, 1280]) {
    await admin.setViewportSize({ width, height: 850 })
    expect(await axe(admin), `the role at ${width} px`).toEqual([])
    expect(await admin.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
  expect(await textOf(admin)).toContain('Thôi trao')

  await officer.goto('/lam-viec/quyen-cua-toi')
  const mine = await textOf(officer)
  expect(mine).toContain('Đọc đơn, tách từng điểm')
  expect(mine, 'left out').not.toContain('Giao đầu mối giải quyết')
  expect(await statusOf(officer, '/lam-viec/don-vi'), 'what the new role opens').toBe(200)

  await admin.goto('/lam-viec/quan-tri/quyen')
  await admin.selectOption('#f-viec', { label: 'Phản ánh, kiến nghị: Đọc đơn, tách từng điểm' })
  await admin.locator('main').getByRole('button', { name: 'Xem', exact: true }).click()
  await admin.waitForURL(/viec=cases.receive/)
  expect(await textOf(admin)).toContain('Công chức Phòng Kinh tế Đặng Quốc Bảo')

  await admin.goto('/lam-viec/quan-tri/vai-tro')
  await admin.getByRole('link', { name: 'Văn thư kiêm một cửa' }).click()
  await admin.waitForURL(/vai-tro\/\d+$/)
  await press(admin, 'Bỏ vai trò này')
  await officer.goto('/lam-viec/quyen-cua-toi')
  expect(await textOf(officer)).not.toContain('Đọc đơn, tách từng điểm')
  expect(await statusOf(officer, '/lam-viec/don-vi')).toBe(404)
})

test('the head sees who opened a name, in print and as a file; nobody else finds the page', async () => {
  await office.db.owner.query(
    `insert into cases.sender_view (submission_id, unit_id, post_id, reason, on_day)
     select s.id, s.unit_id, k.owner_post_id, 'Gọi hỏi rõ địa điểm', $1 from cases.submission s join cases.citizen_case c on c.id = s.case_id
       join commitments.commitment k on k.id = c.commitment_id
       where c.seal_id is null and c.unit_id = (select unit_id from organization.post where title = 'Công chức Phòng Kinh tế' limit 1)
       limit 3`,
    [office.today()],
  )
  const head = await office.official('head')
  await head.getByRole('link', { name: 'Nhật ký xem' }).click()
  await head.waitForURL(/nhat-ky-xem$/)
  expect(await head.locator('tbody tr').count()).toBe(3)
  expect(await textOf(head)).toContain('Họ tên người gửi: Gọi hỏi rõ địa điểm')
  expect(await axe(head)).toEqual([])
  const file = await head.request.get('/lam-viec/nhat-ky-xem/tai/csv')
  expect((await file.text()).split('\r\n').filter(Boolean)).toHaveLength(4)
  await head.locator('tbody a').first().click()
  await head.waitForURL(/vu-viec|khieu-nai/)
  for (const who of ['deputy', 'intake', 'officer', 'admin'] as const)
    for (const path of ['/lam-viec/nhat-ky-xem', '/lam-viec/nhat-ky-xem/tai/csv'])
      expect(await statusOf(await office.official(who), path), `${who} ${path}`).toBe(404)
  const above = await office.official('cityHead')
  await above.goto('/lam-viec/nhat-ky-xem?cua=cap-duoi')
  expect(await textOf(above), 'these were no reads by a head').toContain('Trong thời gian này chưa ai xem')
}, 60_000)
