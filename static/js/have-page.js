/** The page on which what the reader has is seen, added to and cleared. */
import { all, lazily, linkTo, make, one } from './dom.js'
import { count, all as marked } from './have.js'
import { holding, makeNetwork, nearness } from './network.js'
import { rolePicker } from './role-picker.js'
import { _ } from './say.js'
import { clear, current, toggle, watch } from './store.js'
import { inSentence } from './words.js'

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
const say = (words, kept) => { status.textContent = kept ? words : `${words} ${_('This browser does not keep it for the next page.')}` }

/** @param {import('./have.js').Kind} kind  @param {string} id  @param {Map<string, string>} titles */
const item = (kind, id, titles) => {
  const title = titles.get(`${FOLDERS[kind]}/${id}/`)
  const button = make('button', { type: 'button', class: 'button button-quiet button-small', 'aria-label': _('Take away {title}', { title: title ?? id }) }, _('Take away'))
  button.addEventListener('click', () => {
    say(_('{title} taken away.', { title: title ?? id }), toggle(kind, id))
    input.focus()
  })
  const name = title ? linkTo(top, `${FOLDERS[kind]}/${id}/`, title) : make('span', {}, _('{title} (no longer on this site)', { title: id.replaceAll('-', ' ') }))
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
    make('li', {}, linkTo(top, `roles/${role.id}/`, role.title), ' ', _('You have {met} of {of} asked for.', { met, of }))))
  one(near, '[data-have-routes]', HTMLElement).replaceChildren(...(last && network.role.has(last)
    ? [make('a', { href: `${top}routes/?from=${last}` }, _('What is within reach from {role}', { role: inSentence(network.roles[Number(network.role.get(last))].title) }))]
    : []))
  clearing.hidden = count(have) === 0
}

const offerToClear = () => {
  const ask = make('button', { type: 'button', class: 'button button-quiet' }, _('Clear what I have marked'))
  ask.addEventListener('click', () => {
    const yes = make('button', { type: 'button', class: 'button' }, _('Yes, clear it'))
    const no = make('button', { type: 'button', class: 'button button-quiet' }, _('Keep it'))
    yes.addEventListener('click', () => {
      say(_('Everything is cleared.'), clear())
      offerToClear()
      input.focus()
    })
    no.addEventListener('click', () => {
      offerToClear()
      one(clearing, 'button', HTMLButtonElement).focus()
    })
    clearing.replaceChildren(make('span', {}, _('This cannot be undone. Clear it?'), ' '), yes, ' ', no)
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
      if (marked(current(), known).includes(id)) say(_('That is marked already.'), true)
      else say(_('{title} added.', { title: titles.get(`${FOLDERS[known]}/${id}/`) }), toggle(known, id))
    },
  })
  offerToClear()
  one(document, '[data-have-without]', HTMLElement).remove()
  page.hidden = false
  watch(() => show(network, titles))
}

start().catch(() => {
  one(document, '[data-have-without]', HTMLElement).textContent = _('This page could not be loaded whole. Check the connection, and open it again.')
})
