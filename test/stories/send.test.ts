import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { zipOf } from './files.ts'
import { enterOn, fillSend, press, receiptOn, see, send, tabTo, textOf, world } from './world.ts'

const office = await world()
const TEXT = 'Đèn đường ngã ba chợ lại tắt từ hôm qua. Đề nghị xã cho thợ kiểm tra.'

const casesSaying = async (text: string) =>
  (await office.db.owner.query('select number from cases.submission where text = $1', [text])).rows.length

test('sent, confirmed and seen with JavaScript off', async () => {
  const citizen = await office.citizen({ javaScriptEnabled: false })
  const receipt = await send(citizen, { text: TEXT, kind: 'feedback', place: 'Ngã ba chợ' })
  await see(citizen, receipt)
  expect(await textOf(citizen)).toContain(TEXT)
  await citizen.fill('#f-text', 'Tôi bổ sung: trụ số 14.')
  await press(citizen, 'Gửi lời nhắn')
  expect(await textOf(citizen)).toContain('Tôi bổ sung: trụ số 14.')
})

test('a wrong code and a wrong number look the same, and nothing of either stands in an address', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, { text: TEXT })
  const answers: string[] = []
  for (const wrong of [
    { ...receipt, code: '0000-0000-0000-0000' },
    { ...receipt, number: '0000-0000' },
  ]) {
    await see(citizen, wrong)
    answers.push(((await citizen.textContent('#refused')) ?? '').replaceAll(wrong.number, ''))
    expect(citizen.url()).toMatch(/\/xem-don$/)
  }
  expect(answers[0]).toBe(answers[1])
  await see(citizen, receipt)
  expect(citizen.url()).toMatch(/\/xem-don\/don$/)
})

test('an empty answer is refused at its field, what was typed stays, and the way on is open', async () => {
  const citizen = await office.citizen()
  await citizen.goto('/dv/20380-xa-tay-ho/gui-y-kien')
  await citizen.fill('#f-text', 'Ngắn')
  expect((await press(citizen, 'Tiếp tục')).status()).toBe(422)
  expect(await citizen.inputValue('#f-text')).toBe('Ngắn')
  expect(await citizen.getAttribute('#f-text', 'aria-invalid')).toBe('true')
  await citizen.fill('#f-text', TEXT)
  await press(citizen, 'Tiếp tục')
  expect(citizen.url()).toMatch(/\/loai$/)
})

test('steps cannot be jumped over, and a draft comes back on the same phone only', async () => {
  const citizen = await office.citizen()
  await citizen.goto('/dv/20380-xa-tay-ho/gui-y-kien')
  await citizen.fill('#f-text', TEXT)
  await press(citizen, 'Tiếp tục')
  await citizen.goto('/dv/20380-xa-tay-ho/gui-y-kien/xem-lai')
  await press(citizen, 'Gửi đi')
  expect(citizen.url()).toMatch(/\/loai$/)
  await citizen.goto('/dv/20380-xa-tay-ho/gui-y-kien')
  expect(await citizen.inputValue('#f-text')).toBe(TEXT)
  const other = await office.citizen()
  await other.goto('/dv/20380-xa-tay-ho/gui-y-kien')
  expect(await other.inputValue('#f-text')).toBe('')
  await citizen.getByRole('button', { name: 'Bỏ bản nháp' }).click()
  await citizen.goto('/dv/20380-xa-tay-ho/gui-y-kien')
  expect(await citizen.inputValue('#f-text')).toBe('')
})

test('a double submit, at the same moment and later, is one case with one receipt', async () => {
  const text = `Gửi hai lần cùng lúc. ${TEXT}`
  const citizen = await office.citizen()
  await fillSend(citizen, { text })
  const key = (await citizen.locator('form:has(#f-publishConsent) input[name=_key]').getAttribute('value')) ?? ''
  const cookie = (await citizen.context().cookies()).map((one) => `${one.name}=${one.value}`).join('; ')
  const post = () =>
    fetch(citizen.url(), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: office.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ _key: key }),
    })
  const answers = [...(await Promise.all([post(), post()])), await post()]
  const receipts: string[] = []
  for (const answer of answers) {
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/bien-nhan'])
    const kept = answer.headers.getSetCookie().find((one) => one.startsWith('bien-nhan=')) ?? ''
    const page = await fetch(`${office.url}/bien-nhan`, { headers: { cookie: kept.split(';')[0] ?? '' } })
    receipts.push((await page.text()).match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){1,3}/g)?.join(' ') ?? '')
  }
  expect(new Set(receipts).size).toBe(1)
  expect(receipts[0]).toMatch(/^\S{9} \S{19}/)
  expect(await casesSaying(text)).toBe(1)
})

