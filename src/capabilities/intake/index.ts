import { ownData } from './pages/about-me.tsx'
import { writeComplaint } from './pages/complaint.tsx'
import { complaintAnywhere, complaintGuide, denunciationAnywhere, denunciationGuide } from './pages/guides.tsx'
import { paper } from './pages/paper.tsx'
import { receipt } from './pages/receipt.tsx'
import { see } from './pages/see.tsx'
import { seen } from './pages/seen.tsx'
import { seenFile } from './pages/seen-file.tsx'
import { seenLetter, seenLetterFile } from './pages/seen-letter.tsx'
import { send, sendStep } from './pages/send.tsx'
import { withdraw } from './pages/withdraw.tsx'

export { codeHash } from './codes.ts'
export { INTAKE_JOBS } from './jobs.ts'
export { robotCheck, sealedQuestion } from './pages/robot.ts'
export { at as intakePaths } from './paths.ts'

export const INTAKE_PAGES = [
  send,
  sendStep,
  receipt,
  see,
  seen,
  seenFile,
  seenLetter,
  seenLetterFile,
  writeComplaint,
  paper,
  withdraw,
  ownData,
  complaintGuide,
  denunciationGuide,
  complaintAnywhere,
  denunciationAnywhere,
]
