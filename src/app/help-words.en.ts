import type { WordsLike } from '../platform/words.ts'
import type { vi } from './help-words.vi.ts'

export const en: WordsLike<typeof vi> = {
  title: 'How to use it',
  lead: 'Each guide is one A4 page. Open it, print it, keep it on your desk.',
  print: 'To print: press Ctrl + P, or choose Print in the browser.',
  open: 'Open',
  law: 'Days and articles of law always stand beside the matter itself; this guide replaces no document.',
  guides: {
    'tiep-nhan': {
      title: 'Reception',
      for: 'Reception desk, one-stop shop, clerks: take in every word, lose none.',
    },
    'xu-ly': {
      title: 'Case officer',
      for: 'The focal point of a matter: from being given it until the citizen has an answer.',
    },
    'nguoi-dung-dau': {
      title: 'Head and deputies',
      for: 'See what will be late before it is; sign, decide and answer for it in one place.',
    },
  },
  parts: {
    'tiep-nhan': [
      {
        heading: 'Each morning',
        steps: [
          {
            text: 'Open My work. Read what is new, split it into points, give it to one focal point.',
            to: '/lam-viec',
          },
          { text: 'Not for this unit: guide or transfer it, and name the competent body.' },
        ],
      },
      {
        heading: 'When somebody comes or calls',
        steps: [
          {
            text: 'Enter it at the counter. Type their words, read them aloud, print the receipt and hand it over.',
            to: '/lam-viec/nhap-don',
          },
          { text: 'The secret code is printed once, for the sender. Do not copy or photograph it.' },
          {
            text: 'A signed complaint on paper: enter it under Complaints; the postmark is kept apart.',
            to: '/lam-viec/khieu-nai',
          },
          { text: 'Several matters in one letter: open the case and make the other matter a case of its own.' },
          {
            text: 'Reception: record each visit, also of people without a booking. Without a network the page keeps them and sends them later.',
            to: '/lam-viec/luot-tiep',
          },
        ],
      },
      {
        heading: 'Never',
        steps: [
          {
            text: 'Never type in a denunciation. An envelope marked so stays closed and is handed over against signature.',
          },
          { text: 'Nothing classified. No photos of identity cards.' },
        ],
      },
      {
        heading: 'Letters and registers',
        steps: [
          { text: 'Number, release, note the delivery of signed letters.', to: '/lam-viec/van-ban' },
          { text: 'Print or download the register.', to: '/lam-viec/don-thu' },
          { text: 'Enter the codes of the national database.', to: '/lam-viec/csdl-quoc-gia' },
        ],
      },
    ],
    'xu-ly': [
      {
        heading: 'Each morning',
        steps: [
          { text: 'Open My work: overdue, today, this week; the nearest day first.', to: '/lam-viec' },
          { text: '"Why this day" shows the article and every day left out.' },
        ],
      },
      {
        heading: 'Settling a matter',
        steps: [
          {
            text: 'Answer every point with evidence: a photo, minutes, a document number. All points, then it is done.',
          },
          { text: 'Need to ask: write to the sender inside the case; they read it with number and code.' },
          { text: 'Open the sender’s name only when needed, with a reason. The sender sees who did.' },
          { text: 'Cannot make the day: extend before it passes, with a reason. After it, an apology is owed.' },
        ],
      },
      {
        heading: 'Complaints',
        steps: [
          {
            text: 'Follow the steps on the page: accept, verify, dialogue, decide, send, publish.',
            to: '/lam-viec/khieu-nai',
          },
          { text: 'Suspending, discontinuing, refusing is for the settler; you propose.' },
        ],
      },
      {
        heading: 'Letters',
        steps: [
          {
            text: 'Draft from the case: it is filled in. Somebody else checks, whoever may signs.',
            to: '/lam-viec/van-ban',
          },
          { text: 'Away: have the administrator name your deputy before you go.' },
        ],
      },
    ],
    'nguoi-dung-dau': [
      {
        heading: 'Each morning, five minutes',
        steps: [
          {
            text: 'Work of the unit: overdue and due soon. Choose several to hand over or remind at once.',
            to: '/lam-viec/don-vi',
          },
          {
            text: 'Letters of apology to sign: the true cause, what changes, a new day. The legal day stays.',
            to: '/lam-viec',
          },
        ],
      },
      {
        heading: 'Signing and deciding',
        steps: [
          { text: 'Sign: read, enter password or code again. Never lend the account.', to: '/lam-viec/van-ban' },
          { text: 'Away: a deputy signs KT. or TL. by a written delegation.', to: '/lam-viec/quan-tri/uy-quyen-ky' },
          { text: 'Complaints: only the head accepts, suspends, decides.', to: '/lam-viec/khieu-nai' },
        ],
      },
      {
        heading: 'Each month',
        steps: [
          {
            text: 'Review of overdue work: decide on each, with a day. The result is public.',
            to: '/lam-viec/ton-dong',
          },
          {
            text: 'Duties by law: days of reception, dialogues, reports. An empty slot warns before it is late.',
            to: '/lam-viec/viec-theo-quy-dinh',
          },
          {
            text: 'Directives from above: make a plan, give each task an owner and a day, then look at the tree and the coverage.',
            to: '/lam-viec/van-ban-chi-dao',
          },
          { text: 'Read the Front’s rechecks beside the on-time share: answered is not yet solved.' },
        ],
      },
      {
        heading: 'What citizens see',
        steps: [
          { text: 'The board shows every promise, its day and law; never a citizen’s name.' },
          { text: 'The system watches government’s promises. It never scores or ranks citizens.' },
        ],
      },
    ],
  },
}
