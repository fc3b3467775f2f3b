import type { Child } from 'hono/jsx'
import { type Place, placeKey } from '../organization/openings.ts'
import { addressIn } from '../platform/language.ts'
import { type Head, link, type Visit } from '../platform/page.ts'
import { Mark } from '../ui/parts.tsx'
import type { Asset } from './assets.ts'
import { APP_WORDS } from './words.ts'

type Bare = Omit<Visit, 'tx'>

/** Colours: the visitor's choice, else the unit's. */
export function colours(visit: Pick<Bare, 'cookie'>, place: Place | undefined) {
  const chosen = visit.cookie('mau') ?? ''
  const theme = ['red', 'blue', 'yellow', 'green'].includes(chosen) ? chosen : (place?.theme ?? 'red')
  const wanted = visit.cookie('nen') ?? ''
  return { theme, scheme: ['light', 'dark', 'auto'].includes(wanted) ? wanted : 'light' }
}

export function Document({
  visit,
  head,
  asset,
  bodyClass,
  children,
}: {
  visit: Bare
  head: Head
  asset: Asset
  bodyClass?: string
  children: Child
}) {
  const { theme, scheme } = colours(visit, head.place as Place | undefined)
  const words = APP_WORDS[visit.language]
  const unit = (head.place as Place | undefined)?.name
  return (
    <html lang={visit.language} data-color-scheme={scheme} data-color="accent">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {head.refreshSeconds && <meta http-equiv="refresh" content={String(head.refreshSeconds)} />}
        <title>{head.quickExit ? words.product : [head.title, unit, words.product].filter(Boolean).join(' · ')}</title>
        <link rel="preload" href={asset('la-400.woff2')} as="font" type="font/woff2" crossorigin="" />
        <link rel="stylesheet" href={asset(`${theme}.css`)} />
        <link rel="stylesheet" href={asset('ui.css')} />
        {head.script && <script type="module" src={asset(head.script)} />}
        <link rel="icon" href={asset('mark.svg')} type="image/svg+xml" />
      </head>
      <body class={bodyClass}>{children}</body>
    </html>
  )
}

export function PublicFrame({ visit, head, body }: { visit: Bare; head: Head; body: Child }) {
  const place = head.place as Place | undefined
  const { language } = visit
  const words = APP_WORDS[language]
  const unit = place && placeKey(place)
  const nav = unit
    ? ([
        ['home', words.home, link('/dv/:unit', { unit }, language)],
        ['send', words.sendShort, link('/dv/:unit/gui-y-kien', { unit }, language)],
        ['see', words.seeTitle, link('/xem-don', {}, language)],
        ['board', words.board, link('/dv/:unit/cam-ket', { unit }, language)],
        ['published', words.published, link('/dv/:unit/da-tra-loi', { unit }, language)],
        ['calculator', words.calculator, link('/tinh-han', {}, language)],
      ] as const)
    : ([
        ['home', words.home, link('/', {}, language)],
        ['see', words.seeTitle, link('/xem-don', {}, language)],
        ['calculator', words.calculator, link('/tinh-han', {}, language)],
      ] as const)
  const skip = (
    <a class="skip" href="#noi-dung">
      {words.skip}
    </a>
  )
  const menu = (label: string) => (
    <nav class="menu" aria-label={label}>
      {nav.map(([key, text, href]) => (
        <a href={href} aria-current={head.nav === key ? 'page' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  )
  return (
    <>
      {head.quickExit ? (
        <nav class="noprint" aria-label={words.quickExit}>
          <div class="wrap row exitrow">
            <a class="exit" href="https://www.google.com/search?q=thoi+tiet" rel="noreferrer">
              {words.quickExit}
            </a>
          </div>
          {skip}
        </nav>
      ) : (
        skip
      )}
      <header class="head">
        <div class="wrap">
          <a class="brand" href={unit ? link('/dv/:unit', { unit }, language) : link('/', {}, language)}>
            <Mark />
            <span>
              <span class="strong">{place?.name ?? words.product}</span>
              <small>{place ? [words.product, place.parentName].filter(Boolean).join(' · ') : words.slogan}</small>
            </span>
          </a>
          {menu(words.product)}
          {place && (
            <a class="phone" href={`tel:${place.phone.replace(/[^+\d]/g, '')}`}>
              {words.call}
            </a>
          )}
        </div>
      </header>
      {place?.urgentNotice && (
        <div class="urgent" role="note">
          <div class="wrap">{place.urgentNotice}</div>
        </div>
      )}
      <main id="noi-dung">{body}</main>
      <Foot visit={visit} place={place} menu={menu(words.foot)} />
    </>
  )
}

/** The one link that leads to the other language: this page there. */
export function LanguageSwitch({ visit }: { visit: Bare }) {
  const other = visit.language === 'vi' ? 'en' : 'vi'
  return (
    <a href={addressIn(other, visit.path)} lang={other} hreflang={other}>
      {APP_WORDS[visit.language].other}
    </a>
  )
}

function Foot({ visit, place, menu }: { visit: Bare; place: Place | undefined; menu: Child }) {
  const { language } = visit
  const words = APP_WORDS[language]
  const choice = (name: 'mau' | 'nen', value: string, text: string) => (
    <button type="submit" name={name} value={value}>
      {text}
    </button>
  )
  return (
    <footer class="foot">
      <div class="wrap">
        {menu}
        <form class="theme row" method="post" action="/giao-dien">
          <input type="hidden" name="ve" value={visit.path} />
          <span>{words.theme}:</span>
          {Object.entries(words.themes).map(([value, text]) => choice('mau', value, text))}
          <span aria-hidden="true">·</span>
          {Object.entries(words.schemes).map(([value, text]) => choice('nen', value, text))}
        </form>
        {place && (
          <p>
            <span class="strong">{place.name}</span> · {words.hours} {place.hours} ·{' '}
            <a href={`tel:${place.phone.replace(/[^+\d]/g, '')}`}>{place.phone}</a> · {place.address} ·{' '}
            {words.responsible}: {place.headTitle}
            {place.headName ? ` ${place.headName}` : ''}
          </p>
        )}
        {place?.demo && <p>{words.demo}</p>}
        <p class="row">
          <LanguageSwitch visit={visit} />
          <a href={link(place ? `/dv/${placeKey(place)}/du-lieu-ca-nhan` : '/du-lieu-ca-nhan', {}, language)}>
            {words.data}
          </a>
          <a href="/lam-viec">{words.work}</a>
        </p>
      </div>
    </footer>
  )
}
