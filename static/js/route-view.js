/** A route as the page shows it: the same as `templates/parts/route.html`, and marked with what the reader has. */
import { make } from './dom.js'
import { isAsked } from './network.js'
import { stillAsked, totals } from './routes.js'
import { counted, months, moneyRange, roughly } from './words.js'

const MOVES = { 'step-up': 'Step up', sideways: 'Sideways', specialise: 'Specialise', return: 'Way back', entry: 'Way in' }
const VERDICTS = {
  new: 'Needs a new qualification', usual: 'Usually needs a new qualification', helps: 'A qualification helps', none: 'No new qualification',
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
  const link = (where, words) => make('a', { href: top + where }, words)
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
    if (need.experience) return make('li', {}, need.experience, ' ', make('span', { class: 'strength' }, `(${need.strength})`))
    const choices = need.choices.map(choice => joined(choice.map(at => qualificationLink(at)), 'and'))
    return make('li', {}, ...joined(choices.map(nodes => make('span', {}, ...nodes)), 'or'), ' ', make('span', { class: 'strength' }, `(${need.strength})`))
  }

  /** @param {number} at */
  const qualificationLink = at => {
    const { id, title, level } = network.qualifications[at]
    const named = level === undefined || title.includes(`evel ${level}`)
    return make('span', {}, link(`qualifications/${id}/`, title), ...(named ? [] : [make('span', { class: 'level' }, ` level ${level}`)]))
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
      ...(have.length > 0 ? [make('p', { class: 'route-have' }, `You have ${have.length} of what it asks for.`)] : []),
      make('div', { class: 'route-how' }, make('p', {}, how[step.at] ?? '')),
      ...(network.roles[step.end].paywords ? [make('p', { class: 'route-pay' }, `Pay there: ${network.roles[step.end].paywords}`)] : []))
  }

  const { study, cost } = sums
  return make('article', { class: 'route' },
    make('h3', { class: 'route-title' }, `Route ${number}: ${counted(route.length, 'step')}, ${roughly(sums.low, sums.high)}`),
    make('dl', { class: 'route-totals' },
      fact('New qualifications', sums.qualifications.length > 0 ? String(sums.qualifications.length) : 'None'),
      ...(sums.qualifications.length > 0
        ? [
            fact('Study', study.known > 0
              ? roughly(study.low, study.high) + (study.unknown > 0 ? `, and ${study.unknown} without a stated length` : '')
              : 'No stated length'),
            fact('Cost to you', costWords(sums.free, cost)),
          ]
        : []),
      ...(sums.funding.length > 0
        ? [fact('Help with the cost', ...joined(sums.funding.map(at => link(`funding/#${network.funding[at][0]}`, network.funding[at][1])), ','))]
        : [])),
    make('ol', { class: 'route-steps' },
      make('li', { class: 'route-start' }, make('b', {}, route[0].start === network.start ? outside : network.roles[route[0].start].title)),
      ...route.map(stepView)),
    make('p', { class: 'route-plan' }, ...(plan ? [button(`plan/?from=${from}&to=${ids[ids.length - 1]}&route=${ids}`, 'Plan this route'), ' '] : []),
      button(`print/?of=way:${from}:${ids.join(':')}`, 'Print it on one page')))
}

/** @param {number} free how many can be free  @param {import('./routes.js').Sum} cost of the others */
export const costWords = (free, { low, high, known, unknown }) => {
  const others = known > 0 ? moneyRange(low, high) + (unknown > 0 ? `, and ${unknown} without a sure figure` : '') : 'no sure figure'
  if (free === 0) return others
  const all = free + known + unknown
  return all === free ? 'Nothing, with the help below' : `${free} of ${all} can be free with the help below; the rest: ${others}`
}

/** @param {Node[]} nodes  @param {string} word between them  @returns {(Node | string)[]} */
const joined = (nodes, word) => nodes.flatMap((node, at) => (at === 0 ? [node] : [word === ',' ? ', ' : ` ${word} `, node]))

/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./network.js').Need} Need */
/** @typedef {import('./network.js').Step} Step */
