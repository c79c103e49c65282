/** What can be chosen for the map: the form, and how much each choice would leave. */
import { all, one } from './dom.js'
import { counts, matches } from './filters.js'
import { MOVES, parse } from './map.js'
import { _n } from './say.js'

/** @param {HTMLFormElement} form  @returns {import('./map.js').State} what the form says; the chosen role is not in it */
export const read = form => {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (value) query.set(name, query.has(name) ? `${query.get(name)},${value}` : String(value))
  }
  return parse(query)
}

/** @param {HTMLFormElement} form  @param {import('./map.js').State} state */
export const fill = (form, { filter, kinds, far, between, view }) => {
  const values = { ...filter.chosen, kind: kinds, between: between ? ['yes'] : [], view: [view], level: filter.level, pay: filter.pay || '', far }
  for (const field of form.elements) {
    const value = /** @type {Record<string, unknown>} */ (values)[/** @type {HTMLInputElement} */ (field).name]
    if (field instanceof HTMLInputElement && field.type !== 'text') field.checked = Array.isArray(value) && value.includes(field.value)
    else if (field instanceof HTMLSelectElement) {
      field.value = String(value ?? '')
      if (field.selectedIndex < 0) field.selectedIndex = 0
    }
  }
  const count = Object.values(filter.chosen).flat().length + kinds.length + Number(filter.pay > 0) + Number(filter.level !== null)
  one(form, '[data-filter-count]', HTMLElement).textContent = count > 0 ? _n('({count} chosen)', '({count} chosen)', count) : ''
}

/**
 * Says at each choice how many roles it would leave, and at each kind of move how many of them there are.
 * @param {HTMLFormElement} form  @param {import('./network.js').Network} network  @param {import('./map.js').State} state
 * @param {Set<number>} fitting the roles that fit now
 */
export const showCounts = (form, network, { filter }, fitting) => {
  const found = Object.fromEntries(['group', 'ladder', 'flag'].map(name => [name, counts(network, filter, name)]))
  found.kind = new Map(MOVES.map(kind => [kind, network.steps.filter(step => step.kind === kind && fitting.has(step.start) && fitting.has(step.end)).length]))
  for (const place of all(form, '[data-count]')) {
    const [name, value] = String(place.dataset.count).split(':')
    const count = found[name].get(value) ?? 0
    place.textContent = `(${count})`
    place.closest('label')?.classList.toggle('is-empty', count === 0)
  }
  for (const option of form.querySelectorAll('option')) {
    const { words } = option.dataset
    const other = { ...filter, [String(option.closest('select')?.name)]: Number(option.value) }
    if (words) option.textContent = `${words} (${network.roles.filter(role => matches(role, network, other)).length})`
  }
}
