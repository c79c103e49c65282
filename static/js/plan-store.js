/**
 * Where plans are kept: in this browser, or on a shared computer only in the memory of the tab, as a browser can bring back whatever
 * else belonged to a tab that was closed.
 */
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

/** @type {Map<string, string>} */
const memory = new Map()
let shared = get(session, SHARED) !== null

/** Whether nothing is kept. */
export const isShared = () => shared

/** @param {string} id  @returns {string | null} */
export const read = id => (shared ? memory.get(id) ?? null : get(local, PLAN + id))

/** The plans that are kept here, by name. @returns {{ id: string, name: string }[]} */
export const list = () => {
  /** @type {[string, string | null][]} */
  const texts = shared ? [...memory] : keys().map(key => [key.slice(PLAN.length), get(local, key)])
  return texts.map(([id, text]) => {
    try {
      return { id, name: String(JSON.parse(text ?? '').name ?? '') }
    } catch {
      return { id, name: '' }
    }
  }).sort((one, other) => one.name.localeCompare(other.name))
}

const keys = () => {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(PLAN))
  } catch {
    return []
  }
}

/** The plan that was open last. */
export const current = () => (shared ? [...memory.keys()].pop() : get(local, CURRENT)) ?? null

/** Remembers which plan is open. @param {string} id */
export const choose = id => { if (!shared) put(local, CURRENT, id) }

/**
 * @param {import('./plan.js').Plan} plan  @param {string} text  @param {import('./plan.js').Shape} shape  @param {string} today
 * @returns {'' | 'blocked' | 'full'} what went wrong
 */
export const save = (plan, text, shape, today) => {
  if (shared) {
    memory.delete(plan.id)
    memory.set(plan.id, text)
    return ''
  }
  const failed = put(local, PLAN + plan.id, text)
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
    all = JSON.parse(get(local, DUE) ?? '{}')
  } catch { /* made anew */ }
  const kept = new Set(keys().map(key => key.slice(PLAN.length)))
  const entries = Object.entries({ ...all, [id]: items }).filter(([plan, some]) => some && kept.has(plan))
  put(local, DUE, entries.length > 0 ? JSON.stringify(Object.fromEntries(entries)) : null)
}

/** @param {string} id */
export const remove = id => {
  memory.delete(id)
  put(local, PLAN + id, null)
  if (get(local, CURRENT) === id) put(local, CURRENT, null)
  note(id, null)
}

/** Removes every plan. */
export const clear = () => {
  memory.clear()
  for (const key of [...keys(), DUE, CURRENT]) put(local, key, null)
}

/** @param {boolean} yes  @param {string} id the plan that is open, which moves along */
export const share = (yes, id) => {
  const text = read(id)
  if (yes) remove(id)
  shared = yes
  put(session, SHARED, yes ? 'yes' : null)
  if (yes && text !== null) memory.set(id, text)
  else memory.clear()
}

/** Calls back when another tab changes or removes a plan. @param {(id: string, before: string | null, after: string | null) => void} watcher */
export const watch = watcher => addEventListener('storage', event => {
  if (shared || event.storageArea !== localStorage) return
  if (event.key?.startsWith(PLAN)) watcher(event.key.slice(PLAN.length), event.oldValue, event.newValue)
})
