/**
 * Routes between roles, weighed by what matters to the reader. Pure, and the same as `explorer/routes.py`, but that it leaves out
 * what the reader has.
 */
import { certainly, isMet, plus } from './holding.js'
import { isAsked, meets } from './network.js'
import { makeGraph, ways } from './paths.js'

/** What can matter most. */
export const PRIORITIES = /** @type {const} */ (['soonest', 'least-study', 'earning', 'small-steps'])

const COUNT = 4
const LOOKED_AT = 40
const LONGER = 24
// What a change of job costs besides its time, twice over in months, so that no route goes through jobs on the way for nothing.
const CHANGE = 12
const BACK = 1e9

/**
 * @param {Network} network
 * @param {Priority} priority
 * @param {Set<number>} held qualifications that the reader has
 * @returns {Finder}
 */
export const makeFinder = (network, priority, held) => {
  // A loop, as Float64Array.from takes twice as long over tens of thousands of steps.
  const weights = new Float64Array(network.steps.length)
  for (let at = 0; at < weights.length; at++) weights[at] = weight(network, network.steps[at], priority, held)
  return { network, graph: makeGraph(network.roles.length + 1, network.steps, weights) }
}

/**
 * The best few routes that really differ, best first; none when there is no way. A route counts as another one when it shares at most
 * half of its steps with each better one, and is not far longer. Steps back, and those that only some can take, come only where there is
 * no other way.
 * @param {Finder} finder  @param {number} start  @param {number} end
 * @returns {Step[][]}
 */
export const routes = ({ network, graph }, start, end) => {
  /** @type {Step[][]} */
  const found = []
  let left = LOOKED_AT
  let first = 0
  for (const { weight, nodes } of ways(graph, start, end)) {
    const route = nodes.slice(1).map((node, at) => network.steps[Number(graph.ahead[nodes[at]].get(node))])
    const best = found[0]
    if (best && ((weight >= BACK && first < BACK) || found.length === COUNT)) break
    if (found.every(other => differ(route, other)) && (!best || time(route).high <= 2 * time(best).high + LONGER)) {
      found.push(route)
      first ||= weight
    }
    if (--left === 0) break
  }
  return found
}

/**
 * How heavy a step is, as a whole number from 1. Times count twice over, so that the middle of a range is whole.
 * @param {Network} network  @param {Step} step  @param {Priority} priority  @param {Set<number>} held
 */
export const weight = (network, step, priority, held) => {
  if (step.kind === 'return' || step.registers.some(some => !some.some(at => held.has(at)))) return BACK
  const needs = held.size > 0 ? step.asked.filter(need => !meets(need, held)) : step.asked
  const study = studyFor(network, needs, held)
  const time = CHANGE + Math.max(step.low + step.high, study)
  if (priority === 'small-steps') return time * time
  if (priority === 'soonest') return time
  if (priority === 'least-study') return 1000 * study + time
  const away = step.kind === 'entry'
    ? !step.paid
    : needs.some(need => need.choices.every(choice => choice.some(at => network.qualifications[at].away && !held.has(at))))
  return (away ? 1000 * (study + CHANGE) : 0) + time
}

/**
 * Twice the months of study for some needs, by the shortest of the choices. In plain loops, as thousands of steps are weighed at once.
 * @param {Network} network  @param {Need[]} needs  @param {Set<number>} held
 */
const studyFor = (network, needs, held) => {
  let sum = 0
  for (const { choices } of needs) {
    let least = Infinity
    for (const choice of choices) {
      let takes = 0
      for (const at of choice) if (!held.has(at)) takes += network.qualifications[at].study
      least = Math.min(least, takes)
    }
    sum += least
  }
  return sum
}

/** @param {Step[]} route  @returns {{ low: number, high: number }} the months of all steps together */
export const time = route => ({
  low: route.reduce((sum, step) => sum + step.low, 0), high: route.reduce((sum, step) => sum + step.high, 0),
})

/**
 * What each step asks for that the reader has not, and that no step before it asked for; helpful things and experience too.
 * @param {Network} network  @param {Step[]} route  @param {Set<number>} held
 * @returns {Need[][]}
 */
export const stillAsked = (network, route, held) => {
  let has = certainly(held)
  return route.map(step => {
    const left = step.needs.filter(need => !isMet(need, has))
    has = plus(network, has, step.asked)
    return left
  })
}

/**
 * What a route adds up to. Of several choices the one with the lowest known cost counts, else the first.
 * @param {Network} network  @param {Step[]} route  @param {Set<number>} held
 * @returns {Totals}
 */
export const totals = (network, route, held) => {
  const asked = stillAsked(network, route, held)
  const chosen = asked.flat().filter(isAsked).map(need => cheapest(network, need)).flatMap(choice => choice.filter(at => !held.has(at)))
  const qualifications = [...new Set(chosen)]
  /** @param {number} at */
  const free = at => {
    const { cost, funding } = network.qualifications[at]
    return cost?.[1] === 0 || funding.some(one => network.funding[one][2] === 1)
  }
  const toPay = qualifications.filter(at => !free(at))
  return {
    ...time(route),
    qualifications,
    free: qualifications.length - toPay.length,
    study: sum(qualifications.map(at => network.qualifications[at].months)),
    cost: sum(toPay.map(at => network.qualifications[at].cost)),
    funding: [...new Set(qualifications.flatMap(at => network.qualifications[at].funding))],
  }
}

/** @param {([number, number] | undefined)[]} ranges  @returns {Sum} */
const sum = ranges => {
  const known = ranges.flatMap(range => (range ? [range] : []))
  return {
    low: known.reduce((total, [low]) => total + low, 0),
    high: known.reduce((total, [, high]) => total + high, 0),
    known: known.length,
    unknown: ranges.length - known.length,
  }
}

/** @param {Network} network  @param {Need} need  @returns {number[]} */
export const cheapest = (network, need) => {
  /** @param {number[]} choice */
  const cost = choice => choice.reduce((sum, at) => sum + (network.qualifications[at].cost?.[1] ?? Infinity), 0)
  return need.choices.reduce((best, choice) => (cost(choice) < cost(best) ? choice : best))
}

/** @param {Step[]} route  @param {Step[]} other  @returns {boolean} whether they share at most half of the steps of the shorter one */
const differ = (route, other) => {
  const shared = route.filter(step => other.some(one => one.start === step.start && one.end === step.end)).length
  return shared <= Math.min(route.length, other.length) / 2
}

/** @typedef {typeof PRIORITIES[number]} Priority */
/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./network.js').Need} Need */
/** @typedef {import('./network.js').Step} Step */
/** @typedef {{ network: Network, graph: import('./paths.js').Graph }} Finder */
/** @typedef {{ low: number, high: number, known: number, unknown: number }} Sum of ranges, with how many were known and not */
/** @typedef {{ low: number, high: number, qualifications: number[], free: number, study: Sum, cost: Sum, funding: number[] }} Totals */
