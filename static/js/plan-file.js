/** Plans as text, and back. What comes in may be broken or made to do harm, so everything is checked and only what is known is taken. Pure. */
import { FORMAT, VERSION, emptyPlan, questions } from './plan.js'
import { _ } from './say.js'

/** The largest plan in characters. A plan of a hundred actions has about 60,000. */
export const LARGEST = 400_000
const LONGEST = 20_000
/** What this browser kept may have grown a little further, and is never refused for that. */
const SLACK = 10
const DEEPEST = 8
export const MOST_ROWS = 300
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
const ID = /^[\w-]{1,64}$/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/

const OTHER = _('This is not a plan from this site.')
const BROKEN = _('This plan is damaged or was changed by hand, so it was not opened.')

/** What is wrong, in a sentence for the reader. */
export class Refused extends Error {}

/** @param {Plan} plan */
export const write = plan => JSON.stringify(plan, null, 1)

/**
 * @param {string} text
 * @param {Shape} shape
 * @param {string} now the time for what carries none
 * @param {{ own?: boolean }} [options] own: what this browser kept, so answers to questions that the worksheet no longer has stay
 * @returns {Plan}
 * @throws {Refused}
 */
export const parse = (text, shape, now, { own = false } = {}) => {
  if (text.length > LARGEST * (own ? SLACK : 1)) throw new Refused(_('This is too large to be a plan.'))
  let value
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refused(_('This is not a plan, or only a part of one.'))
  }
  return check(value, shape, now, own)
}

/** @param {unknown} value  @param {Shape} shape  @param {string} now  @param {boolean} own  @returns {Plan} */
const check = (value, shape, now, own) => {
  const slack = own ? SLACK : 1
  harmless(value, 0, LONGEST * slack)
  let raw = record(value, OTHER)
  if (raw.format !== FORMAT) throw new Refused(OTHER)
  if (typeof raw.version !== 'number' || !Number.isInteger(raw.version) || raw.version < 1) throw new Refused(BROKEN)
  if (raw.version > VERSION) throw new Refused(_('This plan was made by a newer version of this site. Load the page again, and then open it.'))
  for (let version = raw.version; version < VERSION; version++) raw = MIGRATIONS[version](raw, now)
  if (!ID.test(words(raw.id))) throw new Refused(BROKEN)
  const plan = emptyPlan(words(raw.id), words(raw.name ?? '').slice(0, 200), time(raw.made, now))
  if (raw.note !== undefined) plan.note = words(raw.note)
  if (raw.route !== undefined) plan.route = list(raw.route).map(words).filter(id => ID.test(id))
  const known = new Map(questions(shape).map(one => [one.id, one]))
  for (const [id, one] of Object.entries(record(raw.answers ?? {}))) {
    const question = known.get(id)
    if (question ? question.kind !== 'rows' : own) plan.answers[id] = answer(one, question, now)
  }
  const taken = new Set()
  for (const [id, some] of Object.entries(record(raw.lists ?? {}))) {
    const question = known.get(id)
    if (question ? question.kind !== 'rows' : !own) continue
    const columns = question && new Map((question.columns ?? []).map(column => [column.id, column]))
    plan.lists[id] = list(some, MOST_ROWS * slack).map(item => {
      const row = record(item)
      const rowId = words(row.id)
      if (!ID.test(rowId) || taken.has(rowId)) throw new Refused(BROKEN)
      taken.add(rowId)
      const cells = Object.entries(record(row.cells)).filter(([column]) => own || columns?.has(column))
      return { id: rowId, at: time(row.at, now), cells: Object.fromEntries(cells.map(([column, one]) => [column, answer(one, columns?.get(column), now)])) }
    })
  }
  for (const [id, at] of Object.entries(record(raw.gone ?? {}))) if (ID.test(id)) plan.gone[id] = time(at, now)
  return plan
}

/** Refuses what no plan holds, at any depth. @param {unknown} value  @param {number} depth  @param {number} longest */
const harmless = (value, depth, longest) => {
  if (depth > DEEPEST) throw new Refused(BROKEN)
  if (typeof value === 'string' && value.length > longest) throw new Refused(_('One of the answers is too long to be real, so the plan was not opened.'))
  if (!value || typeof value !== 'object') return
  for (const [key, one] of Object.entries(value)) {
    if (FORBIDDEN.has(key)) throw new Refused(BROKEN)
    harmless(one, depth + 1, longest)
  }
}

