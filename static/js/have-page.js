/** The page on which what the reader has is seen, added to and cleared. */
import { all, lazily, make, one } from './dom.js'
import { count, all as marked } from './have.js'
import { holding, makeNetwork, nearness } from './network.js'
import { rolePicker } from './role-picker.js'
import { clear, current, toggle, watch } from './store.js'

const SHOWN = 12
const FOLDERS = { role: 'roles', qualification: 'qualifications', skill: 'skills' }

const page = one(document, '[data-have-page]', HTMLElement)
const status = one(page, '[data-have-status]', HTMLElement)
const input = one(page, '#have-add', HTMLInputElement)
const near = one(page, '[data-have-near]', HTMLElement)
const clearing = one(page, '[data-have-clear]', HTMLElement)
const top = String(page.dataset.top)
/** @type {() => Promise<import('./network.js').RawNetwork>} */
const loadNetwork = lazily(String(page.dataset.network))
/** @type {() => Promise<import('./search.js').Entry[]>} */
const loadEntries = lazily(`${top}data/search.json`)

/** @param {string} words  @param {boolean} kept */
const say = (words, kept) => { status.textContent = kept ? words : `${words} This browser does not keep it for the next page.` }

/** @param {import('./have.js').Kind} kind  @param {string} id  @param {Map<string, string>} titles */
const item = (kind, id, titles) => {
  const title = titles.get(`${FOLDERS[kind]}/${id}/`)
  const button = make('button', { type: 'button', class: 'button button-quiet button-small', 'aria-label': `Take away ${title ?? id}` }, 'Take away')
  button.addEventListener('click', () => {
    say(`${title ?? id} taken away.`, toggle(kind, id))
    input.focus()
  })
  const name = title ? make('a', { href: `${top}${FOLDERS[kind]}/${id}/` }, title) : make('span', {}, `${id.replaceAll('-', ' ')} (no longer on this site)`)
  return make('li', {}, name, ' ', button)
}

/** @param {import('./network.js').Network} network  @param {Map<string, string>} titles */
const show = (network, titles) => {
  const have = current()
  for (const list of all(page, '[data-have-kind]')) {
    const kind = /** @type {import('./have.js').Kind} */ (list.dataset.haveKind)
    const ids = marked(have, kind)
    list.replaceChildren(...(ids.length > 0 ? ids.map(id => item(kind, id, titles)) : [make('li', { class: 'have-none' }, String(list.dataset.empty))]))
  }
  const held = holding(network, have.qualifications)
  const nearest = network.roles.map(role => ({ role, ...nearness(role, held) })).filter(({ met, of, role }) => met > 0 && of > 0 && !have.roles.includes(role.id))
    .sort((one, other) => other.met / other.of - one.met / one.of || other.of - one.of).slice(0, SHOWN)
  const last = have.roles[have.roles.length - 1]
  near.hidden = nearest.length === 0 && !last
  one(near, '[data-have-roles]', HTMLElement).replaceChildren(...nearest.map(({ role, met, of }) =>
    make('li', {}, make('a', { href: `${top}roles/${role.id}/` }, role.title), ` You have ${met} of ${of} asked for.`)))
  one(near, '[data-have-routes]', HTMLElement).replaceChildren(...(last && network.role.has(last)
    ? [make('a', { href: `${top}routes/?from=${last}` }, `What is within reach from ${network.roles[Number(network.role.get(last))].title.toLowerCase()}`)]
    : []))
  clearing.hidden = count(have) === 0
}

const offerToClear = () => {
  const ask = make('button', { type: 'button', class: 'button button-quiet' }, 'Clear what I have marked')
  ask.addEventListener('click', () => {
    const yes = make('button', { type: 'button', class: 'button' }, 'Yes, clear it')
    const no = make('button', { type: 'button', class: 'button button-quiet' }, 'Keep it')
    yes.addEventListener('click', () => {
      say('Everything is cleared.', clear())
      offerToClear()
      input.focus()
    })
    no.addEventListener('click', () => {
      offerToClear()
      one(clearing, 'button', HTMLButtonElement).focus()
    })
    clearing.replaceChildren(make('span', {}, 'This cannot be undone. Clear it? '), yes, ' ', no)
    yes.focus()
  })
  clearing.replaceChildren(ask)
}

const start = async () => {
  const [raw, entries] = await Promise.all([loadNetwork(), loadEntries()])
  const network = makeNetwork(raw)
  const titles = new Map(entries.map(({ url, title }) => [url, title]))
  rolePicker(input, {
    top,
    kinds: Object.keys(FOLDERS),
    choose: (id, kind) => {
      input.value = ''
      const known = /** @type {import('./have.js').Kind} */ (kind)
      if (marked(current(), known).includes(id)) say('That is marked already.', true)
      else say(`${titles.get(`${FOLDERS[known]}/${id}/`)} added.`, toggle(known, id))
    },
  })
  offerToClear()
  one(document, '[data-have-without]', HTMLElement).remove()
  page.hidden = false
  watch(() => show(network, titles))
}

start().catch(() => {
  one(document, '[data-have-without]', HTMLElement).textContent = 'This page could not be loaded whole. Check the connection, and open it again.'
})
