/** The questions of the worksheet as fields to fill in. */
import { all, make, one } from './dom.js'
import { draggable } from './plan-drag.js'
import { answer, cell, question, rows, titleOf, wordsOf } from './plan.js'
import { rolePicker } from './role-picker.js'
import { _ } from './say.js'

const TYPES = /** @type {Record<string, string>} */ ({ date: 'date', due: 'date', time: 'time' })
/** Rows with more columns than this fold away to a line. */
const FOLDS = 3

/** The rows that stand open. @type {Set<string>} */
const opened = new Set()

/**
 * @param {Column} column  @param {Value} value  @param {{ id: string, change: (value: Value) => void }} field
 * @param {Form} form
 */
const control = (column, value, { id, change }, form) => {
  const text = wordsOf(value)
  const choices = choicesOf(column, form)
  if (choices) {
    const select = make('select', { id }, make('option', { value: '' }, _('Choose')), ...choices.map(choice => make('option', { value: choice.id }, choice.title)))
    select.value = text
    select.addEventListener('change', () => change(select.value))
    return select
  }
  if (column.kind === 'long') {
    const area = make('textarea', { id, rows: '3', maxlength: '20000' })
    area.value = text
    area.addEventListener('input', () => change(area.value))
    return area
  }
  const input = make('input', { id, type: TYPES[column.kind] ?? 'text', maxlength: '500', autocomplete: 'off' })
  input.value = text
  if (column.kind !== 'reference') {
    input.addEventListener('input', () => change(input.value))
    return input
  }
  const note = make('p', { class: 'plan-gone' })
  /** @param {Value} now */
  const tell = now => note.replaceChildren(...form.about(now))
  const place = make('div', { class: 'plan-pick' }, input)
  input.addEventListener('input', () => {
    change({ title: input.value })
    tell('')
  })
  rolePicker(input, {
    top: form.top,
    kinds: column.of ?? [],
    choose: (entry, kind) => {
      const chosen = { kind, id: entry, title: input.value }
      change(chosen)
      tell(chosen)
    },
  })
  tell(value)
  return make('div', {}, place, note)
}

/** @param {Column} column  @param {Form} form  @returns {{ id: string, title: string }[] | undefined} */
const choicesOf = (column, { shape, plan }) => {
  if (column.kind === 'choice') return column.choices
  if (column.kind === 'status') return Object.entries(shape.statuses).map(([id, title]) => ({ id, title }))
  if (column.kind === 'rating') return shape.ratings.map((title, at) => ({ id: String(at + 1), title: `${at + 1} – ${title}` }))
  const list = column.kind === 'row' && question(shape, column.to ?? '')
  return list ? rows(plan(), list.id).map(row => ({ id: row.id, title: titleOf(list, row) || _('Without a name') })) : undefined
}

/** Turns the blank sheet into a form, or brings the form up to date. @param {HTMLElement} page  @param {Form} form */
export const render = (page, form) => {
  const active = document.activeElement
  const caret = active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && active.type === 'text') ? active.selectionStart : null
  for (const place of all(page, '[data-question]')) {
    const asked = question(form.shape, String(place.dataset.question))
    if (!asked) continue
    const id = `f-${asked.id}`
    const title = one(place, '.plan-title', HTMLElement)
    const blank = place.querySelector('.plan-write')
    if (blank) {
      blank.remove()
      if (asked.kind !== 'rows') title.replaceChildren(make('label', { for: id }, ...title.childNodes))
    }
    place.querySelector('.plan-field')?.remove()
    const field = make('div', { class: 'plan-field' }, asked.kind === 'rows'
      ? list(asked, form)
      : control(asked, answer(form.plan(), asked.id), { id, change: value => form.answer(asked.id, value) }, form))
    if (place.querySelector('.plan-hint')) field.querySelector('input, select, textarea')?.setAttribute('aria-describedby', `q-${asked.id}-hint`)
    place.append(field)
  }
  const again = active?.id ? document.getElementById(active.id) : null
  if (again && again !== active) {
    again.focus({ preventScroll: true })
    if (caret !== null && (again instanceof HTMLInputElement || again instanceof HTMLTextAreaElement)) again.setSelectionRange(caret, caret)
  }
}

