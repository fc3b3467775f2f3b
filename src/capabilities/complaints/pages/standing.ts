import type { Standing } from '../../../ui/parts.tsx'
import type { ComplaintState } from '../workflow.ts'

/** The shape a state is shown in. */
export const STANDING: Readonly<Record<ComplaintState, Standing>> = {
  ...{ unsigned: 'soon', lodged: 'soon', accepted: 'going', verifying: 'going', suspended: 'still' },
  ...{ decided: 'done', effective: 'done', executed: 'done' },
  ...{ refused: 'still', guided: 'still', filed: 'still', withdrawn: 'still', discontinued: 'still' },
}
