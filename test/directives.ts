import { enterDocument, type NewDocument } from '../src/capabilities/directives/index.ts'
import { draftPlan, movePlan, type NewPlan } from '../src/capabilities/plans/index.ts'
import { centreUnit } from '../src/organization/openings.ts'
import { type Day, day } from '../src/platform/day.ts'
import type { Actor } from '../src/platform/rights.ts'
import { type Office, TODAY } from './office.ts'

/** Documents and plans of an office, for tests of actions. */
export function directivesOf(office: Office) {
  const { here } = office
  const { doing } = office

  const enter = (it: Partial<NewDocument> = {}, who: Actor = here.intake, today: Day = TODAY) =>
    doing(
      who,
      async (context) =>
        enterDocument(context, {
          ...{ asWritten: '09-CT/TU', type: 'Chỉ thị', issuer: 'Ban Thường vụ Thành ủy', signer: null, term: null },
          ...{
            title: 'Về công tác dân vận của chính quyền',
            issuedOn: day('2026-03-02'),
            inForceFrom: day('2026-03-02'),
          },
          ...{ inForceUntil: null, issuerUnitId: it.issuerUnitId ?? (await centreUnit(context.tx)), ...it },
        }),
      today,
    )
  const entered = async (it: Partial<NewDocument> = {}, who: Actor = here.intake): Promise<number> => {
    const done = await enter(it, who)
    if ('refused' in done) throw new Error(done.refused)
    return done.id
  }

  const draft = (it: Partial<NewPlan> = {}, who: Actor = here.head) =>
    doing(who, (context) =>
      draftPlan(context, {
        ...{
          kind: 'plan',
          title: 'Kế hoạch thực hiện chỉ thị về dân vận',
          goal: null,
          directiveId: null,
          documentId: null,
        },
        ...{ from: day('2026-11-01'), until: day('2026-12-31'), clarities: 5, responsiblePostId: here.officer.postId },
        items: ['Đối thoại với nhân dân', 'Công khai kết quả giải quyết'],
        ...it,
      }),
    )
  const drafted = async (it: Partial<NewPlan> = {}, who: Actor = here.head): Promise<number> => {
    const done = await draft(it, who)
    if ('refused' in done) throw new Error(done.refused)
    return done.id
  }
  const adopted = async (it: Partial<NewPlan> = {}): Promise<number> => {
    const id = await drafted(it)
    const done = await doing(here.head, (context) => movePlan(context, id, 1, { move: 'adopt' }))
    if ('refused' in done) throw new Error(done.refused)
    return id
  }
  return { doing, enter, entered, draft, drafted, adopted }
}
