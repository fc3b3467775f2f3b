import { fromKysely, PgBoss } from 'pg-boss'
import { own, type Tx } from './db.ts'
import { type Log, whereFrom } from './log.ts'

/** What a job carries: a day, or the id of a row under row-level security. Never what or whom it is about. */
export type JobData = Readonly<Record<string, number | string>>

/** A job that fails is tried again so often, later and later. */
export const RETRIES = 5

export interface Job {
  name: string
  /** Minute hour day month weekday, in Vietnam's time; none for jobs that writes enqueue. */
  cron?: string
  run: (data: JobData) => Promise<void>
}

export interface Jobs {
  /** Enqueues with the transaction: rolled back with it. */
  enqueue(tx: Tx, name: string, data: JobData): Promise<void>
  work(jobs: readonly Job[]): Promise<void>
  stop(): Promise<void>
}

/** The owner makes pg-boss's tables and lets the application's role use them. */
export async function installJobs(ownerUrl: string, names: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: 'jobs', supervise: false, schedule: false, max: 2 })
  boss.on('error', () => {})
  await boss.start()
  const known = new Set((await boss.getQueues()).map((queue) => queue.name))
  for (const name of names)
    if (!known.has(name)) await boss.createQueue(name, { retryLimit: RETRIES, retryBackoff: true })
  await boss.getDb().executeSql(`grant usage on schema jobs to gandan_app;
    grant select, insert, update, delete on all tables in schema jobs to gandan_app;
    grant usage on all sequences in schema jobs to gandan_app;
    grant execute on all functions in schema jobs to gandan_app`)
  await boss.stop({ graceful: false })
}

export async function startJobs(url: string, log: Log): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: url, schema: 'jobs', migrate: false, createSchema: false, max: 4 })
  boss.on('error', (error) => log.error('queue', whereFrom(error)))
  await boss.start()
  return {
    async enqueue(tx, name, data) {
      await boss.send(name, data, { db: fromKysely(own(tx).withoutPlugins()) })
    },
    async work(jobs) {
      for (const job of jobs) {
        await boss.work<JobData>(job.name, { pollingIntervalSeconds: 2 }, async (batch) => {
          for (const one of batch) {
            try {
              await job.run(one.data ?? {})
            } catch (error) {
              log.error('job failed', { job: job.name, ...whereFrom(error) })
              throw error
            }
          }
        })
        if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Ho_Chi_Minh' })
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  }
}
