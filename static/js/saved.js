/**
 * The whole site, saved in this browser: a cache for each version, filled bit by bit and used only when it is whole. The page that saves
 * and the worker share this, so nothing here knows a page.
 */

const LIST = 'data/offline.json'
const WHOLE = 'data/offline.json?whole'
const AT_ONCE = 6

/** Thrown when the server gives a file that does not belong to the version being saved. */
export const CHANGED = 'changed'

/** @param {string} site the address of the top of the site, ending in a slash  @param {string} version  @returns {string} the name of its cache */
export const nameOf = (site, version) => `saved ${new URL(site).pathname} ${version}`

/** The caches of this site, whole or not. @param {string} site */
export const saved = async site => (await caches.keys()).filter(name => name.startsWith(nameOf(site, '')))

/** What the site consists of now, as the server says. @param {string} site  @returns {Promise<List>} */
export const newest = async site => {
  // 'no-cache' would ask whether it is newer than what the browser has; a host that goes back to an older version says no.
  const response = await fetch(site + LIST, { cache: 'reload' })
  if (!response.ok) throw new Error(response.statusText)
  return response.json()
}

/**
 * What a cache is to hold, and whether it holds it.
 * @param {string} site  @param {string} name of the cache
 * @returns {Promise<{ cache: Cache, list: List, whole: boolean } | undefined>}
 */
export const look = async (site, name) => {
  const cache = await caches.open(name)
  const [list, whole] = await Promise.all([cache.match(site + LIST), cache.match(site + WHOLE)])
  return list && { cache, list: await list.json(), whole: whole !== undefined }
}

/** How many bytes of a version are there already. @param {string} site  @param {Cache} cache  @param {List} list */
export const bytesIn = async (site, cache, list) =>
  [...await namesIn(site, cache)].reduce((sum, name) => sum + (list.files[name]?.[1] ?? 0), 0)

/**
 * Saves a version, or what is still missing of it. What did not change is taken from the versions that are here. Stops at the first
 * failure; what was saved until then stays, for the next time.
 * @param {string} site  @param {List} list
 * @param {(bytes: number) => void} [tell] called with how much is there
 * @param {AbortSignal} [signal]
 */
export const save = async (site, list, tell = () => {}, signal) => {
  const name = nameOf(site, list.version)
  const before = await look(site, name)
  if (before?.whole) return
  const cache = await caches.open(name)
  await cache.put(site + LIST, new Response(JSON.stringify(list)))
  const others = (await Promise.all((await saved(site)).filter(other => other !== name).map(other => look(site, other)))).flatMap(one => one ?? [])
  const there = await namesIn(site, cache)
  const ahead = Object.entries(list.files).filter(([file]) => !there.has(file))
  let bytes = list.bytes - ahead.reduce((sum, [, [, size]]) => sum + size, 0)

  /** @param {string} file  @param {string} hash */
  const copied = (file, hash) => others.find(other => other.list.files[file]?.[0] === hash)?.cache.match(site + file)

  const work = async () => {
    for (let next = ahead.pop(); next; next = ahead.pop()) {
      const [file, [hash, size]] = next
      try {
        signal?.throwIfAborted()
        await cache.put(site + file, await copied(file, hash) ?? await fetched(site, file, hash, signal))
      } catch (error) {
        ahead.length = 0
        throw error
      }
      bytes += size
      tell(bytes)
    }
  }
  tell(bytes)
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  await cache.put(site + WHOLE, new Response())
}

/** @param {string} site  @param {Cache} cache  @returns {Promise<Set<string>>} the names of the files in a cache */
const namesIn = async (site, cache) => new Set((await cache.keys()).map(({ url }) => url.slice(site.length)))

/** A file from the server, if it is of the right version. @param {string} site  @param {string} file  @param {string} hash  @param {AbortSignal} [signal] */
const fetched = async (site, file, hash, signal) => {
  for (const cache of /** @type {const} */ (['no-cache', 'reload'])) {
    const response = await fetch(site + file.replace(/(^|\/)index\.html$/, '$1'), { cache, signal })
    const bytes = await response.arrayBuffer()
    if (await hashOf(bytes) === hash) return new Response(bytes, { headers: { 'content-type': response.headers.get('content-type') ?? '' } })
  }
  throw new Error(CHANGED)
}

/** @param {ArrayBuffer} bytes  @returns {Promise<string>} as `explorer/offline.py` writes it */
const hashOf = async bytes => [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes), 0, 8)].map(byte => byte.toString(16).padStart(2, '0')).join('')

/**
 * @typedef {object} List
 * @property {string} version
 * @property {number} bytes on the device
 * @property {number} packed bytes to fetch, from a server that compresses
 * @property {Record<string, [string, number]>} files the hash and the size of each
 */
