import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Settings } from './settings.ts'

export interface Letter {
  channel: 'mail' | 'sms'
  to: string
  title: string
  body: string
}

/** The one way out to people: mail by SMTP, text messages by an HTTP gateway, or files when neither is set. */
export interface Notify {
  send(letter: Letter): Promise<void>
  /** For the start message: where letters go. */
  says: string
}

export function notifier(settings: Pick<Settings, 'smtpUrl' | 'smsUrl' | 'varDir' | 'publicUrl'>): Notify {
  const from = `Gần Dân <khong-tra-loi@${new URL(settings.publicUrl).hostname}>`
  const folder = join(settings.varDir, 'mail')
  const smtp = settings.smtpUrl ? createTransport(settings.smtpUrl) : null
  const file = createTransport({ streamTransport: true, buffer: true })
  const toFile = async (name: string, bytes: Buffer | string) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(join(folder, name), bytes, { mode: 0o600 })
  }
  return {
    says: smtp ? 'mail by SMTP' : `mail as .eml files in ${folder}`,
    async send({ channel, to, title, body }) {
      // A fault that can be reached by hand: an address at this name makes sending fail, for tests and drills.
      if (to.endsWith('@loi.invalid')) throw new Error('the mail server refused (drill address)')
      if (channel === 'sms') {
        if (!settings.smsUrl) return toFile(`${Date.now()}-${randomUUID()}.sms.txt`, `${to}\n${body}\n`)
        const answer = await fetch(settings.smsUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ to, text: body }),
          signal: AbortSignal.timeout(10_000),
        })
        if (!answer.ok) throw new Error(`SMS gateway answered ${answer.status}`)
        return
      }
      const message = { from, to, subject: title, text: body }
      if (smtp) await smtp.sendMail(message)
      else await toFile(`${Date.now()}-${randomUUID()}.eml`, (await file.sendMail(message)).message as Buffer)
    },
  }
}
