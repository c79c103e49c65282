/** Where plans are kept: in this browser, or on a shared computer only with the tab, until it is closed. */
import { due } from './plan-due.js'

const PLAN = 'plan:'
const DUE = 'plans-due'
const CURRENT = 'plan-current'
const SHARED = 'plan-shared'

/** @param {() => Storage} storage  @param {string} key */
const get = (storage, key) => {
  try {
    return storage().getItem(key)
  } catch {
    return null
  }
}

/** @param {() => Storage} storage  @param {string} key  @param {string | null} value  @returns {'' | 'blocked' | 'full'} whether it is there now */
const put = (storage, key, value) => {
  try {
    if (value === null) storage().removeItem(key)
    else storage().setItem(key, value)
    return storage().getItem(key) === value ? '' : 'blocked'
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'blocked'
  }
}

const local = () => localStorage
const session = () => sessionStorage

let shared = get(session, SHARED) !== null

/** Where plans are kept now. */
const home = () => (shared ? sessionStorage : localStorage)

/** Whether plans go with the tab. */
export const isShared = () => shared

/** @param {string} id  @returns {string | null} */
export const read = id => get(home, PLAN + id)

/** The plans that are kept here, by name. @returns {{ id: string, name: string }[]} */
export const list = () => ids().map(id => {
  try {
    return { id, name: String(JSON.parse(read(id) ?? '').name ?? '') }
  } catch {
    return { id, name: '' }
  }
}).sort((one, other) => one.name.localeCompare(other.name))

const ids = () => {
  try {
    return Object.keys(home()).filter(key => key.startsWith(PLAN)).map(key => key.slice(PLAN.length))
  } catch {
    return []
  }
}

/** The plan that was open last. */
export const current = () => get(home, CURRENT)

/** Remembers which plan is open. @param {string} id */
export const choose = id => { put(home, CURRENT, id) }

/**
 * @param {import('./plan.js').Plan} plan  @param {string} text  @param {import('./plan.js').Shape} shape  @param {string} today
 * @returns {'' | 'blocked' | 'full'} what went wrong
 */
export const save = (plan, text, shape, today) => {
  const failed = put(home, PLAN + plan.id, text)
  if (failed) return failed
  choose(plan.id)
  if (shared) return ''
  const { late, next } = due(plan, shape, today)
  note(plan.id, [...late, ...next].slice(0, 20).map(({ on, what }) => ({ on, what: what.slice(0, 120) })))
  return ''
}

/** Remembers what is due in a plan, for the home page. @param {string} id  @param {object[] | null} items */
const note = (id, items) => {
  let all = {}
  try {
    all = JSON.parse(get(local, DUE) ?? '{}')
  } catch { /* made anew */ }
  const kept = new Set(ids())
  const entries = Object.entries({ ...all, [id]: items }).filter(([plan, some]) => some && kept.has(plan))
  put(local, DUE, entries.length > 0 ? JSON.stringify(Object.fromEntries(entries)) : null)
}

/** @param {string} id */
export const remove = id => {
  put(home, PLAN + id, null)
  if (current() === id) put(home, CURRENT, null)
  if (!shared) note(id, null)
}

/** Removes every plan. */
export const clear = () => {
  for (const key of [...ids().map(id => PLAN + id), CURRENT, ...(shared ? [] : [DUE])]) put(home, key, null)
}

/**
 * Moves to the tab, or back to the browser. The open plan moves to the tab and leaves the browser; every plan of the tab moves back.
 * @param {boolean} yes  @param {string} id the plan that is open
 */
export const share = (yes, id) => {
  if (yes === shared) return
  const moving = (yes ? [id] : ids()).flatMap(plan => {
    const text = read(plan)
    return text === null ? [] : [{ plan, text }]
  })
  if (yes) remove(id)
  put(session, SHARED, yes ? 'yes' : null)
  shared = yes
  for (const { plan, text } of moving) {
    const failed = put(home, PLAN + plan, text)
    if (!yes && !failed) put(session, PLAN + plan, null)
  }
  if (!yes) put(session, CURRENT, null)
}

/** Calls back when another tab changes or removes a plan. @param {(id: string, before: string | null, after: string | null) => void} watcher */
export const watch = watcher => addEventListener('storage', event => {
  if (shared || event.storageArea !== localStorage) return
  if (event.key?.startsWith(PLAN)) watcher(event.key.slice(PLAN.length), event.oldValue, event.newValue)
})
