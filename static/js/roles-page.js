/** The list of roles: what is chosen in the form is shown and kept in the address. */
import { all, lazily, one } from './dom.js'
import { FACETS, NO_FILTER, counts, filtered, parse, write } from './filters.js'
import { holding, makeNetwork, nearness } from './network.js'
import { _, _n } from './say.js'
import { current, watch } from './store.js'

const form = one(document, '[data-filters]', HTMLFormElement)
const panel = one(form, '[data-filter-panel]', HTMLDetailsElement)
const status = one(document, '[data-filter-status]', HTMLElement)
const list = one(document, '[data-rows]', HTMLElement)
const rows = new Map(all(list, '[data-row]').map(row => [String(row.dataset.row), row]))
/** @type {() => Promise<import('./network.js').RawNetwork>} */
const loadNetwork = lazily(String(form.dataset.network))

let filter = NO_FILTER

/** @returns {import('./filters.js').Filter} what the form says */
const read = () => {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (value) query.set(name, query.has(name) ? `${query.get(name)},${value}` : String(value))
  }
  return parse(query)
}

const fill = () => {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement) {
      const values = field.name === 'not' ? filter.not : filter.chosen[field.name]
      field.checked = values?.includes(field.value) ?? false
    } else if (field instanceof HTMLSelectElement) {
      const value = { level: filter.level, pay: filter.pay, sort: filter.sort }[field.name]
      field.value = String(value ?? '')
      if (field.selectedIndex < 0) field.selectedIndex = 0
    }
  }
}

/** @param {import('./network.js').Network} network */
const show = network => {
  const held = holding(network, current().qualifications)
  const found = filtered(network, filter, held)
  for (const row of rows.values()) row.hidden = true
  for (const at of found) {
    const row = rows.get(network.roles[at].id)
    if (!row) continue
    row.hidden = false
    list.append(row)
    const { met, of } = nearness(network.roles[at], held)
    one(row, '[data-near]', HTMLElement).textContent = held.size > 0 && of > 0 ? ` · ${_('You have {met} of {of} asked for', { met, of })}` : ''
  }
  for (const name of [...Object.keys(FACETS), 'not']) {
    const found = counts(network, filter, name)
    for (const place of all(form, `[data-count^="${name}:"]`)) {
      const count = found.get(String(place.dataset.count).split(':')[1]) ?? 0
      place.textContent = `(${count})`
      place.closest('label')?.classList.toggle('is-empty', count === 0)
    }
  }
  const chosen = Object.values(filter.chosen).flat().length + filter.not.length + Number(filter.pay > 0) + Number(filter.level !== null)
  one(form, '[data-filter-count]', HTMLElement).textContent = chosen > 0 ? _n('({count} chosen)', '({count} chosen)', chosen) : ''
  const all_ = network.roles.length
  status.textContent = found.length === all_
    ? _n('{count} role', '{count} roles', all_)
    : `${_n('{some} of {count} role', '{some} of {count} roles', all_, { some: found.length })}${found.length > 0 ? '' : `. ${_('Take one of your choices away to see more')}`}${inWords()}`
}

/** What is chosen, in words, so that paper says it too. */
const inWords = () => {
  const words = [...form.elements].flatMap(field => {
    if (field instanceof HTMLInputElement && field.checked) {
      const text = String(field.closest('label')?.firstChild?.nextSibling?.textContent).trim()
      return [field.name === 'not' ? _('not {choice}', { choice: text.toLowerCase() }) : text]
    }
    return field instanceof HTMLSelectElement && field.name !== 'sort' && field.value ? [`${field.labels?.[0]?.firstChild?.textContent?.trim()}: ${field.selectedOptions[0].text}`] : []
  })
  return words.length > 0 ? `: ${words.join('; ')}` : ''
}

const start = async () => {
  const network = makeNetwork(await loadNetwork())
  const readAddress = () => {
    filter = parse(new URLSearchParams(location.search))
    fill()
  }
  const change = () => {
    const query = write(filter)
    history.replaceState(null, '', query.size > 0 ? `?${query}` : location.pathname)
    show(network)
  }
  form.addEventListener('change', () => {
    filter = read()
    change()
  })
  form.addEventListener('submit', event => event.preventDefault())
  one(form, '[data-filter-clear]', HTMLButtonElement).addEventListener('click', () => {
    filter = NO_FILTER
    fill()
    change()
  })
  addEventListener('popstate', () => {
    readAddress()
    show(network)
  })
  readAddress()
  panel.open = matchMedia('(min-width: 62rem)').matches && write(filter).size > 0
  form.hidden = false
  watch(() => show(network))
}

start().catch(() => { status.textContent = _('The filters could not be loaded. Here are all roles.') })
