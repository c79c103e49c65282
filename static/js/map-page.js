/** The map page. The address keeps the chosen role, what the map is filtered by and how it is shown. */
import { lazily, one } from './dom.js'
import { NO_FILTER, matches } from './filters.js'
import { MOVES, light, makeIndex, parse, write } from './map.js'
import { makeBoard } from './map-board.js'
import { fill, read, showCounts } from './map-form.js'
import { around, stages, summary } from './map-stages.js'
import { holding, makeNetwork, nearness } from './network.js'
import { rolePicker } from './role-picker.js'
import { _, _n } from './say.js'
import { watch } from './store.js'
import { zoomable } from './zoom.js'

const map = one(document, '[data-map]', HTMLElement)
const form = one(map, '[data-map-controls]', HTMLFormElement)
const find = one(form, '#map-find', HTMLInputElement)
const status = one(map, '[data-map-status]', HTMLElement)
const frame = one(map, '[data-frame]', HTMLElement)
const sheet = one(map, '[data-sheet]', HTMLElement)
const strip = one(map, '[data-around]', HTMLElement)
const top = String(map.dataset.top)
/** @type {() => Promise<import('./network.js').RawNetwork>} */
const loadNetwork = lazily(String(map.dataset.network))
const wide = matchMedia('(min-width: 48rem)')

let state = parse(new URLSearchParams(location.search))
/** @type {(role: string) => void} */
let choose = () => {}
const zoom = zoomable(frame, sheet, { legible: 0.6 })
const board = makeBoard(frame, sheet, role => choose(role))

for (const [name, act] of Object.entries({ in: zoom.in, out: zoom.out, fit: () => zoom.fit() })) {
  one(map, `[data-zoom=${name}]`, HTMLButtonElement).addEventListener('click', act)
}

/** Puts off what the eye does not follow until the picture is there. @param {() => void} work */
const afterFrame = work => requestAnimationFrame(() => setTimeout(work))

const view = () => state.view || (wide.matches ? 'map' : 'stages')

const showView = () => {
  const first = map.dataset.view !== 'map' && view() === 'map'
  map.dataset.view = view()
  board.activate(view() === 'map')
  if (first) zoom.fit(0.9, 1.4)
}

