/** The search page: shows what is found for the words in the address, and for what is typed. */
import { linkTo, make, one } from './dom.js'
import { _, _n } from './say.js'
import { searching } from './searching.js'

const SHOWN = 20
const form = one(document, '[data-search]', HTMLFormElement)
const input = one(form, 'input', HTMLInputElement)
const status = one(document, '[data-search-status]', HTMLElement)
const list = one(document, '[data-search-list]', HTMLElement)
const titled = document.title
const top = String(form.dataset.top)
const search = searching(top)

/** @param {import('./search.js').Entry} entry */
const result = ({ title, summary, url }) =>
  make('li', { class: 'result' }, linkTo(top, url, title), make('p', {}, summary))

const show = async () => {
  const words = input.value.trim()
  history.replaceState(null, '', words ? `?q=${encodeURIComponent(words)}` : location.pathname)
  document.title = words ? `${words} – ${titled}` : titled
  if (!words) {
    status.textContent = ''
    list.replaceChildren()
    return
  }
  try {
    const groups = (await search())(words)
    if (words !== input.value.trim()) return
    const count = groups.reduce((sum, group) => sum + group.entries.length, 0)
    status.textContent = count
      ? _n('{count} found for “{words}”', '{count} found for “{words}”', count, { words })
      : _('Nothing found for “{words}”. Try another word for it, or look through the lists below.', { words })
    list.replaceChildren(...groups.map(({ heading, entries }) =>
      make('section', { class: 'results' }, make('h2', {}, `${heading} (${entries.length})`),
        make('ul', { class: 'result-list' }, ...entries.slice(0, SHOWN).map(result)))))
  } catch {
    status.textContent = _('The search could not be loaded. Check the connection, or look through the lists below.')
  }
}

input.value = new URLSearchParams(location.search).get('q') ?? ''
form.addEventListener('submit', event => {
  event.preventDefault()
  show()
})
input.addEventListener('input', show)
if (input.value) show()
