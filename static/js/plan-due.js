/** What a plan says about time: what is due, what is late, how far each goal is, which gaps are closed. Pure. */
import { cell, headline, listsWith, questions, rows, taker, titleOf, wordsOf } from './plan.js'

/**
 * Everything with a date that goes into the calendar, earliest first.
 * @param {Plan} plan  @param {Shape} shape  @param {string} today
 * @returns {Item[]}
 */
export const dated = (plan, shape, today) => listsWith(shape, 'due').flatMap(({ list, column }) => {
  const status = list.columns?.find(one => one.kind === 'status')
  const time = list.columns?.find(one => one.kind === 'time')
  return rows(plan, list.id).flatMap(row => {
    const on = wordsOf(cell(row, column.id))
    const done = status !== undefined && cell(row, status.id) === 'done'
    return on ? [{ list, row, on, done, at: time ? wordsOf(cell(row, time.id)) : '', what: headline(list, row) || list.title, late: !done && on < today }] : []
  })
}).sort((one, other) => one.on.localeCompare(other.on) || one.at.localeCompare(other.at))

/** @param {Plan} plan  @param {Shape} shape  @param {string} today  @returns {{ late: Item[], next: Item[] }} what is not done */
export const due = (plan, shape, today) => {
  const open = dated(plan, shape, today).filter(item => !item.done)
  return { late: open.filter(item => item.late), next: open.filter(item => !item.late) }
}

/** How much of what has a date is done, and how much is late. @param {Item[]} items  @returns {{ done: number, late: number, of: number }} */
export const deadlines = items => ({ done: items.filter(item => item.done).length, late: items.filter(item => item.late).length, of: items.length })

/** The rows of the lists that have a status, by status. @param {Plan} plan  @param {Shape} shape  @param {string} status  @returns {{ list: Question, column: Column, row: Row }[]} */
export const withStatus = (plan, shape, status) => listsWith(shape, 'status').flatMap(({ list, column }) =>
  rows(plan, list.id).filter(row => (wordsOf(cell(row, column.id)) || 'todo') === status && titleOf(list, row)).map(row => ({ list, column, row })))

/**
 * How many of the rows that point at each row of a list are done.
 * @param {Plan} plan  @param {Shape} shape
 * @returns {{ title: string, done: number, of: number, reached: boolean }[]} reached: whether the row itself is said to be done
 */
export const progress = (plan, shape) => listsWith(shape, 'row').flatMap(({ list, column }) => {
  const status = list.columns?.find(one => one.kind === 'status')
  const goals = questions(shape).find(one => one.id === column.to)
  const own = goals?.columns?.find(one => one.kind === 'status')
  return goals && status
    ? rows(plan, goals.id).map(goal => {
        const some = rows(plan, list.id).filter(row => cell(row, column.id) === goal.id)
        return {
          title: titleOf(goals, goal), done: some.filter(row => cell(row, status.id) === 'done').length, of: some.length,
          reached: own !== undefined && cell(goal, own.id) === 'done',
        }
      }).filter(({ title }) => title)
    : []
})

/**
 * What is asked for and what is there of it. A gap counts as closed when the plan says so, or when what is asked for is held.
 * @param {Plan} plan  @param {Shape} shape  @param {Held} held
 * @returns {{ row: string, title: string, closed: boolean, said: boolean }[]} said: whether the plan itself says that it is there
 */
export const gaps = (plan, shape, held) => {
  const list = taker(shape, 'gaps')
  const what = list?.columns?.find(column => column.takes === 'what')
  const have = list?.columns?.find(column => column.takes === 'have')
  if (!list || !what || !have) return []
  return rows(plan, list.id).map(row => {
    const said = cell(row, have.id) === 'yes'
    return { row: row.id, title: wordsOf(cell(row, what.id)), closed: said || held(cell(row, what.id)), said }
  }).filter(({ title }) => title)
}

/** @param {Plan} plan  @param {import('./plan.js').Part} part  @returns {boolean} whether something is written in a part */
export const begun = (plan, part) => part.questions.some(({ id }) => wordsOf(plan.answers[id]?.value) !== '' || rows(plan, id).length > 0)

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {import('./plan.js').Shape} Shape */
/** @typedef {import('./plan.js').Row} Row */
/** @typedef {import('./plan.js').Question} Question */
/** @typedef {import('./plan.js').Column} Column */
/** @typedef {(asked: import('./plan.js').Value) => boolean} Held whether what is asked for is there */
/** @typedef {{ list: Question, row: Row, on: string, at: string, what: string, done: boolean, late: boolean }} Item */
