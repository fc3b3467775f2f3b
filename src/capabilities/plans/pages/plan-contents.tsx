import { formatDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, LinkButton, Status } from '../../../ui/parts.tsx'
import { standingOf } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { territoryOf } from '../queries.ts'
import type { vi } from '../words.vi.ts'
import type { Found } from './plan-load.ts'

type It = Seen<Found, typeof vi> & { form: FormState }

/** The contents of a plan, each with its tasks: who, by when, which result. */
export function Contents({ found, words, language, today, actor, form }: It) {
  const { it, items, tasks, recurrences, promises, titles } = found
  const say = words.plan
  const mayGive = it.state === 'adopted' && isAllowed(POLICY.giveTask, actor, territoryOf(it))
  return (
    <>
      {items.map((item) => {
        const mine = tasks.filter((task) => task.itemId === item.id)
        return (
          <Card title={`${item.position}. ${item.content}`}>
            {mine.length === 0 && item.taskCount === 0 && (
              <p class="row">
                <Status is={it.state === 'adopted' ? 'soon' : 'still'}>{say.bare}</Status>
                {mayGive && (
                  <a href={`${link(at.giveTask, { plan: it.id })}?noi-dung=${item.id}`}>
                    {say.give}
                    <span class="ds-sr-only">: {item.content}</span>
                  </a>
                )}
              </p>
            )}
            {mine.length > 0 && (
              <ul class="list plain">
                {mine.map((task) => {
                  const of = promises.get(task.commitmentId)
                  if (!of) return null
                  const { is, text } = standingOf(of, today, language)
                  const owner = titles.get(of.ownerPostId)
                  return (
                    <li class="stack tight">
                      <p class="row">
                        <Status is={is}>{text}</Status>
                        <a class="strong" href={link(at.task, { plan: it.id, task: task.id })}>
                          {of.title}
                        </a>
                      </p>
                      <p class="quiet">
                        {owner?.title}
                        {owner?.holder ? ` (${owner.holder})` : ''} · {say.due(formatDay(of.dueOn))}
                        {task.doneOn ? ` · ${say.doneOn(formatDay(task.doneOn))}` : ''}
                      </p>
                      <p>{task.doneOn ? of.result : of.expectedResult}</p>
                    </li>
                  )
                })}
              </ul>
            )}
          </Card>
        )
      })}
      {found.next && (
        <p>
          <LinkButton quiet href={`${link(at.plan, { plan: it.id })}?sau=${found.next}`}>
            {say.moreTasks}
          </LinkButton>
        </p>
      )}
      {recurrences.length > 0 && (
        <Card title={say.recurring}>
          <ul class="list plain">
            {recurrences.map((one) => (
              <li class="row between">
                <span>
                  <span class="strong">{one.title}</span>
                  <span class="quiet under">
                    {titles.get(one.ownerPostId)?.title} ·{' '}
                    {say.everyUntil(say.every[one.every], formatDay(one.untilOn))}
                    {one.endedOn ? ` · ${say.endedOn(formatDay(one.endedOn))}` : ''}
                  </span>
                </span>
                {mayGive && !one.endedOn && (
                  <form method="post" class="noprint">
                    <input type="hidden" name="_key" value={`${form.key}-end${one.id}`} />
                    <input type="hidden" name="_do" value="end" />
                    <input type="hidden" name="id" value={String(one.id)} />
                    <button class="ds-button" type="submit" data-variant="tertiary">
                      {say.end}
                      <span class="ds-sr-only">: {one.title}</span>
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
