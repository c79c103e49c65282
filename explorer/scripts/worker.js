/**
 * Answers for the site where it was saved, from one whole version for each open page. It comes into a browser only when somebody saves the
 * site. The build joins it with static/js/saved.js into sw.js.
 */
import { CHANGED, look, nameOf, newest, save, saved } from '../../static/js/saved.js'

const VERSION = '{version}'
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
const site = worker.registration.scope

/** Versions that are whole, as far as asked. @type {Map<string, { cache: Cache, list: import('../../static/js/saved.js').List }>} */
const known = new Map()
/** The version that each page was opened with, '' for one that came from the network. @type {Map<string, string>} */
const opened = new Map()

/** @param {string} version */
const wholeOne = async version => {
  const there = known.get(version)
  if (there || !version) return there
  const name = nameOf(site, version)
  const found = await caches.has(name) ? await look(site, name) : undefined
  if (!found?.whole) return undefined
  known.set(version, found)
  return found
}

/** Set when this start of the worker has tidied up. @type {Promise<void> | undefined} */
let tidied

/** Where the version of an open page is kept, as the worker may be stopped at any time. @param {string} page */
const noteOf = page => `${site}?page=${page}`

/** @param {string} page  @param {string} version */
const remember = async (page, version) => {
  if (!page) return
  opened.set(page, version)
  await (await wholeOne(VERSION))?.cache.put(noteOf(page), new Response(version))
}

/** @param {string} page  @returns {Promise<string>} the version that the page was opened with */
const versionOf = async page => {
  const version = opened.get(page) ?? await (page ? await caches.match(noteOf(page)) : undefined)?.text() ?? VERSION
  opened.set(page, version)
  return version
}

/** @param {URL} url  @returns {string} the file that answers for an address */
const fileOf = url => decodeURIComponent(url.pathname.slice(new URL(site).pathname.length)).replace(/(^|\/)$/, '$1index.html')

/** A page that somebody goes to, from the version that this worker stands for. @param {FetchEvent} event */
const pageFor = async ({ request, resultingClientId }) => {
  const whole = await wholeOne(VERSION)
  if (!whole) return undefined
  const url = new URL(request.url)
  const file = fileOf(url)
  if (whole.list.files[file]) {
    await remember(resultingClientId, VERSION)
    return whole.cache.match(site + file)
  }
  if (whole.list.files[`${file}/index.html`]) {
    url.pathname += '/'
    return Response.redirect(url.href)
  }
  await remember(resultingClientId, '')
  try {
    return await fetch(request)
  } catch {
    await remember(resultingClientId, VERSION)
    return whole.cache.match(`${site}404.html`)
  }
}

/** What a page needs, from the version that it was opened with. @param {FetchEvent} event */
const partFor = async ({ request, clientId }) => {
  const whole = await wholeOne(await versionOf(clientId))
  const url = new URL(request.url)
  const file = fileOf(url)
  const hash = whole?.list.files[file]?.[0]
  return hash?.startsWith(url.searchParams.get('v') ?? '') ? whole?.cache.match(site + file) : undefined
}

/** Lets go of versions that no open page has, and of notes on pages that were closed. @param {boolean} halves too */
const tidy = async halves => {
  if (worker.registration.installing || worker.registration.waiting) return
  for (const name of await saved(site)) {
    const cache = await caches.open(name)
    const notes = (await cache.keys()).filter(({ url }) => url.startsWith(noteOf('')))
    const pages = await Promise.all(notes.map(async ({ url }) => {
      const page = url.slice(noteOf('').length)
      const open = opened.has(page) || await worker.clients.get(page) !== undefined
      if (!open) await cache.delete(url)
      return open
    }))
    const own = name === nameOf(site, VERSION)
    if (!own && !pages.includes(true) && (halves || (await look(site, name))?.whole)) await caches.delete(name)
  }
}

const install = async () => {
  const list = await newest(site)
  if (list.version !== VERSION) throw new Error(CHANGED)
  try {
    await save(site, list)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') await caches.delete(nameOf(site, VERSION))
    throw error
  }
  await worker.skipWaiting()
}

/** @param {FetchEvent} event */
const answer = async event => {
  try {
    const goes = event.request.mode === 'navigate'
    const found = await (goes ? pageFor(event) : partFor(event))
    if (goes) event.waitUntil(tidied ??= tidy(false))
    if (found) return found
  } catch {
    // A browser that lost what it kept asks the server, as if nothing had been saved.
  }
  return fetch(event.request)
}

worker.addEventListener('install', event => event.waitUntil(install()))
worker.addEventListener('activate', event => event.waitUntil(tidy(true)))
worker.addEventListener('fetch', event => {
  if (event.request.method === 'GET' && event.request.url.startsWith(site)) event.respondWith(answer(event))
})
