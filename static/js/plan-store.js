/** Where plans are kept: in this browser, or on a shared computer only with the tab, until it is closed. */
import { due } from './plan-due.js'

const PLAN = 'plan:'
const DUE = 'plans-due'
const CURRENT = 'plan-current'
const SHARED = 'plan-shared'
const TRIAL = 'plan-trial'

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

/** @param {() => Storage} storage  @returns {string[]} the ids of the plans that are kept there */
const idsIn = storage => {
  try {
    return Object.keys(storage()).filter(key => key.startsWith(PLAN)).map(key => key.slice(PLAN.length))
  } catch {
    return []
  }
}

const ids = () => idsIn(home)

/** How many plans this browser keeps, also while this tab keeps its own. */
export const count = () => idsIn(local).length

/** The plan that was open last in this tab, or else in another. */
export const current = () => [session, local].map(storage => get(storage, CURRENT)).find(id => id !== null && read(id) !== null) ?? null

/** Remembers which plan is open. Each tab has one of its own. @param {string} id */
export const choose = id => {
  put(session, CURRENT, id)
  if (!shared) put(local, CURRENT, id)
}

/** Forgets which plan is open, if it is this one. @param {string | null} id */
const forget = id => {
  for (const storage of [session, local]) if (get(storage, CURRENT) === id) put(storage, CURRENT, null)
}

/** Whether anything can be kept here at all, before somebody writes. @returns {'' | 'blocked' | 'full'} what is wrong */
export const trial = () => {
  const failed = put(home, TRIAL, 'x')
  put(home, TRIAL, null)
  return failed
}

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
  note(plan.id, [...late, ...next].slice(0, 20).map(({ on, what }) => ({ on, what: what.slice(0, 120), plan: plan.name })))
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
  forget(id)
  if (!shared) note(id, null)
}

/** Removes every plan, of this tab and of the browser. */
export const clear = () => {
  for (const storage of [session, local]) for (const key of [...idsIn(storage).map(id => PLAN + id), CURRENT, DUE]) put(storage, key, null)
}

/**
 * Moves to the tab, or back to the browser. The open plan moves to the tab and leaves the browser; every plan of the tab moves back. What the
 * browser keeps under the same id meanwhile is not written over: the open plan is joined with it when it is saved.
 * @param {boolean} yes  @param {string} id the plan that is open
 * @returns {'' | 'blocked' | 'full'} what went wrong; then nothing has moved
 */
export const share = (yes, id) => {
  if (yes === shared) return ''
  const target = yes ? session : local
  const moving = yes ? [id] : ids()
  const moved = []
  for (const plan of moving) {
    const text = read(plan)
    if (text === null || (!yes && get(target, PLAN + plan) !== null)) continue
    const failed = put(target, PLAN + plan, text)
    if (failed) {
      for (const one of moved) put(target, PLAN + one, null)
      return failed
    }
    moved.push(plan)
  }
  for (const plan of moving) remove(plan)
  put(session, SHARED, yes ? 'yes' : null)
  shared = yes
  return ''
}

/** Calls back when another tab changes or removes a plan. @param {(id: string, before: string | null, after: string | null) => void} watcher */
export const watch = watcher => addEventListener('storage', event => {
  if (shared || event.storageArea !== localStorage) return
  if (event.key?.startsWith(PLAN)) watcher(event.key.slice(PLAN.length), event.oldValue, event.newValue)
})
