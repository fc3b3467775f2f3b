import { afterAll, describe, expect, test } from 'vitest'
import { complaintsIn } from '../../../test/complaint.ts'
import { anOffice, ROLES } from '../../../test/office.ts'
import { isAllowed, type Role } from '../../platform/rights.ts'
import { complaintByCase } from './queries.ts'
import { COMPLAINT_MOVES, type ComplaintMove, type ComplaintState } from './workflow.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour } = office
const { inState, tryMove, INPUTS } = complaintsIn(office)

const STATES: readonly ComplaintState[] = [
  ...(['unsigned', 'lodged', 'refused', 'guided', 'filed', 'withdrawn', 'accepted'] as const),
  ...(['verifying', 'suspended', 'discontinued', 'decided', 'effective', 'executed'] as const),
]

describe('the whole matrix: every move from every state', () => {
  for (const state of STATES)
    test(`from ${state}`, async () => {
      for (const [name, { by, input }] of Object.entries(INPUTS)) {
        const isOpen = COMPLAINT_MOVES[name as ComplaintMove].from.includes(state)
        const of = await inState(state)
        const made = await tryMove(by, of, input)
        if (!isOpen) expect(made, `${name} from ${state}`).toEqual({ refused: 'notOpen' })
        // Some need something more first, and say what; none says that the step is wrong.
        else expect(made, `${name} from ${state}`).not.toEqual({ refused: 'notOpen' })
      }
    })
})

/** Who of the unit's own posts may make each move once the officer is the focal point: written here once more by hand. */
const MAY: Readonly<Record<Exclude<ComplaintMove, 'takeEffect'>, readonly Role[]>> = {
  ...{ sign: ['head', 'deputy', 'intake'], guide: ['head', 'deputy', 'intake'], file: ['head', 'deputy'] },
  ...{ refuse: ['head'], accept: ['head'], verify: ['head', 'officer'], declareComplex: ['head'] },
  ...{ request: ['head', 'officer'], callDialogue: ['head', 'officer'], recordDialogue: ['head', 'officer'] },
  ...{ differ: ['head', 'officer'], suspend: ['head'], resume: ['head'], discontinue: ['head'], decide: ['head'] },
  ...{ withdraw: ['head', 'intake', 'officer'], serve: ['head', 'intake', 'officer'] },
  ...{
    proposePublication: ['intake', 'officer'],
    publish: ['reviewer', 'head', 'deputy'],
    execute: ['head', 'officer'],
  },
  ...{ noteLawsuit: ['head', 'deputy', 'intake'], flag: ['head', 'deputy', 'intake'] },
}

describe('rights: move x role x territory', () => {
  const territory = {
    ...{ unitId: here.head.unitId, ownerPostId: here.officer.postId, supervisorPostId: here.head.postId },
  }
  for (const [name, may] of Object.entries(MAY))
    test(`${name}: ${may.join(', ')}; nobody of another unit`, async () => {
      for (const role of ROLES) {
        expect(isAllowed(COMPLAINT_MOVES[name as ComplaintMove].by, here[role], territory), role).toBe(
          may.includes(role),
        )
        expect(isAllowed(COMPLAINT_MOVES[name as ComplaintMove].by, neighbour[role], territory), role).toBe(false)
      }
    })

  test('another unit does not even find it', async () => {
    const of = await inState('lodged')
    expect(await tryMove(neighbour.head, of, INPUTS.accept.input)).toEqual({ refused: 'notOpen' })
    expect(await office.as(neighbour.head, (tx) => complaintByCase(tx, of.of.id))).toBeNull()
  })
})
