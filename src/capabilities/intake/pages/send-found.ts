import type { Place } from '../../../organization/openings.ts'
import { placeKey } from '../../../organization/openings.ts'
import type { Day } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, type Seen } from '../../../platform/page.ts'
import type { SimilarCase } from '../../cases/index.ts'
import { at } from '../paths.ts'
import type { Draft, Step } from '../steps.ts'
import type { vi } from '../words.vi.ts'

export interface SendFound {
  place: Place
  step: Step
  draft: Draft
  files: { id: string; name: string; bytes: number }[]
  receivers: { front: boolean; province: boolean }
  similar: SimilarCase[]
  due: Day | null
  tooEarly: boolean
}

export type It = Seen<SendFound, typeof vi> & { form: FormState }

export const addressOf = (it: It, step: Step) => {
  const unit = placeKey(it.found.place)
  return step === '' ? link(at.send, { unit }, it.language) : link(at.sendStep, { unit, step }, it.language)
}