/** @param {Question} asked  @param {Form} form */
const list = (asked, form) => {
  const items = make('ol', { class: 'plan-rows', 'data-rows': asked.id }, ...rows(form.plan(), asked.id).map(row => item(asked, row, form)))
  const add = make('button', { type: 'button', class: 'button button-quiet', id: `add-${asked.id}` }, asked.add ?? _('Add a row'))
  add.addEventListener('click', () => {
    const id = form.add(asked.id)
    opened.add(id)
    const row = rows(form.plan(), asked.id).find(one => one.id === id)
    if (!row) return
    const added = item(asked, row, form)
    items.append(added)
    form.look()
    one(added, 'input, select, textarea', HTMLElement).focus()
  })
  return make('div', {}, items, add)
}

/** @param {Question} asked  @param {Row} row  @param {Form} form */
const item = (asked, row, form) => {
  const cells = (asked.columns ?? []).map((column, at) => {
    const id = `c-${row.id}-${column.id}`
    return make('div', { class: `plan-cell${column.kind === 'long' || at === 0 ? ' is-wide' : ''}` }, make('label', { for: id }, column.title),
      ...(column.hint ? [make('p', { class: 'plan-hint' }, column.hint)] : []),
      control(column, cell(row, column.id), { id, change: value => form.cell(asked.id, row.id, column.id, value) }, form))
  })
  const fields = make('div', { class: 'plan-cells' }, ...cells)
  const folds = cells.length > FOLDS
  const more = folds ? make('details', { class: 'plan-more', ...(opened.has(row.id) ? { open: '' } : {}) }, make('summary', { 'data-summary': '', id: `s-${row.id}` }), fields) : fields
  more.addEventListener('toggle', () => opened[more.hasAttribute('open') ? 'add' : 'delete'](row.id))
  const element = make('li', { class: 'plan-row', 'data-row': row.id }, more, make('p', { class: 'plan-note', 'data-note': '' }))
  /** @param {string} id  @param {string} words  @param {string} full  @param {() => void} press */
  const tool = (id, words, full, press) => {
    const button = make('button', { type: 'button', class: 'button button-quiet', 'data-tool': full, id: `${id}-${row.id}` }, words)
    button.addEventListener('click', press)
    return button
  }
  /** @param {number} step */
  const move = step => {
    const place = [...element.parentElement?.children ?? []].indexOf(element)
    const other = step < 0 ? element.previousElementSibling : element.nextElementSibling
    if (!other) return form.say(step < 0 ? _('This is the first already.') : _('This is the last already.'))
    form.move(asked.id, row.id, place + step)
    if (step < 0) other.before(element)
    else other.after(element)
    one(element, step < 0 ? '[id^=up-]' : '[id^=down-]', HTMLElement).focus()
    form.say(_('Moved to place {number}.', { number: place + step + 1 }))
  }
  const grip = make('span', { class: 'button button-quiet plan-grip', 'aria-hidden': 'true', title: _('Drag to another place') }, '⠿')
  draggable(grip, element, place => {
    form.move(asked.id, row.id, place)
    const others = [...element.parentElement?.children ?? []].filter(one => one !== element)
    if (place < others.length) others[place].before(element)
    else others[others.length - 1].after(element)
    form.say(_('Moved to place {number}.', { number: place + 1 }))
  })
  element.append(make('div', { class: 'plan-tools' }, grip, tool('up', _('Up'), _('Move up: {title}'), () => move(-1)), tool('down', _('Down'), _('Move down: {title}'), () => move(1)),
    tool('remove', _('Remove'), _('Remove {title}'), () => {
      const near = element.nextElementSibling ?? element.previousElementSibling
      element.remove()
      form.remove(asked.id, row.id)
      const next = near?.querySelector('[id^=remove-]') ?? document.getElementById(`add-${asked.id}`)
      if (next instanceof HTMLElement) next.focus()
    })))
  return element
}

/** @typedef {import('./plan.js').Column} Column */
/** @typedef {import('./plan.js').Question} Question */
/** @typedef {import('./plan.js').Row} Row */
/** @typedef {import('./plan.js').Value} Value */
/**
 * @typedef {object} Form
 * @property {string} top
 * @property {import('./plan.js').Shape} shape
 * @property {() => import('./plan.js').Plan} plan
 * @property {(id: string, value: Value) => void} answer
 * @property {(list: string, row: string, column: string, value: Value) => void} cell
 * @property {(list: string) => string} add gives the id of the new row
 * @property {(list: string, row: string) => void} remove
 * @property {(list: string, row: string, place: number) => void} move
 * @property {(value: Value) => (Node | string)[]} about what to say beside a reference
 * @property {(words: string) => void} say
 * @property {() => void} look brings up to date what follows from the answers
 */
