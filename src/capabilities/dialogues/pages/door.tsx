import { toString as qrToString } from 'qrcode'
import { placeById, placeKey } from '../../../organization/openings.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { dialogueById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { isInside } from '../workflow.ts'

/** A sheet for the door: scan it, say whether you are satisfied. */
export const door = page({
  path: at.door,
  surface: 'workspace',
  audit: 'dialogues.door',
  words: { vi, en },
  async load({ tx, host, params, today }) {
    const it = await dialogueById(tx, Number(params.dialogue))
    const place = it && (await placeById(tx, it.unitId, today))
    if (!it || !place || isInside(it.kind) || !it.announcedOn) return null
    const address = `${host.settings.publicUrl}${link(at.rate, { unit: placeKey(place), dialogue: it.id })}`
    const svg = await qrToString(address, { type: 'svg', margin: 1 })
    return { it, place, address, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` }
  },
  may: (actor, { it }) => isAllowed(POLICY.seeDialogues, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.door.title, nav: 'dialogues' }),
  view: ({ found, words }) => (
    <div class="stack narrow">
      <p class="quiet noprint">
        <a href={link(at.one, { dialogue: found.it.id })}>{found.it.title}</a> · {words.minutesPage.printHint}
      </p>
      <h1>{words.rate.title}</h1>
      <p class="lead">{words.door.scan}</p>
      <p>
        <img src={found.qr} alt={words.door.alt} width="280" height="280" />
      </p>
      <p>
        {words.door.address}: <a href={found.address}>{found.address}</a>
      </p>
    </div>
  ),
})
