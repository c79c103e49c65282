/** Filtering and sorting roles. Pure: a filter is made from an address and written to one. */
import { nearness } from './network.js'

/** What a role can be chosen by, several values at a time: each gives the values of a role. */
export const FACETS = /** @type {Record<string, (role: Role, network: Network) => string[]>} */ ({
  group: (role, { ladders }) => [...new Set(role.ladders.map(at => ladders[at][2]))],
  ladder: (role, { ladders }) => role.ladders.map(at => ladders[at][0]),
  stage: (role, { stages }) => [stages[role.stage][0]],
  pattern: role => role.patterns,
  setting: role => role.settings,
  body: role => role.bodies,
  interest: role => role.interests,
  flag: role => flags(role),
})

/** What can be ruled out: each gives the values of a role. */
const RULED_OUT = /** @param {Role} role */ role => [...role.patterns, ...(role.driving === 'required' ? ['driving'] : [])]

const DEGREE = 6
export const SORTS = /** @type {const} */ (['ladder', 'title', 'pay', 'level', 'near'])

/** @param {Role} role  @returns {string[]} what is true of a role */
const flags = role => [
  ...(role.open ? ['open'] : []), ...(role.earn ? ['earn'] : []), ...(role.apprentice ? ['apprentice'] : []),
  ...((role.level ?? 0) < DEGREE ? ['no-degree'] : []),
]

/** @type {Filter} */
export const NO_FILTER = { chosen: {}, not: [], pay: 0, level: null, sort: 'ladder' }

/** @param {URLSearchParams} query  @returns {Filter} */
export const parse = query => {
  /** @param {string} name */
  const list = name => (query.get(name) ?? '').split(',').filter(value => /^[a-z0-9-]+$/.test(value))
  const level = Number(query.get('level'))
  return {
    chosen: Object.fromEntries(Object.keys(FACETS).map(name => [name, list(name)]).filter(([, values]) => values.length > 0)),
    not: list('not'),
    pay: Math.max(0, Math.trunc(Number(query.get('pay')))) || 0,
    level: query.has('level') && Number.isInteger(level) && level >= 0 && level <= 8 ? level : null,
    sort: SORTS.find(sort => sort === query.get('sort')) ?? 'ladder',
  }
}

/** @param {Filter} filter  @returns {URLSearchParams} only what differs from no filter at all */
export const write = filter => {
  const query = new URLSearchParams()
  for (const [name, values] of Object.entries(filter.chosen)) if (values.length > 0) query.set(name, values.join(','))
  if (filter.not.length > 0) query.set('not', filter.not.join(','))
  if (filter.pay > 0) query.set('pay', String(filter.pay))
  if (filter.level !== null) query.set('level', String(filter.level))
  if (filter.sort !== 'ladder') query.set('sort', filter.sort)
  return query
}

/**
 * @param {Role} role  @param {Network} network  @param {Filter} filter
 * @param {string} [but] a facet that is left aside
 * @returns {boolean} whether the role has one of the chosen values of every facet, all of the chosen flags, and nothing that is ruled out
 */
export const matches = (role, network, filter, but = '') =>
  Object.entries(filter.chosen).every(([name, values]) => {
    if (name === but || values.length === 0) return true
    const own = FACETS[name](role, network)
    return name === 'flag' ? values.every(value => own.includes(value)) : values.some(value => own.includes(value))
  }) &&
  (but === 'not' || !RULED_OUT(role).some(value => filter.not.includes(value))) &&
  (but === 'pay' || filter.pay === 0 || (role.pay?.[1] ?? 0) >= filter.pay) &&
  (but === 'level' || filter.level === null || (role.level ?? 0) <= filter.level)

/**
 * How many roles there would be with each value of a facet, beside what else is chosen. For what is ruled out: how many would go.
 * @param {Network} network  @param {Filter} filter  @param {string} name a facet, or 'not'
 * @returns {Map<string, number>}
 */
export const counts = (network, filter, name) => {
  const found = new Map()
  const values = name === 'not' ? RULED_OUT : FACETS[name]
  for (const role of network.roles) {
    if (!matches(role, network, filter, name === 'flag' ? '' : name)) continue
    for (const value of values(role, network)) found.set(value, (found.get(value) ?? 0) + 1)
  }
  return found
}

/**
 * @param {Network} network  @param {Filter} filter  @param {Set<number>} held qualifications that the reader has
 * @returns {number[]} positions of the roles that match, in the chosen order; equals stay as they were written
 */
export const filtered = (network, filter, held) => {
  const found = network.roles.map((_, at) => at).filter(at => matches(network.roles[at], network, filter))
  /** @type {Record<typeof SORTS[number], (at: number) => number | string>} */
  const keys = {
    ladder: at => network.roles[at].ladders[0] * 100 + network.roles[at].stage,
    title: at => network.roles[at].title,
    pay: at => -(network.roles[at].pay?.[1] ?? 0),
    level: at => network.roles[at].level ?? 0,
    near: at => {
      const { met, of } = nearness(network.roles[at], held)
      return of - met
    },
  }
  const sorted = found.map(at => ({ at, key: keys[filter.sort](at) }))
  sorted.sort(({ key: a }, { key: b }) => (typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b)))
  return sorted.map(({ at }) => at)
}

/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./network.js').Role} Role */
/**
 * @typedef {object} Filter
 * @property {Record<string, string[]>} chosen values by facet
 * @property {string[]} not what is ruled out
 * @property {number} pay pounds a year, or 0
 * @property {number | null} level the highest RQF level with which people get in
 * @property {typeof SORTS[number]} sort
 */
