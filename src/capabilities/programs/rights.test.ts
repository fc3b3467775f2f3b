import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { CAMPAIGN, COMMITTEE, must, programsOf, SESSION } from '../../../test/programs.ts'
import type { Actor } from '../../platform/rights.ts'
import { planYear, rewriteProgram } from './actions.ts'
import {
  addMeasure,
  addParticipant,
  choosePlan,
  endCampaign,
  enterCount,
  enterResult,
  planCampaign,
  showResult,
  startCampaign,
} from './campaign-actions.ts'
import { campaignById } from './campaign-queries.ts'
import {
  addMember,
  completeConclusion,
  endCommittee,
  endMember,
  holdSession,
  setUpCommittee,
} from './committee-actions.ts'
import { committeeById, membersOf, programById } from './queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, as, doing } = office
const { program: written, draft, sign, signed, reviews, review, held, concluding, campaign } = programsOf(office)

describe('rights: action x role x territory', () => {
  for (const role of ROLES)
    test(role, async () => {
      const [who, other] = [here[role], neighbour[role]]
      const leads = role === 'head' || role === 'deputy'
      const writes = leads || role === 'intake' || role === 'officer'
      expect('id' in (await draft({}, who)), 'draftProgram').toBe(writes)
      const { id: drafted } = await must(draft())
      const rewrite = (actor: Actor) => doing(actor, (context) => rewriteProgram(context, drafted, 1, written()))
      expect(await rewrite(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect(await sign(drafted, other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await sign(drafted, who)), 'signProgram').toBe(leads)
      const { id: again } = await must(draft())
      const rewriting = doing(who, (context) => rewriteProgram(context, again, 1, written()))
      expect('id' in (await rewriting), 'rewriteProgram').toBe(writes)
      const program = await signed()
      const [interim] = await reviews(program)
      const year = (actor: Actor) => doing(actor, (context) => planYear(context, program, 2028))
      expect(await year(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('planId' in (await year(who)), 'planYear').toBe(leads || role === 'officer')
      expect(await review(interim?.id ?? 0, other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await review(interim?.id ?? 0, who)), 'review').toBe(leads || role === 'officer')

      const keeps = leads || role === 'intake'
      expect('id' in (await doing(who, (context) => setUpCommittee(context, COMMITTEE))), 'keepCommittee').toBe(keeps)
      const it = await held()
      const member = { name: 'Trần Thị B, Chủ tịch', role: 'member', from: TODAY } as const
      expect('done' in (await doing(who, (context) => addMember(context, it.id, member))), 'addMember').toBe(keeps)
      await must(doing(here.head, (context) => addMember(context, it.id, member)))
      const [sits] = await as(here.head, (tx) => membersOf(tx, it.id))
      const endIt = (actor: Actor) => doing(actor, (context) => endMember(context, it.id, sits?.id ?? 0))
      expect(await endIt(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await endIt(who)), 'endMember').toBe(keeps)
      expect(await doing(other, (context) => holdSession(context, it.id, SESSION))).toEqual({ refused: 'notOpen' })
      expect('id' in (await doing(who, (context) => holdSession(context, it.id, SESSION))), 'holdSession').toBe(writes)
      expect('id' in (await concluding(it, who)), 'conclude').toBe(writes)
      const conclusion = await must(concluding(it))
      const complete = (actor: Actor) =>
        doing(actor, (context) => completeConclusion(context, conclusion.id, { result: 'Đã làm', evidence: 'Ảnh' }))
      expect(await complete(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await complete(who)), 'completeConclusion').toBe(leads)
      const dissolve = (actor: Actor) =>
        doing(actor, (context) => endCommittee(context, it.id, 1, { endedOn: TODAY, endedReason: 'Đã xong việc' }))
      expect(await dissolve(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await dissolve(who)), 'endCommittee').toBe(keeps)

      expect('id' in (await doing(who, (context) => startCampaign(context, CAMPAIGN))), 'startCampaign').toBe(leads)
      const { id, measureId, participants } = await campaign()
      const measured = { name: `Cây ${role}`, countedIn: 'cây', basis: 'Trưởng thôn đếm và báo', target: null }
      const measure = (actor: Actor) => doing(actor, (context) => addMeasure(context, id, measured))
      expect(await measure(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await measure(who)), 'addMeasure').toBe(writes)
      const make = (actor: Actor) =>
        doing(actor, (context) =>
          planCampaign(context, id, { items: ['Làm việc này'], responsiblePostId: here.officer.postId }),
        )
      expect(await make(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('planId' in (await make(who)), 'planCampaign').toBe(leads)
      const choose = (actor: Actor) => doing(actor, (context) => choosePlan(context, id, 1))
      if (!leads) expect(await choose(who), 'choosePlan').toEqual({ refused: 'notOpen' })
      const add = (actor: Actor) => doing(actor, (context) => addParticipant(context, id, `Thôn ${role}`))
      expect(await add(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await add(who)), 'addParticipant').toBe(writes)
      const one = {
        measureId,
        participantId: participants[0]?.id ?? 0,
        onDay: TODAY,
        amount: 1,
        source: 'Biên bản',
        correctsId: null,
      }
      expect('done' in (await doing(who, (context) => enterCount(context, id, one))), 'enterCount').toBe(writes)
      const result = { onDay: TODAY, text: 'Đã trồng hoa hai bên đường', mayShow: false, pictured: null }
      expect('id' in (await doing(who, (context) => enterResult(context, id, result))), 'enterResult').toBe(writes)
      const made = await must(doing(here.head, (context) => enterResult(context, id, result)))
      const show = (actor: Actor) => doing(actor, (context) => showResult(context, id, made.id, true))
      expect(await show(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await show(who)), 'showResult').toBe(keeps)
      const end = (actor: Actor) => doing(actor, (context) => endCampaign(context, id, 1, 'Đã tổng kết phong trào.'))
      expect(await end(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await end(who)), 'endCampaign').toBe(leads)
      expect(await as(other, (tx) => campaignById(tx, id)), 'invisible next door').toBeNull()
      expect(await as(other, (tx) => committeeById(tx, it.id)), 'invisible next door').toBeNull()
      expect(await as(other, (tx) => programById(tx, drafted)), 'invisible next door').toBeNull()
    })
})
