/** The search page: shows what is found for the words in the address, and for what is typed. */
import { one } from './dom.js'
import { find, makeIndex } from './search.js'

const SHOWN = 20
const form = one(document, '[data-search]', HTMLFormElement)
const input = one(form, 'input', HTMLInputElement)
const status = one(document, '[data-search-status]', HTMLElement)
const list = one(document, '[data-search-list]', HTMLElement)

/** @type {Promise<ReturnType<typeof makeIndex>> | undefined} */
let loading

/** The index, loaded the first time that it is asked for. */
const index = () => {
  loading ??= fetch(String(form.dataset.index))
    .then(response => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
    .then(makeIndex)
  return loading
}

/** @param {string} name  @param {string} className  @param {...(Node | string)} content */
const element = (name, className, ...content) => {
  const made = Object.assign(document.createElement(name), { className })
  made.append(...content)
  return made
}

/** @param {import('./search.js').Entry} entry */
const result = entry => {
  const link = Object.assign(document.createElement('a'), { href: String(form.dataset.top) + entry.url, textContent: entry.title })
  return element('li', 'result', link, element('p', '', entry.summary))
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
    const count = groups.reduce((sum, group) => sum + group.entries.length, 0)
    status.textContent = count
      ? `${count} found for “${words}”`
      : `Nothing found for “${words}”. Try another word for it, or look through the lists below.`
    list.replaceChildren(...groups.map(({ heading, entries }) =>
      element('section', 'results', element('h2', '', `${heading} (${entries.length})`),
        element('ul', 'result-list', ...entries.slice(0, SHOWN).map(result)))))
  } catch {
    loading = undefined
    status.textContent = 'The search could not be loaded. Check the connection, or look through the lists below.'
  }
}

input.value = new URLSearchParams(location.search).get('q') ?? ''
form.addEventListener('submit', event => {
  event.preventDefault()
  show()
})
input.addEventListener('input', show)
if (input.value) show()
