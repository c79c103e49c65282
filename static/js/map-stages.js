/** The roles around a chosen one, stage by stage; or, where none is chosen, the roles of each stage. */
import { linkTo, make } from './dom.js'
import { nearness } from './network.js'
import { _, _n } from './say.js'
import { months } from './words.js'

const MOVE = { 'step-up': _('step up'), sideways: _('sideways'), specialise: _('specialise'), return: _('way back'), entry: '' }
const WAYS = { ahead: _('→ {moves} from here'), back: _('← {moves} to here') }
const AWAY = ['', _('one move'), _('two moves'), _('three moves')]

/**
 * @param {Network} network  @param {number} role  @param {{ ahead: Lit, back: Lit }} lit
 * @returns {string} how many roles are how far, as a sentence
 */
export const summary = (network, role, { ahead, back }) => {
  /** @param {Lit} side */
  const counts = side => {
    const found = AWAY.map((_, away) => [...side.roles.values()].filter(other => other === away).length)
    return found.flatMap((count, away) => (count > 0 ? [_('{count} in {moves}', { count, moves: AWAY[away] })] : [])).join(', ')
  }
  const { title } = network.roles[role]
  const [to, from] = [counts(ahead), counts(back)]
  return `${to ? _('{title} leads to {roles}.', { title, roles: to }) : _('{title} leads to no role that fits.', { title })} ${from ? _('People come from {roles}.', { roles: from }) : _('People come from no role that fits.')}`
}

/**
 * @param {Network} network  @param {number} role  @param {{ ahead: Lit, back: Lit }} lit
 * @param {Options} options
 */
export const around = (network, role, lit, { top, address, held }) => {
  const { id, title, ladders, paywords } = network.roles[role]
  const near = [...new Set([...lit.ahead.roles.keys(), ...lit.back.roles.keys(), role])]
  /** @param {Lit} side  @param {number} other  @param {'start' | 'end'} end  @param {string} words */
  const way = (side, other, end, words) => {
    const away = side.roles.get(other)
    if (!away) return []
    const moves = away > 1 ? [] : [...side.steps].filter(([at, far]) => far === 1 && network.steps[at][end] === other)
      .map(([at]) => `${MOVE[network.steps[at].kind]}, ${months(network.steps[at].low, network.steps[at].high)}`)
    return [make('span', { class: 'strip-way' }, _(words, { moves: AWAY[away] }) + (moves.length > 0 ? `: ${moves.reduce((first, second) => _('{first}; or {second}', { first, second }))}` : ''))]
  }
  /** @param {number} other */
  const stop = other => {
    const own = network.roles[other]
    const { met, of } = nearness(own, held)
    const distance = Math.min(lit.ahead.roles.get(other) ?? 9, lit.back.roles.get(other) ?? 9)
    return make('li', { class: `strip-stop ${other === role ? 'is-chosen' : `is-away-${distance}`} ${look(network, other)}` },
      other === role ? make('b', {}, own.title) : make('a', { href: address(own.id), 'data-choose': own.id }, own.title),
      ...(own.ladders[0] === ladders[0] ? [] : [' ', make('span', { class: 'elsewhere' }, network.ladders[own.ladders[0]][1])]),
      ...way(lit.ahead, other, 'end', WAYS.ahead),
      ...way(lit.back, other, 'start', WAYS.back),
      ...(other !== role && held.size > 0 && of > 0 ? [make('span', { class: 'strip-have' }, _('You have {met} of {of} asked for.', { met, of }))] : []))
  }
  return [
    make('h2', { class: 'strip-title', tabindex: '-1' }, title),
    make('p', {}, `${network.ladders[ladders[0]][1]}. ${paywords ? `${paywords}.` : ''}`),
    make('p', { class: 'strip-links' },
      linkTo(top, `roles/${id}/`, _('Read about this role')),
      make('a', { href: `${top}routes/?from=${id}` }, _('Routes from here')),
      make('a', { href: `${top}routes/?to=${id}` }, _('Routes to here'))),
    ...byStage(network, near, stop),
  ]
}

/**
 * @param {Network} network  @param {(role: number) => boolean} fits  @param {Options} options
 */
export const stages = (network, fits, { address }) => network.stages.flatMap(([, title], stage) => {
  const roles = network.roles.flatMap((role, at) => (role.stage === stage && fits(at) ? [at] : []))
  if (roles.length === 0) return []
  const list = network.ladders.flatMap(([, name], ladder) => {
    const own = roles.filter(at => network.roles[at].ladders[0] === ladder)
    return own.length === 0 ? [] : [make('h3', { class: 'strip-ladder' }, name), make('ul', { class: 'strip-stops' },
      ...own.map(at => make('li', { class: `strip-stop ${look(network, at)}` },
        make('a', { href: address(network.roles[at].id), 'data-choose': network.roles[at].id }, network.roles[at].title))))]
  })
  const box = make('details', { class: 'strip-stage' }, make('summary', {}, make('h2', {}, `${title} (${_n('{count} role', '{count} roles', roles.length)})`)), ...list)
  box.open = stage === 0
  return [box]
})

/** @param {Network} network  @param {number[]} roles  @param {(role: number) => HTMLElement} stop */
const byStage = (network, roles, stop) => network.stages.flatMap(([, title], stage) => {
  const own = roles.filter(at => network.roles[at].stage === stage).sort((one, other) => one - other)
  return own.length === 0 ? [] : [make('h3', { class: 'strip-stage-title' }, title), make('ul', { class: 'strip-stops' }, ...own.map(stop))]
})

/** The classes that give a role the colour and the shape of its group. @param {Network} network  @param {number} role */
const look = (network, role) => {
  const group = network.groups.find(([id]) => id === network.ladders[network.roles[role].ladders[0]][2])
  return `group-${group?.[2]} shape-${group?.[3]}`
}

/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./map.js').Lit} Lit */
/** @typedef {{ top: string, address: (id: string) => string, held: Set<number> }} Options the way to the top, the address of the map with a role chosen, and what the reader has */
