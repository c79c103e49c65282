/** The search page: shows what is found for the words in the address, and for what is typed. */
import { find, makeIndex } from './search.js'

const form = /** @type {HTMLFormElement} */ (document.querySelector('[data-search]'))
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'))
const status = document.querySelector('[data-search-status]')
const list = document.querySelector('[data-search-list]')

/** @type {Promise<import('./search.js').default> | undefined} */
let loading

const index = () => (loading ??= fetch(form.dataset.index).then(response => {
  if (!response.ok) throw new Error(String(response.status))
  return response.json()
}).then(makeIndex))

/** @param {string} name  @param {string} text  @param {object} [more] */
const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more })

/** @param {import('./search.js').Entry} entry */
const result = entry => {
  const item = element('li', '', { className: 'result' })
  item.append(element('a', entry.title, { href: form.dataset.top + entry.url }), element('p', entry.summary))
  return item
}

const show = async () => {
  const words = input.value.trim()
  history.replaceState(null, '', words ? `?q=${encodeURIComponent(words)}` : location.pathname)
  if (!words) {
    status.textContent = ''
    list.replaceChildren()
    return
  }
  try {
    const groups = find(await index(), words)
    if (words !== input.value.trim()) return
    const count = groups.reduce((sum, [, entries]) => sum + entries.length, 0)
    status.textContent = count ? `${count} found for “${words}”` : `Nothing found for “${words}”. Try another word for it, or look through the lists below.`
    list.replaceChildren(...groups.map(([heading, entries]) => {
      const section = element('section', '', { className: 'results' })
      const items = element('ul', '', { className: 'result-list' })
      items.append(...entries.slice(0, 20).map(result))
      section.append(element('h2', `${heading} (${entries.length})`), items)
      return section
    }))
  } catch {
    status.textContent = 'The search could not be loaded. Check the connection, or look through the lists below.'
    loading = undefined
  }
}

input.value = new URLSearchParams(location.search).get('q') ?? ''
form.addEventListener('submit', event => { event.preventDefault(); show() })
input.addEventListener('input', show)
if (input.value) show()
