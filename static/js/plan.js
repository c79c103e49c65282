/**
 * The reader's plan: answers to the questions of the worksheet. Pure: it knows kinds of field, not what is asked, and no clock.
 * Each answer carries the time at which it was written, so that two tabs can be joined; a row that was taken away leaves a mark.
 */

export const FORMAT = 'pathway-plan'
export const VERSION = 2

/** @param {Shape} shape  @returns {Question[]} all questions in order */
export const questions = shape => shape.parts.flatMap(part => part.questions)

/** @param {Shape} shape  @param {string} id */
export const question = (shape, id) => questions(shape).find(one => one.id === id)

/** The question that takes what is worked out. @param {Shape} shape  @param {string} takes */
export const taker = (shape, takes) => questions(shape).find(one => one.takes === takes)

/** The lists that have a column of a kind. @param {Shape} shape  @param {string} kind  @returns {{ list: Question, column: Column }[]} */
export const listsWith = (shape, kind) => questions(shape).flatMap(list => {
  const column = list.columns?.find(one => one.kind === kind)
  return column ? [{ list, column }] : []
})

/** @param {string} id  @param {string} name  @param {string} at  @returns {Plan} a plan without any words */
export const emptyPlan = (id, name, at) => ({ format: FORMAT, version: VERSION, id, name, made: at, answers: {}, lists: {}, gone: {} })

/** @param {Value | undefined} value  @returns {string} what it says */
export const wordsOf = value => (typeof value === 'object' ? value.title : value ?? '')

/** @param {Plan} plan  @param {string} id  @returns {Value} */
export const answer = (plan, id) => plan.answers[id]?.value ?? ''

/** @param {Row} row  @param {string} id  @returns {Value} */
export const cell = (row, id) => row.cells[id]?.value ?? ''

/** @param {Plan} plan  @param {string} id  @returns {Row[]} */
export const rows = (plan, id) => plan.lists[id] ?? []

/** @param {Plan} plan  @returns {boolean} whether somebody has written anything */
export const isEmpty = plan =>
  Object.values(plan.answers).every(one => wordsOf(one.value) === '') && Object.values(plan.lists).every(list => list.length === 0)

/** @param {Plan} plan  @param {string} id  @param {Value} value  @param {string} at  @returns {Plan} */
export const setAnswer = (plan, id, value, at) => ({ ...plan, answers: { ...plan.answers, [id]: { value, at } } })

/** @param {Plan} plan  @param {string} list  @param {Row[]} some  @returns {Plan} */
const setRows = (plan, list, some) => ({ ...plan, lists: { ...plan.lists, [list]: some } })

/** @param {Plan} plan  @param {string} list  @param {string} row  @param {string} column  @param {Value} value  @param {string} at  @returns {Plan} */
export const setCell = (plan, list, row, column, value, at) =>
  setRows(plan, list, rows(plan, list).map(one => (one.id === row ? { ...one, cells: { ...one.cells, [column]: { value, at } } } : one)))

/**
 * @param {Plan} plan  @param {string} list  @param {string} id of the new row  @param {Record<string, Value>} values  @param {string} at
 * @returns {Plan} with a row at the end
 */
export const addRow = (plan, list, id, values, at) => {
  const cells = Object.fromEntries(Object.entries(values).map(([column, value]) => [column, { value, at }]))
  return setRows(plan, list, [...rows(plan, list), { id, at, cells }])
}

/** @param {Plan} plan  @param {string} list  @param {string} id  @param {string} at  @returns {Plan} without the row */
export const removeRow = (plan, list, id, at) =>
  ({ ...setRows(plan, list, rows(plan, list).filter(row => row.id !== id)), gone: { ...plan.gone, [id]: at } })

/** Puts back a row that was taken away. @param {Plan} plan  @param {string} list  @param {Row} row  @param {number} place  @param {string} at */
export const restoreRow = (plan, list, row, place, at) => {
  const { [row.id]: _, ...gone } = plan.gone
  const others = rows(plan, list)
  return { ...setRows(plan, list, [...others.slice(0, place), { ...row, at }, ...others.slice(place)]), gone }
}

/** @param {Plan} plan  @param {string} list  @param {string} id  @param {number} place where the row is to stand  @returns {Plan} */
export const moveRow = (plan, list, id, place) => {
  const row = rows(plan, list).find(one => one.id === id)
  const others = rows(plan, list).filter(one => one.id !== id)
  const to = Math.max(0, Math.min(place, others.length))
  return row ? setRows(plan, list, [...others.slice(0, to), row, ...others.slice(to)]) : plan
}

/** What a row is called: its first words. @param {Question} list  @param {Row} row  @returns {string} */
export const titleOf = (list, row) => (list.columns ?? []).map(column => shown(column, cell(row, column.id))).find(Boolean) ?? ''

/** What is to be done about a row: what it is called, and its next step where it has one. @param {Question} list  @param {Row} row  @returns {string} */
export const headline = (list, row) => {
  const step = list.columns?.find(column => column.kind === 'step')
  return [...new Set([titleOf(list, row), step ? wordsOf(cell(row, step.id)) : ''])].filter(Boolean).join(': ')
}

/**
 * A value in words.
 * @param {Column} column  @param {Value} value  @param {Shape} [shape] for the words of statuses and ratings  @param {Plan} [plan] for rows
 * @returns {string}
 */
export const shown = (column, value, shape, plan) => {
  const words = wordsOf(value)
  if (column.kind === 'choice') return column.choices?.find(choice => choice.id === words)?.title ?? ''
  if (column.kind === 'status') return shape?.statuses[/** @type {Status} */ (words)] ?? ''
  if (column.kind === 'rating') return shape?.ratings[Number(words) - 1] ?? ''
  if (column.kind === 'row') {
    const list = shape && question(shape, column.to ?? '')
    const row = list && plan ? rows(plan, list.id).find(one => one.id === words) : undefined
    return list && row ? titleOf(list, row) : ''
  }
  return words
}

/** @typedef {'todo' | 'doing' | 'stuck' | 'done'} Status */
/** @typedef {{ kind?: string, id?: string, title: string }} Reference an entry of the catalogue as it was called when it was chosen, or own words */
/** @typedef {string | Reference} Value */
/** @typedef {{ value: Value, at: string }} Answer */
/** @typedef {{ id: string, at: string, cells: Record<string, Answer> }} Row */
/**
 * @typedef {object} Plan
 * @property {string} format
 * @property {number} version
 * @property {string} id
 * @property {string} name
 * @property {string} made when
 * @property {string} [note] of whoever prepared it
 * @property {string[]} [route] ids of the roles on the way
 * @property {Record<string, Answer>} answers by question
 * @property {Record<string, Row[]>} lists by question
 * @property {Record<string, string>} gone rows that were taken away, and when
 *
 * @typedef {object} Column
 * @property {string} id
 * @property {string} title
 * @property {string} kind
 * @property {string} [hint]
 * @property {string} [takes]
 * @property {{ id: string, title: string }[]} [choices]
 * @property {string[]} [of]
 * @property {string} [to]
 *
 * @typedef {Column & { add?: string, columns?: Column[] }} Question
 * @typedef {{ id: string, title: string, questions: Question[] }} Part
 * @typedef {{ statuses: Record<Status, string>, ratings: string[], parts: Part[] }} Shape
 */
