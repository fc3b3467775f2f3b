import { placeKey } from '../../../organization/openings.ts'
import { link } from '../../../platform/page.ts'
import { Card, Choices, Form, Notice, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { CATEGORIES, casePaths, categoryWords, consentWords } from '../../cases/index.ts'
import { at } from '../paths.ts'
import { before, STEPS } from '../steps.ts'
import { addressOf, type It } from './send-found.ts'
import { ReviewStep } from './send-review.tsx'

export function SendView(it: It) {
  const { found, words, form } = it
  const { step } = found
  const n = STEPS.indexOf(step) + 1
  const back = before(step)
  return (
    <div class="wrap narrow pad stack wide">
      <div class="stack tight">
        <p class="quiet">
          {words.send.title} · {words.send.stepOf(n, STEPS.length)}
        </p>
        <ol class="steps wide-only">
          {STEPS.map((one) => (
            <li aria-current={one === step ? 'step' : undefined}>{words.send.steps[one]}</li>
          ))}
        </ol>
      </div>
      <Form
        form={form}
        refusedText={step === 'xem-lai' ? words.send.formRefused : words.send.stepRefused}
        files={step === 'noi-xay-ra'}
      >
        {step === '' && <WhatStep {...it} />}
        {step === 'loai' && <KindStep {...it} />}
        {step === 'can-bo' && <OfficialStep {...it} />}
        {step === 'noi-xay-ra' && <PlaceStep {...it} />}
        {step === 'nguoi-gui' && <WhoStep {...it} />}
        {step === 'xem-lai' && <ReviewStep {...it} />}
        <div class="row">
          <Submit>{step === 'xem-lai' ? words.send.submit : words.send.next}</Submit>
          {back !== null && <a href={addressOf(it, back)}>{words.send.back}</a>}
        </div>
      </Form>
      {Object.keys(found.draft).length > 0 && (
        <form method="post" class="row">
          <input type="hidden" name="_do" value="drop" />
          <p class="quiet">{words.send.draftKept}</p>
          <Submit quiet>{words.send.dropDraft}</Submit>
        </form>
      )}
    </div>
  )
}

function WhatStep({ form, words, found }: It) {
  const who = found.place.addressForm
  return (
    <>
      <h1>{words.send.text(`${who.charAt(0).toUpperCase()}${who.slice(1)}`)}</h1>
      <TextArea
        form={form}
        name="text"
        label={words.send.steps[''] ?? ''}
        hint={words.send.textHint}
        rows={9}
        maxlength={10_000}
      />
    </>
  )
}

function KindStep({ form, words, found, language }: It) {
  const kinds = Object.entries(words.send.kinds).map(([value, [text, hint]]) => ({ value, text, hint }))
  return (
    <>
      <h1>{words.send.steps.loai}</h1>
      {found.similar.length > 0 && (
        <Card title={words.send.similar}>
          <p class="quiet">{words.send.similarLead}</p>
          {found.similar.map((one) => (
            <details>
              <summary>{one.title}</summary>
              <p class="keep">{one.answer}</p>
            </details>
          ))}
        </Card>
      )}
      <Choices form={form} name="kind" label={words.send.kind} options={kinds} />
      <Select
        form={form}
        name="category"
        label={words.send.category}
        empty={words.send.chooseCategory}
        options={CATEGORIES.map((one) => [one, categoryWords[language][one]] as const)}
      />
    </>
  )
}

function OfficialStep({ form, words, found, language }: It) {
  const offered = Object.entries(words.send.receivers).filter(
    ([value]) => value === 'chair' || (value === 'front' ? found.receivers.front : found.receivers.province),
  )
  const denunciation = link(at.denunciation, { unit: placeKey(found.place) }, language)
  return (
    <>
      <h1>{words.send.official}</h1>
      <Choices
        form={form}
        name="concernsOfficial"
        label={words.send.official}
        said
        hint={words.send.officialHint}
        options={[
          { value: 'no', text: words.send.officialNo },
          { value: 'yes', text: words.send.officialYes },
        ]}
      />
      <Choices
        form={form}
        name="receiver"
        label={words.send.receiver}
        options={offered.map(([value, [text, hint]]) => ({ value, text, hint }))}
      />
      <p class="quiet">
        {words.send.denunciationHint} <a href={denunciation}>{words.send.denunciationLink}</a>.
      </p>
    </>
  )
}

function PlaceStep({ form, words, found }: It) {
  return (
    <>
      <h1>{words.send.steps['noi-xay-ra']}</h1>
      <TextField form={form} name="place" label={words.send.place} hint={words.send.placeHint} maxlength={300} />
      <TextField
        form={form}
        name="happenedOn"
        label={words.send.happenedOn}
        hint={words.send.happenedOnHint}
        maxlength={20}
      />
      <div class="field">
        <label for="f-files">{words.send.files}</label>
        <p class="quiet" id="h-files">
          {words.send.filesHint}
        </p>
        {form.errors.files && <p class="wrong">{form.errors.files}</p>}
        {found.files.length > 0 && (
          <Notice kind="good">
            {words.send.filesSaved}: {found.files.map((file) => file.name).join(', ')}
          </Notice>
        )}
        <input
          class="ds-input"
          type="file"
          id="f-files"
          name="files"
          multiple
          accept="image/*,.pdf,.docx,.xlsx,.pptx"
          aria-describedby="h-files"
        />
      </div>
    </>
  )
}

function WhoStep({ form, words, language }: It) {
  const optional = words.send.optional
  return (
    <>
      <h1>{words.send.who}</h1>
      <p class="lead">{words.send.whoHint}</p>
      <TextField
        form={form}
        name="name"
        label={words.send.name}
        optional={optional}
        maxlength={120}
        autocomplete="name"
      />
      <TextField
        form={form}
        name="address"
        label={words.send.address}
        optional={optional}
        maxlength={300}
        autocomplete="street-address"
      />
      <TextField
        form={form}
        name="phone"
        label={words.send.phone}
        hint={words.send.phoneHint}
        optional={optional}
        type="tel"
        inputmode="tel"
        maxlength={30}
        autocomplete="tel"
      />
      <TextField
        form={form}
        name="email"
        label={words.send.email}
        optional={optional}
        type="email"
        maxlength={200}
        autocomplete="email"
      />
      <p class="quiet">
        {consentWords[language].texts['contact-1']}{' '}
        <a href={link(casePaths.aboutData, {}, language)}>{consentWords[language].about}</a>
      </p>
    </>
  )
}
