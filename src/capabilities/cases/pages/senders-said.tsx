import { Notice } from '../../../ui/parts.tsx'
import type { CaseIt } from './case-load.ts'

/** What each sender said of the answer: how far it solved the matter, whether it should be looked at again. */
export function SendersSaid({ found, words }: CaseIt) {
  return (
    <>
      {found.submissions.map(({ rating, ratingReason, reopenReason, reopenDeclined }) => (
        <>
          {rating && (
            <Notice kind={rating === 'solved' ? 'good' : 'warn'}>
              {words.page.rated(words.page.ratings[rating] ?? '')}
              {ratingReason ? `: ${ratingReason}` : ''}
            </Notice>
          )}
          {reopenReason && (
            <Notice kind="warn">
              {words.page.reopenAsked}: {reopenReason}
              {reopenDeclined ? ` · ${words.page.reopenDeclined}: ${reopenDeclined}` : ''}
            </Notice>
          )}
        </>
      ))}
    </>
  )
}
