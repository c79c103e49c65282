/** Looking at a plan: what is due, a timeline, a board, progress, and the whole of it to read or to print. Every picture is text too. */
import { make } from './dom.js'
import { dated, deadlines, due, gaps, progress, withStatus } from './plan-due.js'
import { answer, cell, headline, rows, wordsOf } from './plan.js'
import { named, readable, written } from './plan-words.js'
import { _, _n, day, month } from './say.js'

const FIRST = 5
const BLANK_ROWS = 2
/** Of so many cards of one status the first are shown, and the rest on request. */
const MOST_CARDS = 8

/** @param {Plan} plan  @param {Shape} shape  @param {string} today  @returns {Node[]} what is overdue, and what is next */
export const dueView = (plan, shape, today) => {
  const { late, next } = due(plan, shape, today)
  if (late.length + next.length === 0) return []
  /** @param {import('./plan-due.js').Item} item */
  const entry = ({ what, on, at, list }) => make('li', {}, make('a', { href: `#${partOf(shape, list.id)}` }, what), ` ${day(on)}${at ? `, ${at}` : ''}`)
  return [
    ...(late.length > 0 ? [make('p', { class: 'plan-late' }, `! ${_n('{count} overdue', '{count} overdue', late.length)}`), make('ul', {}, ...late.slice(0, FIRST).map(entry))] : []),
    ...(next.length > 0 ? [make('p', {}, make('b', {}, _('Due next'))), make('ul', {}, ...next.slice(0, 3).map(entry))] : []),
  ]
}

/** @param {Shape} shape  @param {string} question */
const partOf = (shape, question) => shape.parts.find(part => part.questions.some(({ id }) => id === question))?.id ?? ''

/**
 * @param {Plan} plan  @param {Shape} shape  @param {string} today  @param {import('./plan-due.js').Held} held
 * @param {(list: string, row: string, column: string, value: string) => void} change
 * @returns {Node[]}
 */
export const overview = (plan, shape, today, held, change) => {
  const items = dated(plan, shape, today)
  const goals = progress(plan, shape)
  const asked = gaps(plan, shape, held)
  const closed = asked.filter(gap => gap.closed).length
  if (items.length + goals.length + asked.length === 0) {
    return [make('p', {}, _('Nothing here yet. Write a goal or an action with a date, and it appears here as a timeline and a board.'))]
  }
  return [
    ...(goals.length > 0 ? [make('h3', {}, _('Goals')), make('div', { class: 'plan-progress' }, ...goals.map(goal => goalBar(goal, shape)))] : []),
    ...(asked.length > 0
      ? [make('h3', {}, _('Gaps')), make('div', { class: 'plan-progress' }, bar(_('What is asked for'), closed, asked.length, _('{some} of {all} closed', { some: closed, all: asked.length }))),
          ...(closed < asked.length ? [make('p', {}, _('Still open: {gaps}', { gaps: asked.filter(gap => !gap.closed).map(gap => gap.title).join('; ') }))] : [])]
      : []),
    ...(items.length > 0 ? [make('h3', {}, _('Deadlines')), make('div', { class: 'plan-progress' }, deadlineBar(items)), make('h3', {}, _('Timeline')), timeline(items, today)] : []),
    make('h3', {}, _('Board')), board(plan, shape, today, change),
  ]
}

/** @param {ReturnType<typeof progress>[number]} goal  @param {Shape} shape */
const goalBar = ({ title, done, of, reached }, shape) => {
  if (reached) return bar(title, 1, 1, shape.statuses.done)
  if (of === 0) return bar(title, 0, 1, _('No action yet'))
  return bar(title, done, of, _n('{done} of {count} action done', '{done} of {count} actions done', of, { done }))
}

/** How much of what has a date is done. @param {Plan} plan  @param {Shape} shape  @param {string} today  @returns {Node[]} */
export const deadlineView = (plan, shape, today) => {
  const items = dated(plan, shape, today)
  return items.length > 0 ? [deadlineBar(items), make('p', {}, make('a', { href: '#overview' }, _('See the timeline and the board')))] : []
}

/** @param {import('./plan-due.js').Item[]} items */
const deadlineBar = items => {
  const { done, late, of } = deadlines(items)
  const words = _('{done} of {count} done', { done, count: of })
  return bar(_('What has a date'), done, of, late > 0 ? `${words}, ${_n('{count} overdue', '{count} overdue', late)}` : words)
}

let bars = 0

/** @param {string} title  @param {number} done  @param {number} of  @param {string} words */
const bar = (title, done, of, words) => {
  const id = `bar-${++bars}`
  const progress = make('progress', { id, max: String(of), value: String(done) }, words)
  return make('div', {}, make('label', { for: id }, make('b', {}, title), ` ${words}`), progress)
}

/** @param {import('./plan-due.js').Item[]} items  @param {string} today */
const timeline = (items, today) => {
  let shown = ''
  return make('ol', { class: 'plan-time' }, ...items.flatMap(({ on, what, done, late, list, at }) => {
    const words = done ? _('done') : late ? _('overdue') : on === today ? _('today') : ''
    const entry = make('li', { class: done ? 'is-done' : late ? 'is-late' : '' }, make('b', {}, `${Number(on.slice(8))}${at ? `, ${at}` : ''} `), what, ' ',
      make('span', { class: late ? 'plan-late' : 'where' }, [list.title, words].filter(Boolean).join(', ')))
    const first = on.slice(0, 7) !== shown
    shown = on.slice(0, 7)
    return first ? [make('li', { class: 'is-month' }, month(on)), entry] : [entry]
  }))
}

