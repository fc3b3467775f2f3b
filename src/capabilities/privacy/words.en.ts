import type { WordsLike } from '../../platform/words.ts'
import type { vi } from './words.vi.ts'

export const en: WordsLike<typeof vi> = {
  title: 'Requests about personal data',
  kinds: { correct: 'Correct', erase: 'Erase' },
  states: { asked: 'Waiting', done: 'Done', refused: 'Refused' },
  open: 'Waiting',
  closed: 'Settled',
  empty: 'Nothing waits',
  emptyHint: 'Senders see their own data at once by number and code; wishes to correct or erase stand here.',
  askedOn: (day) => `Asked on ${day}`,
  due: (day) => `Due ${day}`,
  text: 'What the sender wrote',
  toCase: 'Open the matter',
  reply: 'Reply to the sender',
  replyHint: 'The sender reads it.',
  correct: 'The data as corrected',
  correctHint: 'An empty field is no longer kept.',
  name: 'Full name',
  address: 'Address',
  phone: 'Telephone',
  email: 'E-mail',
  doCorrect: 'Save the corrected data',
  doErase: 'Erase the data of the sender',
  eraseLead:
    'Name, address, text, messages and what the history says in the words of the sender are gone for good. Days, number and result stay.',
  refuse: 'Refuse, with the reason',
  refused: {
    notOpen: 'This was settled already, or is not yours to do.',
    changed: 'Somebody has just updated this. Please look and send once more.',
    stillOpen: 'The matter is not closed, so nothing can be erased yet. You may answer with the reason and the day.',
  },
  formRefused: 'Not saved. What you wrote is still here; please look at the marked fields.',
}
