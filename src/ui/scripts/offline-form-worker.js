// Serves the page of an offline form, and the files it was kept with, when there is no line. Everything else goes its way.
const SHELF = 'offline-form'
const scope = new URL(self.registration.scope)

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== scope.origin) return
  const isPage = request.mode === 'navigate' && url.pathname === scope.pathname
  if (!isPage && !url.pathname.startsWith('/tinh/')) return
  event.respondWith(isPage ? page(request) : asset(request))
})

async function page(request) {
  try {
    const answer = await fetch(request)
    const isIt = answer.ok && new URL(answer.url).pathname === scope.pathname
    if (isIt) await (await caches.open(SHELF)).put(scope.pathname, answer.clone())
    return answer
  } catch (error) {
    const kept = await caches.match(scope.pathname)
    if (kept) return kept
    throw error
  }
}

async function asset(request) {
  return (await caches.match(request)) ?? fetch(request)
}