test('a picture loses its place and device; a PDF comes back as a download that runs nothing', async () => {
  const { default: sharp } = await import('sharp')
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
    .withExif({
      IFD0: { Make: 'Điện thoại của bà Lành' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '15/1 33/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '108/1 29/1 0/1' },
    })
    .jpeg()
    .toBuffer()
  expect((await sharp(picture).metadata()).exif, 'the picture sent does carry a place').toBeDefined()
  const citizen = await office.citizen()
  const receipt = await send(citizen, {
    text: `Có ảnh kèm theo. ${TEXT}`,
    files: [
      { name: 'anh.jpg', mimeType: 'image/jpeg', buffer: picture },
      { name: 'ban-ve.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj<<>>endobj\n') },
    ],
  })
  await see(citizen, receipt)
  const fetched = async (page: Page, name: string) =>
    page.request.get((await page.getByRole('link', { name }).getAttribute('href')) ?? '')
  const intake = await office.official('intake')
  await intake.goto(`/lam-viec/vu-viec/${receipt.number}`)
  for (const page of [citizen, intake]) {
    const shown = await fetched(page, 'anh.jpg')
    const metadata = await sharp(await shown.body()).metadata()
    expect([metadata.exif, metadata.xmp, metadata.iptc]).toEqual([undefined, undefined, undefined])
    const pdf = await fetched(page, 'ban-ve.pdf')
    expect(pdf.headers()['content-disposition']).toMatch(/^attachment/)
    expect(pdf.headers()['content-security-policy']).toBe("default-src 'none'; sandbox")
    expect(pdf.headers()['x-content-type-options']).toBe('nosniff')
  }
  const stranger = await office.citizen()
  const href = (await citizen.getByRole('link', { name: 'anh.jpg' }).getAttribute('href')) ?? ''
  expect((await stranger.request.get(href)).status()).toBe(404)
})

test('HEIC, macros and unknown files are refused in plain words at their field', async () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0heicmif1'), Buffer.alloc(64)])
  const docm = zipOf({
    '[Content_Types].xml':
      '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
    'word/document.xml': '<w:document/>',
    'word/vbaProject.bin': 'macro',
  })
  const disguised = zipOf({
    '[Content_Types].xml':
      '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    'word/document.xml': '<w:document/>',
    'word/vbaProject.bin': 'macro',
  })
  const citizen = await office.citizen()
  await citizen.goto('/dv/20380-xa-tay-ho/gui-y-kien')
  await citizen.fill('#f-text', TEXT)
  await press(citizen, 'Tiếp tục')
  await citizen.check('input[name=kind][value=feedback]')
  await citizen.selectOption('#f-category', 'roads')
  await press(citizen, 'Tiếp tục')
  await citizen.check('input[name=concernsOfficial][value=no]')
  await press(citizen, 'Tiếp tục')
  for (const [name, buffer, says] of [
    ['IMG_1.heic', heic, /HEIC/],
    ['don.docm', docm, /macro/i],
    ['don.docx', disguised, /macro/i],
    ['may.exe', Buffer.from('MZ\x90\0'.padEnd(200, '\0')), /./],
    ['trang.html', Buffer.from('<script>alert(1)</script>'), /./],
  ] as const) {
    await citizen.fill('#f-place', 'Ngã ba chợ')
    await citizen.setInputFiles('#f-files', { name, mimeType: 'application/octet-stream', buffer })
    expect((await press(citizen, 'Tiếp tục')).status(), name).toBe(422)
    expect(await citizen.textContent('.field .wrong'), name).toMatch(says)
    expect(await citizen.inputValue('#f-place')).toBe('Ngã ba chợ')
  }
  await press(citizen, 'Tiếp tục')
  expect(citizen.url()).toMatch(/\/nguoi-gui$/)
})

for (const receiver of [null, 'chair'] as const)
  test(`sent, seen and answered to by keyboard alone (${receiver ?? 'the ordinary way'})`, async () => {
    const citizen = await office.citizen()
    await citizen.goto('/dv/20380-xa-tay-ho')
    await citizen.keyboard.press('Tab')
    expect(await citizen.evaluate('document.activeElement?.className'), 'the way past the menu comes first').toBe(
      'skip',
    )
    await enterOn(citizen, 'a.door.first')
    await tabTo(citizen, '#f-text')
    await citizen.keyboard.type('Vỉa hè trước trường bị chiếm, học sinh phải đi dưới lòng đường.')
    await enterOn(citizen, 'main form .ds-button')
    await tabTo(citizen, 'input[name=kind]')
    await citizen.keyboard.press('Space')
    await tabTo(citizen, '#f-category')
    await citizen.keyboard.press('ArrowDown')
    await enterOn(citizen, 'main form .ds-button')
    await tabTo(citizen, 'input[name=concernsOfficial]')
    await citizen.keyboard.press(receiver ? 'ArrowDown' : 'Space')
    if (receiver) {
      await tabTo(citizen, 'input[name=receiver]')
      await citizen.keyboard.press('Space')
    }
    await enterOn(citizen, 'main form .ds-button')
    await enterOn(citizen, 'main form .ds-button')
    await tabTo(citizen, '#f-name')
    await citizen.keyboard.type('Lê Thị Bàn Phím')
    await enterOn(citizen, 'main form .ds-button')
    if (!receiver) {
      await tabTo(citizen, '#f-publishConsent')
      await citizen.keyboard.press('Space')
    }
    await enterOn(citizen, 'main form .ds-button')
    const receipt = await receiptOn(citizen)
    expect(receipt.number).toHaveLength(9)
    await enterOn(citizen, 'a[href="/xem-don"].ds-button')
    await citizen.keyboard.press('Tab')
    expect(await citizen.evaluate('document.activeElement?.className'), 'quick exit first').toBe('exit')
    await tabTo(citizen, '#f-number')
    await citizen.keyboard.type(receipt.number)
    await tabTo(citizen, '#f-code')
    await citizen.keyboard.type(receipt.code)
    await enterOn(citizen, 'main form .ds-button')
    expect(await textOf(citizen)).toContain('Vỉa hè trước trường bị chiếm')
    await tabTo(citizen, '#f-text')
    await citizen.keyboard.type('Xin nhắn thêm một câu.')
    await enterOn(citizen, 'main form .ds-button')
    expect(await textOf(citizen)).toContain('Xin nhắn thêm một câu.')
  })
