import { addressIn } from '../platform/language.ts'
import { link, page } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'
import { en } from './help-words.en.ts'
import { vi } from './help-words.vi.ts'

const HELP_WORDS = { vi, en }

const at = {
  all: '/lam-viec/huong-dan',
  one: '/lam-viec/huong-dan/:who{tiep-nhan|xu-ly|nguoi-dung-dau}',
} as const
const GUIDES = ['tiep-nhan', 'xu-ly', 'nguoi-dung-dau'] as const

/** The guides of one page each, for three kinds of officials. */
export const help = page({
  path: at.all,
  surface: 'workspace',
  audit: 'app.help',
  words: HELP_WORDS,
  load: async () => ({}),
  may: (actor) => actor !== null,
  head: ({ words }) => ({ title: words.title, nav: 'help' }),
  view: ({ words, language }) => (
    <div class="stack">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <ul class="list card plain">
        {GUIDES.map((who) => (
          <li class="stack tight">
            <a class="strong" href={link(at.one, { who }, language)}>
              {words.guides[who].title}
            </a>
            <p class="quiet">{words.guides[who].for}</p>
          </li>
        ))}
      </ul>
    </div>
  ),
})

/** Whether a page of the menu is open to somebody. */
type MayOpen = (path: string, actor: Actor) => boolean

/** One guide: a sheet of paper to keep on the desk, each step with the page where it is done, for those who may go there. */
export const guideFor = (mayOpen: MayOpen) =>
  page({
    path: at.one,
    surface: 'workspace',
    audit: 'app.guide',
    words: HELP_WORDS,
    load: async ({ params }) => ({ who: GUIDES.find((one) => one === params.who) ?? GUIDES[0] }),
    may: (actor) => actor !== null,
    head: ({ found, words }) => ({ title: words.guides[found.who].title, nav: 'help' }),
    view: ({ found, words, language, actor }) => (
      <div class="stack sheet">
        <div class="stack tight">
          <p class="quiet noprint">
            <a href={link(at.all, {}, language)}>{words.title}</a>
          </p>
          <h1>{words.guides[found.who].title}</h1>
          <p class="lead">{words.guides[found.who].for}</p>
          <p class="quiet noprint">{words.print}</p>
        </div>
        <div class="cells">
          {words.parts[found.who]?.map((part) => (
            <section class="card">
              <h2>{part.heading}</h2>
              <ol>
                {part.steps.map((step) => (
                  <li>
                    {step.text}
                    {step.to && actor && mayOpen(step.to, actor) && (
                      <>
                        {' '}
                        <a class="noprint" href={addressIn(language, step.to)}>
                          {words.open}
                        </a>
                      </>
                    )}
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </div>
        <p class="quiet">{words.law}</p>
      </div>
    ),
  })

export const HELP_NAV = [
  {
    ...{ key: 'help', group: 'work', path: at.all, text: { vi: HELP_WORDS.vi.title, en: HELP_WORDS.en.title } },
    may: () => true,
  },
] as const
