/** The route finder. The address keeps what is asked: ?from=…&to=…&best=… */
import { lazily, linkTo, make, one } from './dom.js'
import { holding, makeNetwork } from './network.js'
import { reach } from './paths.js'
import { rolePicker } from './role-picker.js'
import { routeView } from './route-view.js'
import { PRIORITIES, makeFinder, routes } from './routes.js'
import { _, _n } from './say.js'
import { current, watch } from './store.js'
import { inSentence } from './words.js'

const START = 'start'
const form = one(document, '[data-finder]', HTMLFormElement)
const from = one(form, '#from', HTMLInputElement)
const to = one(form, '#to', HTMLInputElement)
const found = one(document, '[data-found]', HTMLElement)
const title = one(found, '[data-found-title]', HTMLElement)
const status = one(found, '[data-found-status]', HTMLElement)
const place = one(found, '[data-found-routes]', HTMLElement)
const top = String(form.dataset.top)
const outside = String(form.dataset.outside)

/** @type {() => Promise<import('./network.js').RawNetwork>} */
const loadNetwork = lazily(String(form.dataset.network))
/** @type {() => Promise<string[]>} */
const loadHow = lazily(String(form.dataset.how))

/** @type {import('./network.js').Network | undefined} */
let made
/** @type {{ finder: import('./routes.js').Finder, of: string } | undefined} kept for as long as the same matters and is held */
let weighed

/** What is asked: ids of roles, START, or '' where nothing is said. */
const asked = { from: '', to: '', best: /** @type {import('./routes.js').Priority} */ ('soonest') }

const readAddress = () => {
  const query = new URLSearchParams(location.search)
  asked.from = query.get('from') ?? ''
  asked.to = query.get('to') ?? ''
  asked.best = PRIORITIES.find(priority => priority === query.get('best')) ?? 'soonest'
}

const writeAddress = () => {
  const query = new URLSearchParams()
  if (asked.from) query.set('from', asked.from)
  if (asked.to) query.set('to', asked.to)
  if (asked.best !== 'soonest') query.set('best', asked.best)
  history.pushState(null, '', query.size > 0 ? `?${query}` : location.pathname)
}

/** @param {string} id  @param {import('./network.js').Network} network */
const nameOf = (id, network) => (id === START ? outside : network.roles[Number(network.role.get(id))]?.title ?? '')

/** @param {import('./network.js').Network} network  @param {number[]} roles */
const roleList = (network, roles) => make('ul', { class: 'name-list' },
  ...roles.map(at => make('li', {}, linkTo(top, `roles/${network.roles[at].id}/`, network.roles[at].title), ' ',
    make('span', { class: 'where' }, network.ladders[network.roles[at].ladders[0]][1]))))

/** What is within one, two and three moves. @param {import('./routes.js').Finder} finder  @param {number} role  @param {'ahead' | 'back'} side */
const reachView = ({ network, graph }, role, side) => {
  const rings = reach(graph, role, 3, side).map(ring => ring.filter(at => at !== network.start))
  return rings.flatMap((ring, at) => (ring.length === 0 ? [] : [
    make('h3', {}, `${[_('In one move'), _('In two moves'), _('In three moves')][at]} (${ring.length})`), roleList(network, ring),
  ]))
}

/** Where there is no way: the roles nearest to the one that is wanted. @param {import('./routes.js').Finder} finder  @param {number} start  @param {number} end */
const nearest = ({ network, graph }, start, end) => {
  const seen = new Set(reach(graph, start, network.roles.length, 'ahead').flat())
  const near = reach(graph, end, network.roles.length, 'back').map(ring => ring.filter(at => seen.has(at))).find(ring => ring.length > 0)
  if (near) return near
  const wanted = network.roles[end]
  return [...seen].filter(at => at !== network.start && network.roles[at].ladders.some(ladder => wanted.ladders.includes(ladder)))
    .sort((one, other) => network.roles[other].stage - network.roles[one].stage).slice(0, 5)
}

const show = async () => {
  for (const radio of form.querySelectorAll('input')) if (radio.name === 'best') radio.checked = radio.value === asked.best
  found.hidden = !asked.from && !asked.to
  if (found.hidden) return
  try {
    const [raw, how] = await Promise.all([loadNetwork(), loadHow()])
    const network = made ??= makeNetwork(raw)
    const held = holding(network, current().qualifications)
    const of = [asked.best, ...held].join()
    if (weighed?.of !== of) weighed = { finder: makeFinder(network, asked.best, held), of }
    const { finder } = weighed
    const start = asked.from === START ? network.start : network.role.get(asked.from)
    const end = network.role.get(asked.to)
    from.value = asked.from ? nameOf(asked.from, network) : ''
    to.value = asked.to ? nameOf(asked.to, network) : ''
    const unknown = (asked.from && start === undefined) || (asked.to && end === undefined)
    if (unknown) {
      title.textContent = _('This link names a role that is not here')
      status.textContent = _('It may have been renamed. Look for it by name above.')
      place.replaceChildren()
    } else if (start !== undefined && end !== undefined) {
      const ways = start === end ? [] : routes(finder, start, end)
      title.textContent = _('From {start} to {end}', { start: inSentence(nameOf(asked.from, network)), end: inSentence(nameOf(asked.to, network)) })
      if (start === end) {
        status.textContent = _('You are there already. Choose another role to go to.')
        place.replaceChildren()
      } else if (ways.length === 0) {
        status.textContent = _('There is no route between these two here. These are as near as routes come:')
        place.replaceChildren(roleList(network, nearest(finder, start, end)))
      } else {
        status.textContent = `${_n('{count} route.', '{count} routes.', ways.length)} ${_('Times are a guide.')} ${held.size > 0 ? _('What you have marked as yours is taken into account.') : _('Mark the qualifications that you have, and they are taken into account.')}`
        place.replaceChildren(...ways.map((route, at) => routeView(network, route, held, { number: at + 1, top, outside, how, plan: form.dataset.plan !== undefined })))
      }
    } else if (start !== undefined) {
      title.textContent = _('Within reach: {role}', { role: inSentence(nameOf(asked.from, network)) })
      status.textContent = _('Choose where you want to be for the steps in between.')
      place.replaceChildren(...reachView(finder, start, 'ahead'))
    } else if (end !== undefined) {
      title.textContent = _('How people get to {role}', { role: inSentence(nameOf(asked.to, network)) })
      status.textContent = _('Choose where you are for the steps in between.')
      place.replaceChildren(...reachView(finder, end, 'back'))
    }
  } catch {
    title.textContent = _('The routes could not be loaded')
    status.textContent = _('Check the connection and try again, or look at the routes below.')
    place.replaceChildren()
  }
}

/** @param {HTMLInputElement} input  @param {'from' | 'to'} name */
const watchField = (input, name) => {
  input.addEventListener('input', () => { if (!input.value.trim()) asked[name] = '' })
  rolePicker(input, {
    top,
    first: name === 'from' ? [{ label: outside, value: START }] : [],
    choose: id => {
      asked[name] = id
    },
  })
}

watchField(from, 'from')
watchField(to, 'to')
form.addEventListener('submit', async event => {
  event.preventDefault()
  asked.best = PRIORITIES.find(priority => priority === new FormData(form).get('best')) ?? 'soonest'
  writeAddress()
  await show()
  if (!found.hidden) title.focus()
})
addEventListener('popstate', () => {
  readAddress()
  show()
})
form.hidden = false
readAddress()
watch(show)
