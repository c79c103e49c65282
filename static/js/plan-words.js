/** A plan in words: Markdown, plain text, and its actions as a table for spreadsheets. Pure. */
import { answer, cell, questions, rows, shown, taker } from './plan.js'
import { _, day } from './say.js'

/** A value as people read it. @param {Column} column  @param {Value} value  @param {Shape} shape  @param {Plan} plan */
export const readable = (column, value, shape, plan) => {
  const words = shown(column, value, shape, plan)
  return words && (column.kind === 'date' || column.kind === 'due') ? day(words) : words
}

/** A fact with what it is. @param {string} title  @param {string} text */
export const named = (title, text) => `${title}${title.endsWith('?') ? '' : ':'} ${text}`

/**
 * @param {Plan} plan  @param {Shape} shape
 * @returns {{ title: string, questions: { title: string, text: string, rows: { title: string, text: string }[][] }[] }[]} only what is written
 */
export const written = (plan, shape) => shape.parts.map(part => ({
  title: part.title,
  questions: part.questions.map(question => ({
    title: question.title,
    text: question.kind === 'rows' ? '' : readable(question, answer(plan, question.id), shape, plan),
    rows: rows(plan, question.id).map(row => (question.columns ?? [])
      .map(column => ({ title: column.title, text: readable(column, cell(row, column.id), shape, plan) })).filter(({ text }) => text)).filter(row => row.length > 0),
  })).filter(({ text, rows: some }) => text || some.length > 0),
})).filter(part => part.questions.length > 0)

/** @param {Plan} plan  @param {Shape} shape */
export const markdown = (plan, shape) => {
  const parts = written(plan, shape).map(part => [`## ${safe(part.title)}`, ...part.questions.map(({ title, text, rows: some }) =>
    [`### ${safe(title)}`, text ? safe(text) : some.map(row => `- ${row.map((one, at) => (at === 0 ? `**${safe(one.text, ' ')}**` : named(safe(one.title), safe(one.text, ' ')))).join('; ')}`).join('\n')].join('\n\n'))].join('\n\n'))
  return [`# ${safe(plan.name || _('My plan'))}`, ...(plan.note ? [`> ${safe(plan.note, '\n> ')}`] : []), ...parts].join('\n\n') + '\n'
}

/** Text in which nothing is markup. @param {string} text  @param {string} [line] what stands for a new line */
const safe = (text, line = '\n') => text.replace(/[\\`*_[\]<>#|~&]/g, '\\$&').replace(/^(\s*)([-+]|\d+(?=[.)]))/gm, '$1\\$2').replace(/\r?\n/g, line)

/** @param {Plan} plan  @param {Shape} shape */
export const plainText = (plan, shape) => {
  const parts = written(plan, shape).map(part => [part.title.toUpperCase(), ...part.questions.map(({ title, text, rows: some }) =>
    `${title}\n${text || some.map(row => `- ${row.map((one, at) => (at === 0 ? one.text : named(one.title, one.text))).join('; ').replace(/\r?\n/g, ' ')}`).join('\n')}`)].join('\n\n'))
  return [plan.name || _('My plan'), ...(plan.note ? [plan.note] : []), ...parts].join('\n\n') + '\n'
}

/** The actions, for a spreadsheet: RFC 4180, with a mark so that it reads UTF-8, and nothing that it would run as a formula. @param {Plan} plan  @param {Shape} shape */
export const table = (plan, shape) => {
  const list = taker(shape, 'actions') ?? questions(shape).find(one => one.kind === 'rows')
  const columns = list?.columns ?? []
  const lines = [columns.map(column => column.title), ...rows(plan, list?.id ?? '').map(row => columns.map(column => shown(column, cell(row, column.id), shape, plan)))]
  return `\ufeff${lines.map(line => line.map(field).join(',')).join('\r\n')}\r\n`
}

/** @param {string} text */
const field = text => `"${(/^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {import('./plan.js').Shape} Shape */
/** @typedef {import('./plan.js').Value} Value */
/** @typedef {import('./plan.js').Column} Column */
