import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { campaign } from './pages/campaign.tsx'
import { campaigns } from './pages/campaigns.tsx'
import { committee } from './pages/committee.tsx'
import { committees } from './pages/committees.tsx'
import { conclusion } from './pages/conclusion.tsx'
import { draft } from './pages/draft.tsx'
import { photo, shownPhoto } from './pages/photos.tsx'
import { program } from './pages/program.tsx'
import { programs } from './pages/programs.tsx'
import { shown, shownOne } from './pages/shown.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { draftProgram, handOnPrograms, signProgram } from './actions.ts'
export { addMeasure, enterCount, planCampaign, startCampaign } from './campaign-actions.ts'
export { measuresOf, participantsOf } from './campaign-queries.ts'
export { addMember, conclude, holdSession, setUpCommittee } from './committee-actions.ts'
export { programWorkplace } from './queries.ts'

export const PROGRAM_PAGES: readonly AnyPage[] = [
  ...[
    programs,
    draft,
    program,
    committees,
    committee,
    conclusion,
    campaigns,
    campaign,
    photo,
    shown,
    shownOne,
    shownPhoto,
  ],
]

const seen = (actor: Actor) => isAllowed(POLICY.seePrograms, actor, actor)
export const PROGRAM_NAV = [
  {
    ...{ key: 'programs', group: 'directives', path: at.programs, may: seen },
    text: { vi: vi.program.title, en: en.program.title },
  },
  {
    ...{ key: 'committees', group: 'directives', path: at.committees, may: seen },
    text: { vi: vi.committee.title, en: en.committee.title },
  },
  {
    ...{ key: 'campaigns', group: 'directives', path: at.campaigns, may: seen },
    text: { vi: vi.campaign.title, en: en.campaign.title },
  },
] as const
