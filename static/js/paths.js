/**
 * Ways through a graph, cheapest first. Exact, and the same as `explorer/paths.py`, where the sources are named.
 * Pure: nodes are numbers from 0, edges are flat arrays, so that thousands of roles are searched within a frame.
 */

/** A heap of numbers by priority. Ties go to whichever comes first. */
class Heap {
  /** @type {number[]} */ #keys = []
  /** @type {number[]} */ #items = []

  get size() { return this.#items.length }

  /** The lowest key; Infinity when there is none. */
  get least() { return this.#keys[0] ?? Infinity }

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

/** @param {Graph} graph  @param {number} end  @returns {Tree} the lightest way to the end from every node */
export const tree = (graph, end) => {
  const weight = new Float64Array(graph.ahead.length).fill(Infinity)
  const next = new Int32Array(weight.length)
  const done = new Uint8Array(weight.length)
  const heap = new Heap()
  weight[end] = 0
  heap.push(0, end)
  while (heap.size > 0) {
    const node = heap.pop()
    if (done[node]) continue
    done[node] = 1
    for (const other of graph.back[node]) {
      if (done[other]) continue
      const total = weight[node] + between(graph, other, node)
      if (total < weight[other]) {
        weight[other] = total
        next[other] = node
        heap.push(total, other)
      }
    }
  }
  return { end, weight, next }
}

/**
 * Every way from start to end that visits no node twice, lightest first.
 * @param {Graph} graph  @param {number} start  @param {number} end
 * @returns {Generator<Way, void>}
 */
export function* ways(graph, start, end) {
  const ahead = tree(graph, end)
  if (start === end || ahead.weight[start] === Infinity) return
  /** @type {number[][]} */
  const given = []
  const searches = [new Search(graph, ahead, [start], 0, new Set())]
  const heap = new Heap()
  heap.push(searches[0].least, 0)
  while (heap.size > 0) {
    const at = heap.pop()
    const search = searches[at]
    const way = search.run(heap.least)
    if (!way) {
      if (search.least < Infinity) heap.push(search.least, at)
      continue
    }
    yield way
    const { nodes } = way
    given.push(nodes)
    let weight = 0
    for (let length = 1; length < nodes.length; length++) {
      if (length >= search.stem.length) {
        const stem = nodes.slice(0, length)
        const closed = new Set(given.filter(other => stem.every((node, index) => other[index] === node)).map(other => other[length]))
        const other = new Search(graph, ahead, stem, weight, closed)
        if (other.least < Infinity) heap.push(other.least, searches.push(other) - 1)
      }
      weight += between(graph, nodes[length - 1], nodes[length])
    }
  }
}

/** Looks for the lightest way on from a stem, as far as it is told to: many are begun and few are needed. */
class Search {
  #graph
  #ahead
  /** @type {Map<number, number>} */
  #came = new Map()
  /** @type {Map<number, number>} */
  #least = new Map()
  #done
  #heap = new Heap()

  /**
   * @param {Graph} graph  @param {Tree} ahead  @param {number[]} stem which no way meets again  @param {number} weight of the stem
   * @param {Set<number>} closed nodes to which it does not go on from its end
   */
  constructor(graph, ahead, stem, weight, closed) {
    this.#graph = graph
    this.#ahead = ahead
    this.#done = new Set(stem)
    this.stem = stem
    this.#goOn(stem[stem.length - 1], weight, closed)
  }

  /** No way is lighter than this; Infinity when there is none. */
  get least() { return this.#heap.least }

  /** @param {number} limit  @returns {Way | null} the lightest way; nothing when it is heavier than the limit, or is not */
  run(limit) {
    while (this.#heap.size > 0 && this.#heap.least <= limit) {
      const weight = this.#heap.least
      const node = this.#heap.pop()
      if (this.#done.has(node)) continue
      const onward = this.#onward(node)
      if (onward) {
        for (let back = this.#came.get(node); back !== undefined; back = this.#came.get(back)) onward.unshift(back)
        return { weight, nodes: [...this.stem.slice(0, -1), ...onward] }
      }
      this.#done.add(node)
      this.#goOn(node, Number(this.#least.get(node)))
    }
    return null
  }

  /** @param {number} node  @param {number} weight up to there  @param {Set<number>} [closed] */
  #goOn(node, weight, closed) {
    for (const [other, edge] of this.#graph.ahead[node]) {
      const total = weight + this.#graph.weights[edge]
      if (this.#done.has(other) || closed?.has(other) || this.#ahead.weight[other] === Infinity || total >= (this.#least.get(other) ?? Infinity)) continue
      this.#least.set(other, total)
      this.#came.set(other, node)
      this.#heap.push(total + this.#ahead.weight[other], other)
    }
  }

  /** @param {number} node  @returns {number[] | null} the lightest way of all from there to the end, unless it meets the stem */
  #onward(node) {
    const { end, next } = this.#ahead
    const nodes = []
    for (let at = node; !this.stem.includes(at); at = next[at]) {
      nodes.push(at)
      if (at === end) return nodes
    }
    return null
  }
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
/** @typedef {{ end: number, weight: Float64Array, next: Int32Array }} Tree the least weight from each node to the end, Infinity where there is no way, and the next node */
