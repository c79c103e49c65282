/** Where plans are kept: in this browser, or on a shared computer in this tab only. */
import { due } from './plan-due.js'
import { begin, end, isShared } from './tab.js'

const PLAN = 'plan:'
const DUE = 'plans-due'
const CURRENT = 'plan-current'

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

const storage = () => (isShared() ? sessionStorage : localStorage)

/** @param {string} id  @returns {string | null} */
export const read = id => get(storage, PLAN + id)

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
    return Object.keys(storage()).filter(key => key.startsWith(PLAN)).map(key => key.slice(PLAN.length))
  } catch {
    return []
  }
}

/** The plan that was open last. */
export const current = () => get(storage, CURRENT)

/** Remembers which plan is open. @param {string} id */
export const choose = id => { put(storage, CURRENT, id) }

/**
 * @param {import('./plan.js').Plan} plan  @param {string} text  @param {import('./plan.js').Shape} shape  @param {string} today
 * @returns {'' | 'blocked' | 'full'} what went wrong
 */
export const save = (plan, text, shape, today) => {
  const failed = put(storage, PLAN + plan.id, text)
  if (failed) return failed
  choose(plan.id)
  const { late, next } = due(plan, shape, today)
  note(plan.id, [...late, ...next].slice(0, 20).map(({ on, what }) => ({ on, what: what.slice(0, 120) })))
  return ''
}

/** Remembers what is due in a plan, for the home page. @param {string} id  @param {object[] | null} items */
const note = (id, items) => {
  let all = {}
  try {
    all = JSON.parse(get(storage, DUE) ?? '{}')
  } catch { /* made anew */ }
  const kept = new Set(ids())
  const entries = Object.entries({ ...all, [id]: items }).filter(([plan, some]) => some && kept.has(plan))
  put(storage, DUE, entries.length > 0 ? JSON.stringify(Object.fromEntries(entries)) : null)
}

/** @param {string} id */
export const remove = id => {
  put(storage, PLAN + id, null)
  if (current() === id) put(storage, CURRENT, null)
  note(id, null)
}

/** Removes every plan. */
export const clear = () => {
  for (const key of [...ids().map(id => PLAN + id), DUE, CURRENT]) put(storage, key, null)
}

/** Keeps plans for this tab only, or in the browser again. @param {boolean} yes  @param {string} id the plan that is open, to be saved anew */
export const share = (yes, id) => {
  if (yes) {
    remove(id)
    begin()
  } else {
    for (const one of ids()) put(() => localStorage, PLAN + one, read(one))
    end()
  }
}

/** Calls back when another tab changes or removes a plan. @param {(id: string, before: string | null, after: string | null) => void} watcher */
export const watch = watcher => addEventListener('storage', event => {
  if (isShared() || event.storageArea !== localStorage) return
  if (event.key?.startsWith(PLAN)) watcher(event.key.slice(PLAN.length), event.oldValue, event.newValue)
})
