export { type AnsweredKind, answerDeadline, workingCalendar } from './queries.ts'
export { DeadlineProof, dayInWords, type Proof } from './proof.tsx'
export { seedCalendar } from './seed.ts'
