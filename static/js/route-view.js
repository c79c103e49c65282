/** A route as the page shows it: the same as `templates/parts/route.html`, and marked with what the reader has. */
import { linkTo, make } from './dom.js'
import { isAsked } from './network.js'
import { stillAsked, totals } from './routes.js'
import { _, _n } from './say.js'
import { months, moneyRange, roughly } from './words.js'

const MOVES = { 'step-up': _('Step up'), sideways: _('Sideways'), specialise: _('Specialise'), return: _('Way back'), entry: _('Way in') }
const STRENGTHS = { required: _('required'), usual: _('usual'), helpful: _('helpful'), accepted: _('accepted') }
const VERDICTS = {
  new: _('Needs a new qualification'), usual: _('Usually needs a new qualification'), helps: _('A qualification helps'), none: _('No new qualification'),
}

/**
 * Whether a step needs a new qualification.
 * @param {Need[]} needs
 * @returns {keyof typeof VERDICTS}
 */
export const verdict = needs => {
  const strengths = new Set(needs.filter(need => need.choices.length > 0).map(need => need.strength))
  return strengths.has('required') ? 'new' : strengths.has('usual') ? 'usual' : strengths.has('helpful') ? 'helps' : 'none'
}

/**
 * @param {Network} network  @param {Step[]} route  @param {Set<number>} held
 * @param {{ number: number, top: string, outside: string, how: string[], plan: boolean }} page whether there is a worksheet
 */
export const routeView = (network, route, held, { number, top, outside, how, plan }) => {
  /** @param {string} where  @param {string} words */
  const link = (where, words) => linkTo(top, where, words)
  /** @param {number} at */
  const roleLink = at => link(`roles/${network.roles[at].id}/`, network.roles[at].title)
  const from = network.roles[route[0].start]?.id ?? 'start'
  const ids = route.map(step => network.roles[step.end].id)
  /** @param {string} where  @param {string} words */
  const button = (where, words) => make('a', { class: 'button button-quiet', href: top + where }, words)
  const sums = totals(network, route, held)
  const asked = stillAsked(network, route, held)

  /** @param {string} term  @param {...(Node | string)} content */
  const fact = (term, ...content) => make('div', {}, make('dt', {}, term), make('dd', {}, ...content))

  /** @param {Need} need */
  const needView = need => {
    if (need.experience) return make('li', {}, need.experience, ' ', make('span', { class: 'strength' }, `(${STRENGTHS[need.strength]})`))
    const choices = need.choices.map(choice => joined(choice.map(at => qualificationLink(at)), _('and')))
    return make('li', {}, ...joined(choices.map(nodes => make('span', {}, ...nodes)), _('or')), ' ', make('span', { class: 'strength' }, `(${STRENGTHS[need.strength]})`))
  }

  /** @param {number} at */
  const qualificationLink = at => {
    const { id, title, level } = network.qualifications[at]
    const named = level === undefined || new RegExp(`e[vf]el ${level}`).test(title)
    return make('span', {}, link(`qualifications/${id}/`, title), ...(named ? [] : [make('span', { class: 'level' }, ` ${level ? _('level {level}', { level }) : _('level entry')}`)]))
  }

  /** @param {Step} step  @param {number} at */
  const stepView = (step, at) => {
    const needs = asked[at]
    const have = step.needs.filter(need => isAsked(need) && need.choices.some(choice => choice.every(one => held.has(one))))
    const word = verdict(needs)
    return make('li', { class: 'route-step' },
      make('p', { class: 'route-role' }, roleLink(step.end), ' ', make('span', { class: 'move-time' }, months(step.low, step.high))),
      make('p', { class: `verdict verdict-${word}` }, `${MOVES[step.kind]}${step.title ? `: ${step.title}` : ''}. ${VERDICTS[word]}.`),
      ...(needs.length > 0 ? [make('ul', { class: 'route-needs' }, ...needs.map(needView))] : []),
      ...(have.length > 0 ? [make('p', { class: 'route-have' }, _n('You have {count} of what it asks for.', 'You have {count} of what it asks for.', have.length))] : []),
      make('div', { class: 'route-how' }, make('p', {}, how[step.at] ?? '')),
      ...(network.roles[step.end].paywords ? [make('p', { class: 'route-pay' }, _('Pay there: {pay}', { pay: network.roles[step.end].paywords }))] : []))
  }

  const { study, cost } = sums
  return make('article', { class: 'route' },
    make('h3', { class: 'route-title' }, _n('Route {number}: {count} step, {time}', 'Route {number}: {count} steps, {time}', route.length, { number, time: roughly(sums.low, sums.high) })),
    make('dl', { class: 'route-totals' },
      fact(_('New qualifications'), sums.qualifications.length > 0 ? String(sums.qualifications.length) : _('None')),
      ...(sums.qualifications.length > 0
        ? [
            fact(_('Study'), study.known === 0 ? _('No stated length')
              : study.unknown > 0 ? _('{time}, and {count} without a stated length', { time: roughly(study.low, study.high), count: study.unknown }) : roughly(study.low, study.high)),
            fact(_('Cost to you'), costWords(sums.free, cost)),
          ]
        : []),
      ...(sums.funding.length > 0
        ? [fact(_('Help with the cost'), ...joined(sums.funding.map(at => link(`funding/#${network.funding[at][0]}`, network.funding[at][1])), ','))]
        : [])),
    make('ol', { class: 'route-steps' },
      make('li', { class: 'route-start' }, make('b', {}, route[0].start === network.start ? outside : network.roles[route[0].start].title)),
      ...route.map(stepView)),
    make('p', { class: 'route-plan' }, ...(plan ? [button(`plan/?from=${from}&to=${ids[ids.length - 1]}&route=${ids}`, _('Plan this route')), ' '] : []),
      button(`print/?of=way:${from}:${ids.join(':')}`, _('Print it on one page'))))
}

/** @param {number} free how many can be free  @param {import('./routes.js').Sum} cost of the others  @param {boolean} [below] whether the help stands below */
export const costWords = (free, { low, high, known, unknown }, below = true) => {
  const others = known === 0 ? _('no sure figure')
    : unknown > 0 ? _('{sum}, and {count} without a sure figure', { sum: moneyRange(low, high), count: unknown }) : moneyRange(low, high)
  if (free === 0) return others
  const all = free + known + unknown
  if (!below) return all === free ? _('Nothing, with help') : _('{count} of {all} can be free with help; the rest: {rest}', { count: free, all, rest: others })
  return all === free ? _('Nothing, with the help below') : _('{count} of {all} can be free with the help below; the rest: {rest}', { count: free, all, rest: others })
}

/** @param {Node[]} nodes  @param {string} word between them  @returns {(Node | string)[]} */
const joined = (nodes, word) => nodes.flatMap((node, at) => (at === 0 ? [node] : [word === ',' ? ', ' : ` ${word} `, node]))

/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./network.js').Need} Need */
/** @typedef {import('./network.js').Step} Step */
