/** Search, fetched the first time that somebody uses it. */
import { lazily } from './dom.js'

/**
 * @param {string} top the way to the top of the site
 * @param {(entry: import('./search.js').Entry) => boolean} [keep] which entries to look through; all unless said otherwise
 * @returns {() => Promise<(words: string) => Found[]>} gives the search, and tries again after a failure
 */
export const searching = (top, keep = () => true) => {
  /** @type {() => Promise<import('./search.js').Entry[]>} */
  const entries = lazily(`${top}data/search.json`)
  /** @type {Promise<(words: string) => Found[]> | undefined} */
  let ready
  return () => {
    ready ??= Promise.all([import('./search.js'), entries()]).then(([{ find, makeIndex }, all]) => {
      const index = makeIndex(all.filter(keep))
      return words => find(index, words)
    })
    ready.catch(() => { ready = undefined })
    return ready
  }
}

/** @typedef {{ heading: string, entries: import('./search.js').Entry[] }} Found what was found of one kind, the best first */
