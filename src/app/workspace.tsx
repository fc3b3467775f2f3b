import type { Child } from 'hono/jsx'
import { type Head, link, type Visit } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'
import type { Language } from '../platform/words.ts'
import { Mark, pile } from '../ui/parts.tsx'
import { LanguageSwitch } from './layout.tsx'
import { APP_WORDS } from './words.ts'

export interface NavEntry {
  key: string
  group: 'work' | 'intake' | 'directives' | 'admin'
  path: string
  text: Readonly<Record<Language, string>>
  /** Who sees it; the page itself decides again. */
  may: (actor: Actor) => boolean
}

/** The workspace: menu by group, only what works and what this post may open. */
export function WorkFrame({
  visit,
  head,
  body,
  nav,
  counts,
}: {
  visit: Omit<Visit, 'tx'>
  head: Head
  body: Child
  nav: readonly NavEntry[]
  counts: Readonly<Record<string, number>>
}) {
  const actor = visit.actor
  const words = APP_WORDS[visit.language]
  const open = actor ? nav.filter((entry) => entry.may(actor)) : []
  return (
    <>
      <a class="skip" href="#noi-dung">
        {words.skip}
      </a>
      <div class="frame">
        <header class="side">
          <a class="brand" href="/lam-viec">
            <Mark />
            <span>
              <span class="strong">{words.product}</span>
              <small>{actor?.unitName}</small>
            </span>
          </a>
          {/* On a phone the menu waits behind this; no script, and the keyboard opens it too. */}
          <input type="checkbox" id="danh-muc" class="menu-switch" />
          <label for="danh-muc">{words.menu}</label>
          <div class="groups">
            {(['work', 'intake', 'directives', 'admin'] as const).map((group) => {
              const entries = open.filter((entry) => entry.group === group)
              return (
                entries.length > 0 && (
                  <>
                    <h2>{words.groups[group]}</h2>
                    <nav aria-label={words.groups[group]}>
                      {entries.map((entry) => (
                        <a href={link(entry.path)} aria-current={head.nav === entry.key ? 'page' : undefined}>
                          <span>{entry.text[visit.language]}</span>
                          {counts[entry.key] ? <span class="strong">{pile(counts[entry.key] ?? 0)}</span> : null}
                        </a>
                      ))}
                    </nav>
                  </>
                )
              )
            })}
            {actor && (
              <div class="who stack tight noprint">
                <p>
                  <span class="strong">{actor.personName}</span>
                  <br />
                  <span class="quiet">
                    {actor.actingForm ? `${actor.actingForm} ` : ''}
                    {actor.postTitle}
                  </span>
                </p>
                {actor.posts.length > 1 && (
                  <form method="post" action="/lam-viec/chuc-vu" class="row">
                    <label class="ds-sr-only" for="chuc-vu">
                      {words.actingAs}
                    </label>
                    <select class="ds-input" id="chuc-vu" name="chuc-vu">
                      {actor.posts.map((one) => (
                        <option value={String(one.postId)} selected={one.postId === actor.postId}>
                          {one.actingForm} {one.postTitle}
                        </option>
                      ))}
                    </select>
                    <button type="submit" class="ds-button" data-variant="tertiary">
                      {words.change}
                    </button>
                  </form>
                )}
                <div class="row">
                  <a href="/lam-viec/tai-khoan">{words.account}</a>
                  <LanguageSwitch visit={visit} />
                  <form class="theme" method="post" action="/lam-viec/dang-xuat">
                    <button type="submit">{words.signOut}</button>
                  </form>
                </div>
              </div>
            )}
          </div>
        </header>
        <main id="noi-dung">{body}</main>
      </div>
    </>
  )
}
