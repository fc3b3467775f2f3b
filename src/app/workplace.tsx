import { backlogWorkplace } from '../capabilities/backlog/index.ts'
import { caseWorkplace } from '../capabilities/cases/index.ts'
import { WORKPLACE } from '../capabilities/commitments/index.ts'
import { complaintWorkplace } from '../capabilities/complaints/index.ts'
import { dialogueWorkplace } from '../capabilities/dialogues/index.ts'
import { assignmentWorkplace } from '../capabilities/directives/index.ts'
import { dutyWorkplace } from '../capabilities/duties/index.ts'
import { planWorkplace } from '../capabilities/plans/index.ts'
import { privacyWorkplace } from '../capabilities/privacy/index.ts'
import { programWorkplace } from '../capabilities/programs/index.ts'
import { visitWorkplace } from '../capabilities/visits/index.ts'
import { voterWorkplace } from '../capabilities/voters/index.ts'
import { addressIn } from '../platform/language.ts'
import { page } from '../platform/page.ts'
import { APP_WORDS } from './words.ts'

/** Each capability says where one of its promises is worked on, or that it is not its own. */
const WORKPLACES = [
  caseWorkplace,
  complaintWorkplace,
  voterWorkplace,
  privacyWorkplace,
  backlogWorkplace,
  dutyWorkplace,
  visitWorkplace,
  dialogueWorkplace,
  assignmentWorkplace,
  planWorkplace,
  programWorkplace,
]

/** From a promise in My work to the page where it is kept; that page checks who may see it. */
export const workplace = page({
  path: WORKPLACE,
  surface: 'workspace',
  audit: 'app.workplace',
  words: APP_WORDS,
  async load({ tx, params }) {
    for (const find of WORKPLACES) {
      const address = await find(tx, Number(params.commitment))
      if (address) return { address }
    }
    return null
  },
  may: (actor) => actor !== null,
  head: ({ words }) => ({ title: words.home }),
  redirect: ({ address }, language) => addressIn(language, address),
  view: ({ found }) => <a href={found.address}>{found.address}</a>,
})
