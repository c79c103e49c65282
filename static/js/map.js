/** What the map shows: its state as an address, what a choice lights up, and where the arrow keys lead. Pure. */
import { parse as parseFilter, write as writeFilter } from './filters.js'
import { KINDS } from './network.js'

/** How a move is called; a way in from outside is none. */
export const MOVES = KINDS.filter(kind => kind !== 'entry')

export const VIEWS = /** @type {const} */ (['map', 'stages', 'list'])
const USUAL_FAR = 2

/** @param {URLSearchParams} query  @returns {State} */
export const parse = query => {
  const far = Number(query.get('far'))
  return {
    role: query.get('role') ?? '',
    kinds: MOVES.filter(kind => (query.get('kind') ?? '').split(',').includes(kind)),
    far: far >= 1 && far <= 3 ? Math.trunc(far) : USUAL_FAR,
    between: query.has('between'),
    view: VIEWS.find(view => view === query.get('view')) ?? '',
    filter: parseFilter(query),
  }
}

/** @param {State} state  @returns {URLSearchParams} only what differs from the map as it opens */
export const write = ({ role, kinds, far, between, view, filter }) => {
  const query = new URLSearchParams()
  if (role) query.set('role', role)
  for (const [name, value] of writeFilter(filter)) query.set(name, value)
  if (kinds.length > 0) query.set('kind', kinds.join(','))
  if (far !== USUAL_FAR) query.set('far', String(far))
  if (between) query.set('between', 'yes')
  if (view) query.set('view', view)
  return query
}

/** @param {Network} network  @returns {Index} the moves from and to each role, as positions of steps */
export const makeIndex = network => {
  /** @returns {number[][]} */
  const lists = () => network.roles.map(() => [])
  const index = { from: lists(), to: lists() }
  for (const { at, kind, start, end } of network.steps) {
    if (kind === 'entry') continue
    index.from[start].push(at)
    index.to[end].push(at)
  }
  return index
}

/**
 * What choosing a role lights up.
 * @param {Network} network  @param {Index} index  @param {number} role
 * @param {object} bounds
 * @param {number} bounds.far how many moves at the most
 * @param {string[]} bounds.kinds of move; all when empty
 * @param {(role: number) => boolean} bounds.fits whether moves may lead through a role
 * @returns {{ ahead: Lit, back: Lit }}
 */
export const light = (network, index, role, { far, kinds, fits }) => {
  /** @param {number[][]} moves  @param {'start' | 'end'} other  @returns {Lit} */
  const side = (moves, other) => {
    const roles = new Map([[role, 0]])
    /** @type {Map<number, number>} */
    const steps = new Map()
    let edge = [role]
    for (let away = 1; away <= far; away++) {
      const next = []
      for (const at of edge.flatMap(node => moves[node])) {
        const { kind, [other]: reached } = network.steps[at]
        if ((kinds.length > 0 && !kinds.includes(kind)) || !fits(reached)) continue
        if (!roles.has(reached)) {
          roles.set(reached, away)
          next.push(reached)
        }
        if (roles.get(reached) === away) steps.set(at, away)
      }
      edge = next
    }
    roles.delete(role)
    return { roles, steps }
  }
  return { ahead: side(index.from, 'end'), back: side(index.to, 'start') }
}

/**
 * The stop to which an arrow key leads: up and down within the column; left and right to the next column of the same lane that has any,
 * or else to the nearest lane that has one.
 * @param {Stop[]} stops those that can be seen, lane after lane, in each from the top of each column
 * @param {number} at a position in `stops`
 * @param {string} key the name of the key
 * @returns {number} a position in `stops`, the same where there is nothing on that side
 */
export const neighbour = (stops, at, key) => {
  const here = stops[at]
  const side = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    let next = at + side
    while (stops[next] && stops[next].column !== here.column) next += side
    return stops[next] ? next : at
  }
  let best = at
  let least = Infinity
  stops.forEach(({ lane, column, row }, next) => {
    const aside = (column - here.column) * side
    if (aside <= 0) return
    const away = Math.abs(lane - here.lane)
    const distance = (away > 0 ? 1e6 : 0) + aside * 1e4 + away * 100 + Math.abs(row - here.row)
    if (distance < least) [best, least] = [next, distance]
  })
  return best
}

/**
 * @param {string} path of absolute commands whose every second number is a height
 * @param {(height: number) => number} shift how much lower each height comes
 */
export const shifted = (path, shift) =>
  path.replace(/([\d.]+) ([\d.]+)/g, (_, across, down) => `${across} ${Number(down) + shift(Number(down))}`)

/** @typedef {import('./network.js').Network} Network */
/** @typedef {{ from: number[][], to: number[][] }} Index */
/** @typedef {{ roles: Map<number, number>, steps: Map<number, number> }} Lit roles and steps, with how many moves away each is, from 1 */
/** @typedef {{ lane: number, column: number, row: number }} Stop */
/**
 * @typedef {object} State
 * @property {string} role the id of the chosen role, or ''
 * @property {string[]} kinds of move that are wanted; all when empty
 * @property {number} far how many moves are lit
 * @property {boolean} between whether all lines between ladders are shown
 * @property {typeof VIEWS[number] | ''} view '' for what suits the screen
 * @property {import('./filters.js').Filter} filter
 */
