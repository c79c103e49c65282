/** What somebody has who has come part of a route, as far as it can be known. Pure, and the same as `explorer/holding.py`. */
import { holding } from './network.js'

/** @param {Set<number>} held  @returns {Holding} of somebody who has these for certain */
export const certainly = held => ({ certain: held, either: [] })

/** @param {Need} need  @param {Holding} has  @returns {boolean} whether it is met, whichever of the alternatives are there; experience never is */
export const isMet = (need, { certain, either }) => {
  /** @param {Set<number>} [one] */
  const fits = one => need.choices.some(choice => choice.every(at => certain.has(at) || one?.has(at)))
  return fits() || either.some(alternatives => alternatives.every(fits))
}

/** @param {Network} network  @param {Holding} has  @param {Need[]} needs what has been asked for  @returns {Holding} */
export const plus = (network, has, needs) => {
  const certain = new Set(has.certain)
  const either = [...has.either]
  for (const { choices } of needs) {
    const found = choices.map(choice => holding(network, choice.map(at => network.qualifications[at].id)))
    if (found.length === 1) for (const at of found[0]) certain.add(at)
    else either.push(found)
  }
  return { certain, either }
}

/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./network.js').Need} Need */
/** @typedef {{ certain: Set<number>, either: Set<number>[][] }} Holding */
