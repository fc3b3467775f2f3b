import type { Hono } from 'hono'
import { ADMINISTRATION_NAV, ADMINISTRATION_PAGES } from '../capabilities/administration/index.ts'
import { AGENDA_NAV, AGENDA_PAGES, serveFeeds } from '../capabilities/agenda/index.ts'
import { BACKLOG_JOBS, BACKLOG_NAV, BACKLOG_PAGES } from '../capabilities/backlog/index.ts'
import { CALENDAR_NAV, CALENDAR_PAGES, serveDeadlineApi } from '../capabilities/calendar/index.ts'
import { CASE_JOBS, CASE_NAV, CASE_PAGES } from '../capabilities/cases/index.ts'
import { COMMITMENT_JOBS, COMMITMENT_NAV, COMMITMENT_PAGES, menuCounts } from '../capabilities/commitments/index.ts'
import { COMPLAINT_JOBS, COMPLAINT_NAV, COMPLAINT_PAGES } from '../capabilities/complaints/index.ts'
import { DIALOGUE_NAV, DIALOGUE_PAGES } from '../capabilities/dialogues/index.ts'
import { DIRECTIVE_NAV, DIRECTIVE_PAGES } from '../capabilities/directives/index.ts'
import { DUTY_JOBS, DUTY_NAV, DUTY_PAGES } from '../capabilities/duties/index.ts'
import { INTAKE_JOBS, INTAKE_PAGES } from '../capabilities/intake/index.ts'
import { LETTER_JOBS, LETTER_NAV, LETTER_PAGES } from '../capabilities/letters/index.ts'
import { PLAN_JOBS, PLAN_NAV, PLAN_PAGES } from '../capabilities/plans/index.ts'
import { PRIVACY_JOBS, PRIVACY_NAV, PRIVACY_PAGES } from '../capabilities/privacy/index.ts'
import { PROGRAM_NAV, PROGRAM_PAGES } from '../capabilities/programs/index.ts'
import { RECEPTION_JOBS, RECEPTION_NAV, RECEPTION_PAGES } from '../capabilities/reception/index.ts'
import { RECHECK_NAV, RECHECK_PAGES } from '../capabilities/rechecks/index.ts'
import { REGISTER_JOBS, REGISTER_NAV, REGISTER_PAGES } from '../capabilities/registers/index.ts'
import { SUCCESSION_JOBS, SUCCESSION_NAV, SUCCESSION_PAGES } from '../capabilities/succession/index.ts'
import { VISIT_NAV, VISIT_PAGES } from '../capabilities/visits/index.ts'
import { VOTER_NAV, VOTER_PAGES } from '../capabilities/voters/index.ts'
import { dayIn } from '../platform/day.ts'
import { inTransaction } from '../platform/db.ts'
import type { Job } from '../platform/jobs.ts'
import type { AnyPage, Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'
import { guideFor, HELP_NAV, help } from './help.tsx'
import { front, unitHome } from './home.tsx'
import { withTables } from './list-tables.tsx'
import { workplace } from './workplace.tsx'
import type { NavEntry } from './workspace.tsx'

/** The product's table of contents: what each capability brings, lowest first. */
export const PAGES: readonly AnyPage[] = withTables([
  front,
  unitHome,
  workplace,
  help,
  guideFor((path, actor) => NAV.find((entry) => entry.path === path)?.may(actor) ?? false),
  ...CALENDAR_PAGES,
  ...COMMITMENT_PAGES,
  ...LETTER_PAGES,
  ...CASE_PAGES,
  ...COMPLAINT_PAGES,
  ...VOTER_PAGES,
  ...RECHECK_PAGES,
  ...BACKLOG_PAGES,
  ...PRIVACY_PAGES,
  ...REGISTER_PAGES,
  ...INTAKE_PAGES,
  ...RECEPTION_PAGES,
  ...DIALOGUE_PAGES,
  ...ADMINISTRATION_PAGES,
  ...VISIT_PAGES,
  ...DIRECTIVE_PAGES,
  ...PLAN_PAGES,
  ...PROGRAM_PAGES,
  ...DUTY_PAGES,
  ...AGENDA_PAGES,
  ...SUCCESSION_PAGES,
])

export const NAV: readonly NavEntry[] = [
  ...COMMITMENT_NAV,
  ...CASE_NAV,
  ...RECEPTION_NAV,
  ...VISIT_NAV,
  ...LETTER_NAV,
  ...COMPLAINT_NAV,
  ...VOTER_NAV,
  ...DIALOGUE_NAV,
  ...DUTY_NAV,
  ...DIRECTIVE_NAV,
  ...PLAN_NAV,
  ...PROGRAM_NAV,
  ...AGENDA_NAV,
  ...BACKLOG_NAV,
  ...RECHECK_NAV,
  ...PRIVACY_NAV,
  ...REGISTER_NAV,
  ...CALENDAR_NAV,
  ...ADMINISTRATION_NAV,
  ...SUCCESSION_NAV,
  ...HELP_NAV,
] as readonly NavEntry[]

export const jobsOf = (host: Host): readonly Job[] =>
  [
    ...[
      ...COMMITMENT_JOBS,
      ...BACKLOG_JOBS,
      ...LETTER_JOBS,
      ...CASE_JOBS,
      ...COMPLAINT_JOBS,
      ...REGISTER_JOBS,
      ...INTAKE_JOBS,
    ],
    ...PRIVACY_JOBS,
    ...RECEPTION_JOBS,
    ...SUCCESSION_JOBS,
    ...DUTY_JOBS,
    ...PLAN_JOBS,
  ].map((make) => make(host))

export const JOB_NAMES = [
  'sweep',
  'fold-figures',
  'tell-post',
  'tell-sender',
  'tell-booking',
  'remind-bookings',
  'forget-contacts',
  'recount',
  'forget',
  'advance-complaints',
  'import-register',
  'forget-registers',
  'letter-pdf',
  'letters-recorded',
  'tell-recorded',
  'change-units',
  'review-backlog',
  'review-duties',
  'open-recurring-tasks',
  'fold-tree-figures',
  'expire-data',
] as const

export function serveApis(app: Hono, host: Host): void {
  serveDeadlineApi(app, host)
  serveFeeds(app, host)
}

/** Figures beside the menu. */
export function capabilityCounts(host: Host, actor: Actor): Promise<Record<string, number>> {
  const standing = { unitId: actor.unitId, postId: actor.postId, sealId: null }
  return inTransaction(host.database, standing, (tx) => menuCounts(tx, actor.postId, actor.unitId, dayIn(host.now())))
}
