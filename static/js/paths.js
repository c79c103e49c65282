/**
 * Ways through a graph, cheapest first. Exact, and the same as `explorer/paths.py`, where the sources are named.
 * Pure: nodes are numbers from 0, edges are flat arrays, so that thousands of roles are searched within a frame.
 */

/** A heap of numbers by priority. Ties go to whichever comes first. */
class Heap {
  /** @type {number[]} */ #keys = []
  /** @type {number[]} */ #items = []

  get size() { return this.#items.length }

  /** @param {number} key  @param {number} item */
  push(key, item) {
    const keys = this.#keys, items = this.#items
    let at = items.length
    while (at > 0) {
      const up = (at - 1) >> 1
      if (keys[up] <= key) break
      keys[at] = keys[up]
      items[at] = items[up]
      at = up
    }
    keys[at] = key
    items[at] = item
  }

  /** @returns {number} the item with the lowest key */
  pop() {
    const keys = this.#keys, items = this.#items
    const top = items[0]
    const key = Number(keys.pop()), item = Number(items.pop())
    const size = items.length
    if (size > 0) {
      let at = 0
      for (;;) {
        let down = 2 * at + 1
        if (down >= size) break
        if (down + 1 < size && keys[down + 1] < keys[down]) down++
        if (keys[down] >= key) break
        keys[at] = keys[down]
        items[at] = items[down]
        at = down
      }
      keys[at] = key
      items[at] = item
    }
    return top
  }
}

/**
 * @param {number} nodes how many nodes there are
 * @param {ArrayLike<Edge>} edges of two between the same nodes the lighter one counts
 * @param {ArrayLike<number>} weights of the edges, not negative
 * @returns {Graph}
 */
export const makeGraph = (nodes, edges, weights) => {
  /** @type {Map<number, number>[]} */
  const ahead = Array.from({ length: nodes }, () => new Map())
  /** @type {number[][]} */
  const back = Array.from({ length: nodes }, () => [])
  for (let at = 0; at < edges.length; at++) {
    const { start, end } = edges[at]
    const known = ahead[start].get(end)
    if (start !== end && (known === undefined || weights[at] < weights[known])) ahead[start].set(end, at)
  }
  ahead.forEach((ends, start) => ends.forEach((_, end) => back[end].push(start)))
  return { ahead, back, weights }
}

/** @param {Graph} graph  @param {number} start  @param {number} end  @returns {number} the weight of the step between two neighbours */
const between = ({ ahead, weights }, start, end) => weights[Number(ahead[start].get(end))]

/** @param {Graph} graph  @param {number} end  @returns {Float64Array} the least weight from each node to the end; Infinity where there is no way */
export const distances = (graph, end) => {
  const found = new Float64Array(graph.ahead.length).fill(Infinity)
  const done = new Uint8Array(found.length)
  const heap = new Heap()
  found[end] = 0
  heap.push(0, end)
  while (heap.size > 0) {
    const node = heap.pop()
    if (done[node]) continue
    done[node] = 1
    for (const other of graph.back[node]) {
      const total = found[node] + between(graph, other, node)
      if (total < found[other]) {
        found[other] = total
        heap.push(total, other)
      }
    }
  }
  return found
}

/**
 * Every way from start to end that visits no node twice, lightest first.
 * @param {Graph} graph  @param {number} start  @param {number} end
 * @returns {Generator<Way, void>}
 */
export function* ways(graph, start, end) {
  const ahead = distances(graph, end)
  if (start === end || ahead[start] === Infinity) return
  /** @type {number[][]} */
  const given = []
  /** @type {(Way & { left: number })[]} */
  const made = []
  const heap = new Heap()
  /** @param {number} weight  @param {number[]} nodes  @param {number} left */
  const offer = (weight, nodes, left) => heap.push(weight, made.push({ weight, nodes, left }) - 1)
  const first = best(graph, ahead, [start], new Set(), end)
  if (first) offer(first.weight, first.nodes, 0)
  while (heap.size > 0) {
    const { weight, nodes, left } = made[heap.pop()]
    yield { weight, nodes }
    given.push(nodes)
    let before = 0
    for (let at = 0; at < nodes.length - 1; at++) {
      if (at >= left) {
        const stem = nodes.slice(0, at + 1)
        const closed = new Set(given.filter(other => stem.every((node, index) => other[index] === node)).map(other => other[at + 1]))
        const found = best(graph, ahead, stem, closed, end)
        if (found) offer(before + found.weight, found.nodes, at)
      }
      before += between(graph, nodes[at], nodes[at + 1])
    }
  }
}

/**
 * @param {Graph} graph  @param {Float64Array} ahead  @param {number[]} stem  @param {Set<number>} closed  @param {number} end
 * @returns {Way | null} the lightest way on from the stem: its weight from the stem's last node, and all its nodes
 */
const best = (graph, ahead, stem, closed, end) => {
  const spur = stem[stem.length - 1]
  /** @type {Map<number, number>} */
  const came = new Map()
  const least = new Map([[spur, 0]])
  const done = new Set(stem.slice(0, -1))
  const heap = new Heap()
  heap.push(ahead[spur], spur)
  while (heap.size > 0) {
    const node = heap.pop()
    if (node === end) {
      const tail = [end]
      while (tail[tail.length - 1] !== spur) tail.push(Number(came.get(tail[tail.length - 1])))
      return { weight: Number(least.get(end)), nodes: [...stem.slice(0, -1), ...tail.reverse()] }
    }
    if (done.has(node)) continue
    done.add(node)
    const here = Number(least.get(node))
    for (const [other, edge] of graph.ahead[node]) {
      const weight = graph.weights[edge]
      if (done.has(other) || ahead[other] === Infinity || (node === spur && closed.has(other))) continue
      if (here + weight < (least.get(other) ?? Infinity)) {
        least.set(other, here + weight)
        came.set(other, node)
        heap.push(here + weight + ahead[other], other)
      }
    }
  }
  return null
}

/**
 * Nodes by the number of steps from a start.
 * @param {Graph} graph  @param {number} start  @param {number} most how many steps at the most
 * @param {'ahead' | 'back'} side where steps lead, or who comes
 * @returns {number[][]} the nodes that take one step, two steps and so on, each where it is nearest
 */
export const reach = (graph, start, most, side) => {
  const seen = new Set([start])
  let edge = [start]
  return Array.from({ length: most }, () => {
    edge = edge.flatMap(node => [...(side === 'ahead' ? graph.ahead[node].keys() : graph.back[node])])
      .filter(node => !seen.has(node) && seen.add(node))
    return edge
  })
}

/** @typedef {{ start: number, end: number }} Edge */
/** @typedef {{ weight: number, nodes: number[] }} Way */
/**
 * @typedef {object} Graph
 * @property {Map<number, number>[]} ahead the position of the edge from a node, by where it leads
 * @property {number[][]} back who comes to a node
 * @property {ArrayLike<number>} weights of all edges
 */