/** The columns whose cards are all shown. @type {Set<string>} */
const unfolded = new Set()

/** @param {Plan} plan  @param {Shape} shape  @param {string} today  @param {(list: string, row: string, column: string, value: string) => void} change */
const board = (plan, shape, today, change) => make('div', { class: 'plan-board' }, ...Object.entries(shape.statuses).map(([status, title]) => {
  const some = withStatus(plan, shape, status)
  const cards = some.map(({ list, column, row }) => card(plan, shape, today, list, column, row, change))
  const rest = cards.slice(MOST_CARDS)
  const more = make('details', unfolded.has(status) ? { open: '' } : {}, make('summary', { id: `more-${status}` }, _('{count} more', { count: rest.length })), make('ul', { class: 'plan-cards' }, ...rest))
  more.addEventListener('toggle', () => unfolded[more.hasAttribute('open') ? 'add' : 'delete'](status))
  return make('section', {}, make('h4', {}, `${title} (${some.length})`), make('ul', { class: 'plan-cards' }, ...cards.slice(0, MOST_CARDS)), ...(rest.length > 0 ? [more] : []))
}))

/**
 * @param {Plan} plan  @param {Shape} shape  @param {string} today  @param {import('./plan.js').Question} list  @param {import('./plan.js').Column} column
 * @param {import('./plan.js').Row} row  @param {(list: string, row: string, column: string, value: string) => void} change
 */
const card = (plan, shape, today, list, column, row, change) => {
  const id = `b-${row.id}`
  const select = make('select', { id }, ...Object.entries(shape.statuses).map(([value, words]) => make('option', { value }, words)))
  select.value = wordsOf(cell(row, column.id)) || 'todo'
  select.addEventListener('change', () => change(list.id, row.id, column.id, select.value))
  const due = list.columns?.find(one => one.kind === 'due')
  const on = due ? wordsOf(cell(row, due.id)) : ''
  const late = on !== '' && on < today && select.value !== 'done'
  return make('li', {}, make('p', {}, headline(list, row)), make('p', { class: late ? 'plan-late' : 'where' }, [list.title, on && day(on), late && _('overdue')].filter(Boolean).join(', ')),
    make('label', { for: id, class: 'visually-hidden' }, _('Status of {title}', { title: headline(list, row) })), select)
}

/** A plan to read. @param {Plan} plan  @param {Shape} shape */
export const reading = (plan, shape) => make('div', { class: 'plan-read' }, ...written(plan, shape).flatMap(part => [
  make('h3', {}, part.title),
  make('dl', {}, ...part.questions.flatMap(({ title, text, rows: some }) => [
    make('dt', {}, title), ...(text ? [make('dd', {}, text)] : some.map(([first, ...row]) => make('dd', {}, first.text, ' ', make('span', { class: 'where' }, row.map(({ title: name, text: words }) => named(name, words)).join('; '))))),
  ])),
]))

/** A plan on paper, with space to write by hand. @param {Plan} plan  @param {Shape} shape  @param {string} heading  @returns {Node[]} */
export const paper = (plan, shape, heading) => [
  make('h1', {}, heading), ...(plan.note ? [make('p', {}, plan.note)] : []),
  ...shape.parts.flatMap((part, at) => [make('h2', {}, `${at + 1}. ${part.title}`), ...part.questions.map(question => {
    const text = question.kind === 'rows' ? '' : readable(question, answer(plan, question.id), shape, plan)
    return make('div', { class: 'plan-question' }, make('h3', {}, question.title), question.kind === 'rows' ? grid(plan, shape, question) : text ? make('p', {}, text) : space(question, shape))
  })]),
]

/** @param {import('./plan.js').Question} question  @param {Shape} shape */
const space = (question, shape) => {
  const choices = question.kind === 'choice' ? (question.choices ?? []).map(({ title }) => title) : question.kind === 'rating' ? shape.ratings : undefined
  return choices
    ? make('ul', { class: 'plan-answers' }, ...choices.map(title => make('li', {}, title)))
    : make('div', {}, ...Array.from({ length: question.kind === 'long' ? 3 : 1 }, () => make('div', { class: 'plan-line' })))
}

/** @param {Plan} plan  @param {Shape} shape  @param {import('./plan.js').Question} question */
const grid = (plan, shape, question) => {
  const columns = question.columns ?? []
  const some = rows(plan, question.id)
  const blank = Array.from({ length: some.length > 0 ? BLANK_ROWS : BLANK_ROWS + 1 }, () => columns.map(() => ''))
  return make('table', { class: 'plan-table' },
    make('thead', {}, make('tr', {}, ...columns.map(column => make('th', { scope: 'col' }, column.title)))),
    make('tbody', {}, ...[...some.map(row => columns.map(column => readable(column, cell(row, column.id), shape, plan))), ...blank]
      .map(line => make('tr', {}, ...line.map(text => make('td', {}, text))))))
}

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {import('./plan.js').Shape} Shape */
