export { receptionFacts } from './facts-queries.ts'
export { RECEPTION_JOBS } from './jobs.ts'
export { publicSessions, sessionById, sessionsOn, ticketsOf } from './queries.ts'
