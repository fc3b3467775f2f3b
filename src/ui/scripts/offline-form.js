// A form that goes on without a line (ADR 0020): entries wait in this browser, encrypted under a passphrase that is kept nowhere, are sent
// each exactly once when the line is back, and are wiped after sending or a day. Without this script the form's page says so.
const LIFE_MS = 24 * 60 * 60 * 1000 // safeguards: "wiped after sending or 24 hours"
const ROUNDS = 600_000
const root = document.querySelector('[data-offline-form]')
const say = JSON.parse(root.dataset.words)
const form = root.querySelector('form[data-entry]')
const lock = root.querySelector('form[data-lock]')
const queue = root.querySelector('[data-queue]')
const line = root.querySelector('[data-line]')
const told = root.querySelector('[data-told]')
const text = new TextEncoder()
let key = null
let sending = false

const store = await new Promise((resolve, reject) => {
  const opening = indexedDB.open(`offline-form ${root.dataset.offlineForm}`, 1)
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('entry', { keyPath: 'id' })
    opening.result.createObjectStore('lock', { keyPath: 'id' })
  }
  opening.onsuccess = () => resolve(opening.result)
  opening.onerror = () => reject(opening.error)
})
const ask = (table, mode, work) =>
  new Promise((resolve, reject) => {
    const asked = work(store.transaction(table, mode).objectStore(table))
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
const entries = async () => (await ask('entry', 'readonly', (t) => t.getAll())).sort((a, b) => a.at - b.at)
const forget = (id) => ask('entry', 'readwrite', (t) => t.delete(id))

async function wipeOld() {
  for (const one of await entries()) if (Date.now() - one.at > LIFE_MS) await forget(one.id)
}

async function keyFrom(passphrase, salt) {
  const raw = await crypto.subtle.importKey('raw', text.encode(passphrase), 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }
  return crypto.subtle.deriveKey(how, raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
async function seal(value) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text.encode(JSON.stringify(value))) }
}
const open = async ({ iv, sealed }) =>
  JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)))

/** The first passphrase makes the lock; afterwards only the same one opens what waits. Nothing waiting: any passphrase begins anew. */
async function unlock(passphrase) {
  const before = (await entries()).length > 0 ? await ask('lock', 'readonly', (t) => t.get('lock')) : null
  const salt = before?.salt ?? crypto.getRandomValues(new Uint8Array(16))
  key = await keyFrom(passphrase, salt)
  if (before) {
    await open(before.check)
    return
  }
  const check = await seal('open')
  await ask('lock', 'readwrite', (t) => t.put({ id: 'lock', salt, check }))
}

lock.addEventListener('submit', async (event) => {
  event.preventDefault()
  const field = lock.elements.passphrase
  const wrong = lock.querySelector('[data-wrong]')
  wrong.textContent = ''
  if (field.value.length < Number(field.dataset.least)) {
    wrong.textContent = say.short
    field.focus()
    return
  }
  try {
    await unlock(field.value)
  } catch {
    key = null
    wrong.textContent = say.wrong
    field.focus()
    return
  }
  field.value = ''
  lock.hidden = true
  form.hidden = false
  form.querySelector('input:not([type=hidden]), textarea')?.focus()
  await send()
})

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
  const content = form.elements.content
  if ((fields.content ?? '').trim().length < 5) {
    told.textContent = say.needed
    content.focus()
    return
  }
  const id = crypto.randomUUID()
  const at = Date.now()
  const one = { id, at, ...(await seal({ ...fields, sourceKey: id })) }
  await ask('entry', 'readwrite', (t) => t.put(one))
  form.reset()
  told.textContent = say.saved
  await draw()
  await send()
})

/** Each waiting entry by the ordinary form of this page; the server knows an entry it has seen by its key. */
async function send() {
  if (!key || sending || !navigator.onLine) return draw()
  sending = true
  try {
    for (const one of await entries()) {
      if (one.refused) continue
      const body = new URLSearchParams(await open(one))
      body.set('_key', one.id)
      // How long ago, not when: clocks of office computers are wrong.
      body.set('age', String(Math.max(0, Date.now() - one.at)))
      let answer
      try {
        answer = await fetch(location.pathname, { method: 'POST', body, headers: { accept: 'text/html' } })
      } catch {
        break
      }
      if (answer.ok && answer.redirected && answer.url.includes('da-gui')) {
        await forget(one.id)
        told.textContent = say.sent
      } else if (answer.status === 422) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
        const why = page.querySelector('#refused')?.textContent?.trim() ?? say.refused
        await ask('entry', 'readwrite', (t) => t.put({ ...one, refused: why.replace(/\s+/g, ' ').slice(0, 300) }))
      } else {
        told.textContent =
          answer.url.includes('dang-nhap') || answer.status === 401 || answer.ok ? say.signIn : say.failed
        break
      }
    }
  } finally {
    sending = false
  }
  await draw()
}

async function draw() {
  await wipeOld()
  line.textContent = navigator.onLine ? say.online : say.offline
  const all = await entries()
  queue.replaceChildren()
  if (all.length === 0) queue.append(Object.assign(document.createElement('li'), { textContent: say.empty }))
  for (const one of all) {
    const item = document.createElement('li')
    const minutes = Math.floor((Date.now() - one.at) / 60_000)
    item.textContent = `${new Date(one.at).toLocaleTimeString('vi-VN')} · ${minutes} ${say.age}${one.refused ? ` · ${say.refused}: ${one.refused}` : ''} `
    if (one.refused) {
      const button = Object.assign(document.createElement('button'), {
        type: 'button',
        className: 'ds-button',
        textContent: say.remove,
      })
      button.dataset.variant = 'tertiary'
      button.addEventListener('click', async () => {
        await forget(one.id)
        await draw()
      })
      item.append(button)
    }
    queue.append(item)
  }
}

root.querySelector('[data-retry]').addEventListener('click', send)
addEventListener('online', send)
addEventListener('offline', draw)
setInterval(() => void (navigator.onLine ? send() : draw()), 30_000)

// The page itself must open without a line: a worker keeps its last copy and what it needs, and nothing else of the site.
if ('serviceWorker' in navigator) {
  await navigator.serviceWorker.register(root.dataset.worker, { scope: location.pathname })
  await navigator.serviceWorker.ready
  const needed = [...document.querySelectorAll('link[href], script[src]')].map((one) => one.href || one.src)
  if (navigator.onLine) {
    const shelf = await caches.open('offline-form')
    await Promise.all([location.pathname, ...needed].map((one) => shelf.add(one).catch(() => {})))
  }
}
root.hidden = false
root.dataset.ready = 'yes'
await draw()