/** @param {unknown} value  @param {string} [otherwise]  @returns {Record<string, unknown>} */
const record = (value, otherwise = BROKEN) => {
  if (!value || typeof value !== 'object' || Array.isArray(value)) throw new Refused(otherwise)
  return /** @type {Record<string, unknown>} */ (value)
}

/** @param {unknown} value  @param {number} [most]  @returns {unknown[]} */
const list = (value, most = MOST_ROWS) => {
  if (!Array.isArray(value) || value.length > most) throw new Refused(BROKEN)
  return value
}

/** Text without the characters that nobody types. @param {unknown} value */
const words = value => {
  if (typeof value !== 'string') throw new Refused(BROKEN)
  return value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu, '')
}

/** @param {unknown} value  @param {string} now  @returns {string} a time; one in the future counts as now */
const time = (value, now) => {
  if (value === undefined) return now
  const at = words(value)
  if (!TIME.test(at)) throw new Refused(BROKEN)
  return at > now ? now : at
}

/** @param {unknown} raw  @param {Column | undefined} column  @param {string} now  @returns {Answer} */
const answer = (raw, column, now) => {
  const { value, at } = record(raw)
  return { value: typeof value === 'string' ? fitting(words(value), column) : reference(value, column), at: time(at, now) }
}

/** A text as far as it fits the kind of a field. @param {string} text  @param {Column | undefined} column  @returns {Value} */
const fitting = (text, column) => {
  if (column?.kind === 'reference') return { title: text }
  const fits = column && FITS[column.kind]
  return !fits || fits(text, column) ? text : ''
}

/** @type {Record<string, (text: string, column: Column) => boolean>} */
const FITS = {
  date: text => isDate(text),
  due: text => isDate(text),
  time: text => /^([01]\d|2[0-3]):[0-5]\d$/.test(text),
  choice: (text, column) => (column.choices ?? []).some(choice => choice.id === text),
  status: text => ['todo', 'doing', 'stuck', 'done'].includes(text),
  rating: text => /^\d{1,2}$/.test(text),
  row: text => ID.test(text),
}

/** @param {string} text  @returns {boolean} whether it is a day of the calendar, like 2026-11-23 */
export const isDate = text => {
  if (!/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** @param {unknown} value  @param {Column | undefined} column  @returns {Value} */
const reference = (value, column) => {
  const { kind, id, title } = record(value)
  const text = words(title)
  if (column && column.kind !== 'reference') return fitting(text, column)
  const named = typeof kind === 'string' && typeof id === 'string' && /^[a-z]{1,20}$/.test(kind) && ID.test(id) && (!column || column.of?.includes(kind))
  return named ? { kind, id, title: text } : { title: text }
}

/** From each version to the next. @type {Record<number, (raw: Record<string, unknown>, now: string) => Record<string, unknown>>} */
const MIGRATIONS = {
  // Version 1 had bare values, rows without ids, and one time for the whole plan.
  1: (raw, now) => {
    const at = time(raw.changed, now)
    /** @param {unknown} fields */
    const dated = fields => Object.fromEntries(Object.entries(record(fields)).map(([id, value]) => [id, { value, at }]))
    const all = Object.entries(record(raw.answers ?? {}))
    return {
      ...raw,
      version: 2,
      made: at,
      answers: dated(Object.fromEntries(all.filter(([, value]) => !Array.isArray(value)))),
      lists: Object.fromEntries(all.filter(([, value]) => Array.isArray(value)).map(([id, some]) =>
        [id, list(some).map((cells, place) => ({ id: `${id}-${place + 1}`.slice(0, 64), at, cells: dated(cells) }))])),
    }
  },
}

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {import('./plan.js').Shape} Shape */
/** @typedef {import('./plan.js').Column} Column */
/** @typedef {import('./plan.js').Value} Value */
/** @typedef {import('./plan.js').Answer} Answer */
