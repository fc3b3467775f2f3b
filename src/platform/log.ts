import { pino } from 'pino'

/**
 * Logs carry what the system did, never who a citizen is: no address, no body, no query string, no file name. Only these
 * fields pass; anything else given to the logger is dropped.
 */
const FIELDS = [
  'reference',
  'audit',
  'method',
  'route',
  'status',
  'ms',
  'job',
  'count',
  'port',
  'pid',
  'kind',
  'code',
  'stack',
] as const
export type Logged = Partial<Record<(typeof FIELDS)[number], string | number>>

export interface Log {
  info(what: string, fields?: Logged): void
  error(what: string, fields?: Logged): void
}

export interface OpenLog extends Log {
  /** Leaves out what only informs while the work runs; errors are still told. */
  quietly(work: () => Promise<void>): Promise<void>
}

export function openLog(level: string): OpenLog {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const kept = (fields: Logged = {}) =>
    Object.fromEntries(FIELDS.filter((name) => name in fields).map((name) => [name, fields[name]]))
  return {
    info: (what, fields) => logger.info(kept(fields), what),
    error: (what, fields) => logger.error(kept(fields), what),
    async quietly(work) {
      if (logger.isLevelEnabled('info')) logger.level = 'error'
      await work()
      logger.level = level
    },
  }
}

/** Where an error came from, without its message: messages may quote what a citizen wrote. */
export function whereFrom(error: unknown): Logged {
  if (!(error instanceof Error)) return { kind: typeof error }
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line) && !error.message.includes(line.trim()))
    .slice(0, 6)
  const code = 'code' in error ? String(error.code) : undefined
  return { kind: error.name, stack: frames.map((line) => line.trim()).join(' < '), ...(code ? { code } : {}) }
}