const start = async () => {
  const network = makeNetwork(await loadNetwork())
  const index = makeIndex(network)
  let fitting = new Set(network.roles.keys())
  let held = holding(network, [])

  /** @param {string} role */
  const address = role => {
    const query = write({ ...state, role })
    return query.size > 0 ? `?${query}` : location.pathname
  }
  /** @param {Partial<typeof state>} change  @param {boolean} [step] whether going back leads to what was before */
  const change = (change, step = false) => {
    state = { ...state, ...change }
    const now = address(state.role)
    afterFrame(() => history[step ? 'pushState' : 'replaceState'](null, '', now))
  }
  const chosen = () => network.role.get(state.role)

  const showFitting = () => {
    const { group, ladder } = state.filter.chosen
    fitting = new Set(network.roles.flatMap((role, at) => (matches(role, network, state.filter) ? [at] : [])))
    const here = chosen()
    if (here !== undefined) fitting.add(here)
    const home = here === undefined ? '' : network.ladders[network.roles[here].ladders[0]][0]
    board.fit(role => fitting.has(Number(network.role.get(role))),
      (lane, of) => lane === home || ((!group || group.includes(of)) && (!ladder || ladder.includes(lane))), state.between)
    map.dataset.without = state.kinds.length > 0 ? MOVES.filter(kind => !state.kinds.includes(kind)).join(' ') : ''
    map.toggleAttribute('data-between', state.between)
  }

  const showLit = () => {
    const role = chosen()
    map.toggleAttribute('data-choice', role !== undefined)
    find.value = role === undefined ? '' : network.roles[role].title
    const lit = role === undefined ? null : light(network, index, role, { far: state.far, kinds: state.kinds, fits: at => fitting.has(at) })
    /** @param {import('./map.js').Lit} side */
    const byId = ({ roles, steps }) => ({ roles: new Map([...roles].map(([at, away]) => [network.roles[at].id, away])), steps })
    board.light(lit && role !== undefined ? network.roles[role].id : '', lit ? { ahead: byId(lit.ahead), back: byId(lit.back) } : {})
    if (view() === 'map') afterFrame(() => showWords(lit))
    else showWords(lit)
  }

  /** @param {Lights | null} lit what the chosen role lights up */
  const showWords = lit => {
    const role = chosen()
    const options = { top, address, held }
    strip.hidden = !lit && view() !== 'stages'
    if (lit && role !== undefined) {
      strip.scrollTop = 0
      strip.replaceChildren(...around(network, role, lit, options))
      status.textContent = summary(network, role, lit)
    } else {
      strip.replaceChildren(...(view() === 'stages' ? stages(network, at => fitting.has(at), options) : []))
      status.textContent = state.role
        ? _('This link names a role that is not here. It may have been renamed: look for it by name.')
        : `${fitting.size === network.roles.length ? _n('{count} role', '{count} roles', fitting.size) : _n('{some} of {count} role', '{some} of {count} roles', network.roles.length, { some: fitting.size })}.${view() === 'list' ? '' : ` ${_('Choose one to see where it leads and who comes there.')}`}`
    }
  }

  const show = () => {
    fill(form, { ...state, view: view() })
    showView()
    showFitting()
    showLit()
    afterFrame(() => showCounts(form, network, state, fitting))
  }

  choose = role => {
    change({ role }, true)
    if (fitting.has(Number(chosen()))) showLit()
    else show()
  }

  /** @param {string} role */
  const goTo = role => {
    choose(role)
    if (view() === 'stages') one(strip, 'h2', HTMLElement).focus()
    else board.goTo(role, true)
  }

  strip.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('[data-choose]') : null
    if (!(link instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    goTo(String(link.dataset.choose))
  })
  frame.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !state.role) return
    change({ role: '' }, true)
    showLit()
  })
  form.addEventListener('submit', event => event.preventDefault())
  map.addEventListener('change', event => {
    if (event.target === find) return
    const { kinds, far, between, filter, view } = read(form)
    const viewed = event.target instanceof HTMLInputElement && event.target.name === 'view'
    change({ kinds, far, between, filter, ...(viewed ? { view } : {}) })
    show()
  })
  const more = one(form, '[data-map-more]', HTMLButtonElement)
  more.addEventListener('click', () => {
    const panel = one(form, '#map-filters', HTMLElement)
    panel.hidden = !panel.hidden
    more.setAttribute('aria-expanded', String(!panel.hidden))
  })
  one(form, '[data-map-clear]', HTMLButtonElement).addEventListener('click', () => {
    change({ role: '', kinds: [], between: false, filter: NO_FILTER }, true)
    show()
  })
  addEventListener('popstate', () => {
    state = parse(new URLSearchParams(location.search))
    show()
  })
  wide.addEventListener('change', show)
  rolePicker(find, { top, choose: goTo })

  form.hidden = false
  one(map, '[data-map-foot]', HTMLElement).hidden = false
  watch(have => {
    held = holding(network, have.qualifications)
    for (const role of network.roles) {
      const { met, of } = nearness(role, held)
      board.mark(role.id, { mine: have.roles.includes(role.id), ready: of > 0 && met === of })
    }
    show()
  })
  if (state.role) requestAnimationFrame(() => board.goTo(state.role))
}

showView()
start().catch(() => {
  map.dataset.view = 'list'
  board.activate(false)
  status.textContent = _('The map could not be loaded. Here are all roles and their moves as a list.')
})

/** @typedef {{ ahead: import('./map.js').Lit, back: import('./map.js').Lit }} Lights */
