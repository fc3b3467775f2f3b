import { resolve } from 'node:path'
import { z } from 'zod'

const url = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    error: `must be a URL starting with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  })

const shape = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: url('http:', 'https:').optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).default(0),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_OWNER_URL: url('postgres:', 'postgresql:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  SMS_URL: url('http:', 'https:').optional(),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  SERVER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (32 bytes)')
    .optional(),
  VAR_DIR: z.string().default('var'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SEND_LIMIT: z.coerce.number().int().min(60).default(6000),
  PDF: z.enum(['auto', 'native', 'off']).default('auto'),
  OIDC_ISSUER: url('http:', 'https:').optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().trim().min(2).max(40).default('VNeID'),
  OIDC_ACR: z.string().trim().optional(),
  PG_PORT: z.coerce.number().int().min(0).max(65535).default(0),
})

/** An OpenID Connect provider by which officials may sign in, after they linked their identity. */
export interface ProviderSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** On the button: "Đăng nhập bằng VNeID". */
  name: string
  /** Levels (`acr`) that count as a second step of their own; with any other ours is still asked. */
  levels: readonly string[]
}

export interface Settings {
  host: string
  port: number
  publicUrl: string
  /** How many proxies stand in front; only their X-Forwarded-For entries are believed. */
  trustedProxies: number
  databaseUrl: string | null
  databaseOwnerUrl: string | null
  smtpUrl: string | null
  smsUrl: string | null
  metricsToken: string | null
  serverKey: string | null
  varDir: string
  logLevel: string
  /** Submissions a minute, from everybody together, above which a plain question is asked. */
  sendLimit: number
  /** How letters become PDF: `auto` takes the machine's LibreOffice, else the one from npm; `native` only the machine's. */
  pdf: 'auto' | 'native' | 'off'
  /** The embedded server's port; 0 takes a free one. */
  pgPort: number
  provider: ProviderSettings | null
}

/** Reads and checks every setting; a wrong one throws one message that names all of them. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, text]) => text !== undefined && text !== ''))
  const read = shape.safeParse(given)
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new SettingsError(`These settings are wrong:\n${lines.join('\n')}`)
  }
  const it = read.data
  if (it.DATABASE_URL && !it.DATABASE_OWNER_URL)
    throw new SettingsError(
      'DATABASE_URL is set without DATABASE_OWNER_URL.\n' +
        '  DATABASE_URL is the role the application runs as; DATABASE_OWNER_URL is the role that owns the tables and migrates.\n' +
        '  They must be two different roles (see "Your own PostgreSQL" in README.md).',
    )
  if (it.DATABASE_URL && !it.SERVER_KEY)
    throw new SettingsError(
      'SERVER_KEY is missing. Secret codes and cookies are checked with it; make one with: openssl rand -hex 32',
    )
  return {
    host: it.HOST,
    port: it.PORT,
    publicUrl: (it.PUBLIC_URL ?? `http://localhost:${it.PORT}`).replace(/\/$/, ''),
    trustedProxies: it.TRUSTED_PROXIES,
    databaseUrl: it.DATABASE_URL ?? null,
    databaseOwnerUrl: it.DATABASE_OWNER_URL ?? null,
    smtpUrl: it.SMTP_URL ?? null,
    smsUrl: it.SMS_URL ?? null,
    metricsToken: it.METRICS_TOKEN ?? null,
    serverKey: it.SERVER_KEY ?? null,
    varDir: resolve(it.VAR_DIR),
    logLevel: it.LOG_LEVEL,
    sendLimit: it.SEND_LIMIT,
    pdf: it.PDF,
    pgPort: it.PG_PORT,
    provider: providerOf(it),
  }
}

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/

function providerOf(it: z.infer<typeof shape>): ProviderSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = it
  if (!issuer && !clientId && !clientSecret) return null
  if (!issuer || !clientId || !clientSecret)
    throw new SettingsError(
      'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three, or none to leave the provider off.',
    )
  if (!issuer.startsWith('https:') && !LOOPBACK.test(issuer))
    throw new SettingsError(
      'OIDC_ISSUER must start with https://: whoever reads the line could sign in as an official.',
    )
  const levels = (it.OIDC_ACR ?? '').split(/[\s,]+/).filter(Boolean)
  return { issuer: issuer.replace(/\/$/, ''), clientId, clientSecret, name: it.OIDC_NAME, levels }
}

export class SettingsError extends Error {}
