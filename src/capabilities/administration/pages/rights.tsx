import { type PostStanding, postStandings } from '../../../organization/role-actions.ts'
import { formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { type Actor, allRights, isAllowed } from '../../../platform/rights.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { Card, Empty, Select } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { type Reach, type RightsOf, reachOf, rightsOf } from '../reach.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

type Words = WordsLike<typeof vi>

/** The right in plain words; one that nobody worded yet is called by its name, which a test does not let pass. */
const said = (words: Words, name: string) => words.rights.actions[name] ?? name
const withReach = (words: Words, name: string, reach: Reach) =>
  reach === 'always' ? said(words, name) : `${said(words, name)} (${words.rights.reach[reach]})`

function Rights({ words, groups }: { words: Words; groups: readonly RightsOf[] }) {
  return (
    <div class="cells">
      {groups.map(({ capability, rights }) => (
        <section class="stack tight">
          <h3>{words.rights.capabilities[capability] ?? capability}</h3>
          <ul>
            {rights.map(({ name, reach }) => (
              <li>{withReach(words, name, reach)}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function whoHolds(words: Words, { holder, deputy }: PostStanding): string {
  const away = deputy ? words.rights.actingNow(deputy.form, deputy.title, deputy.name ?? '') : ''
  return [holder ?? words.staff.nobody, away].filter(Boolean).join(' · ')
}

const roleNames = (words: Words, { actor, given }: PostStanding) =>
  [...given.map(({ name }) => name), ...[...actor.roles].map((role) => words.staff.roleNames[role] ?? role)].join(', ')

/** One post: today's person, who acts for it, and all it may do. */
const OnePost = ({ words, one }: { words: Words; one: PostStanding }) => (
  <Card title={one.actor.postTitle}>
    <p>{whoHolds(words, one)}</p>
    <p class="quiet">{roleNames(words, one)}</p>
    <Rights words={words} groups={rightsOf(one.actor)} />
  </Card>
)

function ByAction({ words, posts, name }: { words: Words; posts: readonly PostStanding[]; name: string }) {
  const by = allRights().find(([one]) => one === name)?.[1] ?? []
  const may = posts.flatMap((one) => {
    const reach = reachOf(by, one.actor)
    return reach ? [{ one, reach }] : []
  })
  return (
    <Card title={said(words, name)}>
      {may.length === 0 ? (
        <p>{words.rights.nobodyMay}</p>
      ) : (
        <ul class="list plain">
          {may.map(({ one, reach }) => (
            <li>
              <span class="strong">{one.actor.postTitle}</span>
              <p class="quiet">
                {whoHolds(words, one)}
                {reach === 'always' ? '' : ` · ${words.rights.reach[reach]}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Overview({ words, posts }: { words: Words; posts: readonly PostStanding[] }) {
  return (
    <table class="grid fold">
      <thead>
        <tr>
          <th scope="col">{words.staff.post}</th>
          <th scope="col">{words.staff.holder}</th>
          <th scope="col">{words.staff.roles}</th>
          <th scope="col">{words.rights.canDo}</th>
        </tr>
      </thead>
      <tbody>
        {posts.map((one) => {
          const groups = rightsOf(one.actor)
          return (
            <tr>
              <td class="strong">{one.actor.postTitle}</td>
              <td>{whoHolds(words, one)}</td>
              <td data-is={words.staff.roles}>{roleNames(words, one)}</td>
              <td>
                <a href={`${at.rights}?chuc-vu=${one.actor.postId}`}>
                  {words.rights.count(groups.reduce((sum, { rights }) => sum + rights.length, 0))}
                </a>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Who may do what in the unit, read from the tables that decide it. */
export const rightsPage = page({
  path: at.rights,
  surface: 'workspace',
  audit: 'administration.rights',
  words: { vi, en },
  async load({ tx, actor, today, query }) {
    if (!actor) return null
    const posts = await postStandings(tx, actor, today)
    return {
      ...{ posts, chosen: posts.find((one) => String(one.actor.postId) === query['chuc-vu']) ?? null },
      action: allRights().find(([name]) => name === query.viec)?.[0] ?? null,
    }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeRights, actor, actor),
  head: ({ words }) => ({ title: words.rights.title, nav: 'rights' }),
  view({ found: { posts, chosen, action }, words, actor, today }) {
    const say = words.rights
    const values = { 'chuc-vu': chosen ? String(chosen.actor.postId) : '', viec: action ?? '' }
    const form = { values, errors: {}, refused: null, key: '' }
    const actions = allRights().filter(([, by]) => posts.some((one) => reachOf(by, one.actor)))
    return (
      <div class="stack">
        <div class="stack tight">
          <p class="quiet">
            {actor?.unitName} · {formatDay(today)}
          </p>
          <h1>{say.title}</h1>
          <p class="lead">{say.lead}</p>
        </div>
        <form method="get" class="cells noprint">
          <Select
            form={form}
            name="chuc-vu"
            label={say.byPost}
            empty={say.all}
            options={posts.map(({ actor: { postId, postTitle } }) => [String(postId), postTitle] as const)}
          />
          <Select
            form={form}
            name="viec"
            label={say.byAction}
            empty={say.all}
            options={actions.map(([name]) => [
              name,
              `${say.capabilities[name.split('.')[0] ?? '']}: ${said(words, name)}`,
            ])}
          />
          <div class="row">
            <button class="ds-button" type="submit" data-variant="secondary">
              {say.show}
            </button>
            {(chosen || action) && <a href={at.rights}>{say.showAll}</a>}
          </div>
        </form>
        {action && <ByAction words={words} posts={chosen ? [chosen] : posts} name={action} />}
        {!action && chosen && <OnePost words={words} one={chosen} />}
        {!action && !chosen && posts.length === 0 && <Empty title={words.staff.empty}>{say.lead}</Empty>}
        {!action && !chosen && posts.length > 0 && <Overview words={words} posts={posts} />}
        {actor && isAllowed(POLICY.makeRoles, actor, actor) && (
          <p class="noprint">
            <a href={at.roles}>{words.roles.title}</a>
          </p>
        )}
      </div>
    )
  },
})

/** What whoever asks may do, with the post they act for now. */
export const ownRightsPage = page({
  path: at.ownRights,
  surface: 'workspace',
  audit: 'administration.ownRights',
  words: { vi, en },
  load: async ({ actor }) => actor && { groups: rightsOf(actor) },
  may: (actor) => actor !== null && isAllowed(POLICY.seeOwnRights, actor, actor),
  head: ({ words }) => ({ title: words.rights.ownTitle }),
  view: ({ found, words, actor }) => (
    <div class="stack">
      <div class="stack tight">
        <h1>{words.rights.ownTitle}</h1>
        <p class="lead">{words.rights.ownLead}</p>
      </div>
      <Card title={actor && titleOf(actor)}>
        <Rights words={words} groups={found.groups} />
      </Card>
      <p class="row noprint">
        {actor && isAllowed(POLICY.seeRights, actor, actor) && <a href={link(at.rights)}>{words.rights.title}</a>}
        <a href="/lam-viec/tai-khoan">{words.rights.toAccount}</a>
      </p>
    </div>
  ),
})

const titleOf = ({ actingForm, postTitle, unitName }: Actor) =>
  `${actingForm ? `${actingForm} ` : ''}${postTitle} · ${unitName}`
