/** Where the browser keeps what the reader has. Every tab sees a change at once; a browser that keeps nothing still works for the page. */
import { NOTHING, parse, toggled } from './have.js'

const KEY = 'have'

/** @type {import('./have.js').Have} */
let have = NOTHING
/** @type {Set<(have: import('./have.js').Have) => void>} */
const watchers = new Set()

const read = () => {
  try {
    return parse(localStorage.getItem(KEY))
  } catch {
    return have
  }
}

const tell = () => { for (const watcher of watchers) watcher(have) }

/**
 * Keeps what the reader has.
 * @param {(now: import('./have.js').Have) => import('./have.js').Have} change from what is kept now, which another tab may have changed
 * @returns {boolean} whether the browser keeps it
 */
const save = change => {
  have = change(read())
  let kept = true
  try {
    localStorage.setItem(KEY, JSON.stringify(have))
  } catch {
    kept = false
  }
  tell()
  return kept
}

/** What the reader has. */
export const current = () => have

/** @param {import('./have.js').Kind} kind  @param {string} id  @returns {boolean} whether the browser keeps it */
export const toggle = (kind, id) => save(now => toggled(now, kind, id))

/** Forgets everything. */
export const clear = () => save(() => NOTHING)

/** Calls back now and whenever what the reader has changes. @param {(have: import('./have.js').Have) => void} watcher */
export const watch = watcher => {
  watchers.add(watcher)
  watcher(have)
}

have = read()
addEventListener('storage', event => {
  if (event.key !== null && event.key !== KEY) return
  have = read()
  tell()
})
addEventListener('pageshow', event => {
  if (!event.persisted) return
  have = read()
  tell()
})
