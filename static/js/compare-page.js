/** The page on which roles are compared. The address keeps which: ?roles=a,b,c */
import { MOST, parse, toggled } from './chosen.js'
import { current, keep } from './compare-marks.js'
import { compareView, paperView } from './compare-view.js'
import { groupMarks, lazily, make, one } from './dom.js'
import { showNation } from './nation.js'
import { rolePicker } from './role-picker.js'
import { _, both } from './say.js'
import { inSentence } from './words.js'

const NEAR = 6
const page = one(document, '[data-compare-page]', HTMLElement)
const form = one(page, '[data-compare-form]', HTMLFormElement)
const input = one(form, 'input', HTMLInputElement)
const near = one(page, '[data-compare-near]', HTMLElement)
const status = one(page, '[data-compare-status]', HTMLElement)
const found = one(page, '[data-compare-found]', HTMLElement)
const title = one(found, '[data-compare-title]', HTMLElement)
const place = one(found, '[data-compare-place]', HTMLElement)
const toPack = one(found, '[data-compare-pack]', HTMLAnchorElement)
const top = String(page.dataset.top)
const plan = JSON.parse(String(one(page, '[data-compare-plan]', HTMLScriptElement).textContent))
const mark = groupMarks(page)
const name = document.title

/** @type {Map<string, () => Promise<Side>>} */
const loaders = new Map()

/** @param {string} id  @returns {Promise<Side | undefined>} nothing where there is no such role, or no connection */
const load = id => {
  if (!loaders.has(id)) loaders.set(id, lazily(`${page.dataset.sides}${id}.json`))
  return /** @type {() => Promise<Side>} */ (loaders.get(id))().catch(() => undefined)
}

/** @type {string[]} */
let roles = []

/** @param {string[]} now  @param {string} [said] what has changed, in words */
const change = (now, said) => {
  roles = now
  history.pushState(null, '', roles.length > 0 ? `?roles=${roles.join(',')}` : location.pathname)
  show(said)
}

/** @param {string} id */
const toggle = id => toggled(roles.map(role => ({ id: role })), { id }).map(role => role.id)

const show = async (said = '') => {
  const asked = roles
  const answers = await Promise.all(asked.map(load))
  if (asked !== roles) return
  roles = [...new Set(asked.map((id, at) => answers[at]?.id ?? id))]
  if (roles.length > 0) history.replaceState(null, '', `?roles=${roles.join(',')}`)
  const sides = answers.flatMap((side, at) => (side && !answers.slice(0, at).some(other => other?.id === side.id) ? [side] : []))
  const missing = asked.filter((_, at) => !answers[at])
  keep(sides.map(side => ({ id: side.id, title: side.title })))
  const titles = both(sides.map((side, at) => (at === 0 ? side.title : inSentence(side.title))))
  document.title = titles ? `${titles} – ${name}` : name
  title.textContent = titles
  toPack.href = `${top}print/?of=compare:${sides.map(({ id }) => id).join(':')}`
  found.hidden = sides.length === 0
  form.hidden = sides.length >= MOST
  status.textContent = [
    said,
    missing.length > 0 ? _('There is nothing to show for {names}: the link may be old, or the connection lost.', { names: both(missing) }) : '',
    sides.length === 0 ? _('Choose two roles to begin, or look at the comparisons below.') : '',
    sides.length === 1 ? _('Choose another role to set beside it.') : '',
    sides.length >= MOST ? _('{count} roles are the most that fit side by side.', { count: MOST }) : '',
  ].filter(Boolean).join(' ')
  place.replaceChildren(...(sides.length > 0 ? [compareView(sides, plan, { top, mark, tools }), paperView(sides, plan, mark)] : []))
  showNation(document)
  showNear(sides)
}

/** @param {Side} side */
const tools = side => {
  const button = make('button', { type: 'button', class: 'button button-quiet compare-away' }, _('Take away'), make('span', { class: 'visually-hidden' }, ` ${side.title}`))
  button.addEventListener('click', () => {
    change(roles.filter(id => id !== side.id), _('{title} is taken away.', { title: side.title }))
    input.focus()
  })
  return [button]
}

/** Offers roles to which the chosen ones lead. @param {Side[]} sides */
const showNear = sides => {
  const others = new Map(sides.flatMap(side => side.fields.moves ?? []).filter(({ key }) => !sides.some(({ id }) => id === key)).map(({ key, text }) => [key, text]))
  near.hidden = others.size === 0 || sides.length >= MOST
  one(near, 'ul', HTMLUListElement).replaceChildren(...[...others].slice(0, NEAR).map(([id, text]) => {
    const button = make('button', { type: 'button', class: 'button button-quiet' }, make('span', { class: 'visually-hidden' }, _('Add'), ' '), text)
    button.addEventListener('click', () => {
      change(toggle(id), _('{title} is added.', { title: text }))
      title.focus()
    })
    return make('li', {}, button)
  }))
}

rolePicker(input, {
  top,
  choose: id => {
    const said = roles.includes(id) ? _('{title} is here already.', { title: input.value }) : _('{title} is added.', { title: input.value })
    input.value = ''
    if (roles.includes(id)) status.textContent = said
    else change(toggle(id), said)
  },
})
form.addEventListener('submit', event => event.preventDefault())
addEventListener('popstate', () => {
  roles = parse(new URLSearchParams(location.search).get('roles'))
  show()
})
roles = parse(new URLSearchParams(location.search).get('roles') ?? current().map(({ id }) => id).join(','))
one(document, '[data-compare-unscripted]', HTMLElement).hidden = true
page.hidden = false
show()

/** @typedef {import('./compare.js').Side} Side */
