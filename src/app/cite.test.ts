import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'gan-dan-cite-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** As on a machine without a database: no setting of ours is there. */
const cite = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const command = ['--import', 'tsx', join(import.meta.dirname, 'cite.ts'), ...args]
    execFile(process.execPath, command, { env: { PATH: process.env.PATH } }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    )
  })

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('--json prints the ten keys in order, offsets in characters of the file, nothing else', async () => {
  const text = '\uFEFF😀 Căn cứ Chỉ thị số 16/CT-TTg ngày 16/5/2016; làm theo Hiến pháp.'
  const { code, out } = await cite(file('a.txt', text), '--json')
  const found = JSON.parse(out) as { start: number; end: number; text: string }[]
  expect(code).toBe(0)
  expect(found.map((one) => Object.keys(one).join())).toEqual(
    Array(2).fill('start,end,text,number,type,issuer,date,title,kind,relation'),
  )
  expect(found[0]).toEqual({
    ...{ start: 10, end: 45, text: 'Chỉ thị số 16/CT-TTg ngày 16/5/2016', number: '16/CT-TTg', type: 'Chỉ thị' },
    ...{ issuer: 'Thủ tướng Chính phủ', date: '2016-05-16', title: null, kind: 'numbered', relation: 'based_on' },
  })
  for (const one of found) expect([...text].slice(one.start, one.end).join('')).toBe(one.text)
})

test('for people it is Vietnamese; --text prints what was read', async () => {
  const path = file('a.html', '<p>Căn cứ Chỉ thị số <b>16/CT-TTg</b></p>')
  expect((await cite(path)).out).toContain('1. [đủ số] Chỉ thị số 16/CT-TTg')
  expect((await cite(path, '--text')).out).toBe('Căn cứ Chỉ thị số 16/CT-TTg')
})

test.each([
  ['none.txt', /không mở được tệp/],
  ['', /là thư mục/],
  ['a.png', /không phải tệp/],
])('%j is refused in one line', async (name, says) => {
  file('a.png', '\u0089PNG')
  const { code, out, err } = await cite(join(folder, name), '--json')
  expect([code, out, err.trim().split('\n').length]).toEqual([1, '', 1])
  expect(err).toMatch(says)
})
