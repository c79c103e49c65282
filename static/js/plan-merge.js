/**
 * Two tabs that change one plan: what both wrote stays. Pure, and the same whichever tab does it. Where the order means nothing, it is that of the
 * other tab: its text is then the same to the letter as soon as nothing is new, so that two tabs do not answer each other for ever.
 */
import { wordsOf } from './plan.js'

/**
 * @param {Plan} base what both last agreed on
 * @param {Plan} one
 * @param {Plan} other
 * @param {(id: string) => boolean} isLong whether the answers of a question or column are texts of which no word may be lost
 * @returns {Plan}
 */
export const merge = (base, one, other, isLong) => {
  const gone = { ...other.gone }
  for (const [id, at] of Object.entries(one.gone)) if (!gone[id] || gone[id] < at) gone[id] = at
  /** @type {Plan} */
  const merged = { ...base, ...other, ...one, answers: fields(base.answers, one.answers, other.answers, isLong), lists: {}, gone }
  for (const own of /** @type {const} */ (['name', 'note', 'route'])) {
    if (same(one[own], base[own])) Object.assign(merged, { [own]: other[own] })
  }
  for (const id of new Set([...Object.keys(other.lists), ...Object.keys(one.lists)])) {
    merged.lists[id] = lists(base.lists[id] ?? [], one.lists[id] ?? [], other.lists[id] ?? [], isLong)
      .filter(row => !gone[row.id] || newest(row) > gone[row.id])
  }
  const kept = new Set(Object.values(merged.lists).flatMap(list => list.map(row => row.id)))
  merged.gone = Object.fromEntries(Object.entries(gone).filter(([id]) => !kept.has(id)))
  return merged
}

/** @param {unknown} one  @param {unknown} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

/** @param {Row} row */
const newest = row => Object.values(row.cells).reduce((latest, { at }) => (at > latest ? at : latest), row.at)

/** The order is that of the tab that changed it; rows of the other follow the row that they followed there. @param {Row[]} base  @param {Row[]} one  @param {Row[]} other  @param {(id: string) => boolean} isLong */
const lists = (base, one, other, isLong) => {
  const ids = (/** @type {Row[]} */ some) => some.map(row => row.id)
  const [mine, theirs] = [ids(one), ids(other)]
  const [moved, movedThere] = [mine, theirs].map(some => !same(some.filter(id => ids(base).includes(id)), ids(base).filter(id => some.includes(id))))
  const [first, second] = (moved === movedThere ? mine.join() > theirs.join() : moved) ? [one, other] : [other, one]
  const order = ids(first)
  ids(second).forEach((id, at, all) => {
    if (!order.includes(id)) order.splice(at === 0 ? 0 : order.indexOf(all[at - 1]) + 1, 0, id)
  })
  return order.map(id => {
    const [before, mine, theirs] = [base, one, other].map(some => some.find(row => row.id === id))
    if (!mine || !theirs) return /** @type {Row} */ (mine ?? theirs)
    return { id, at: mine.at > theirs.at ? mine.at : theirs.at, cells: fields(before?.cells ?? {}, mine.cells, theirs.cells, isLong) }
  })
}

/** @param {Record<string, Answer>} base  @param {Record<string, Answer>} one  @param {Record<string, Answer>} other  @param {(id: string) => boolean} isLong */
const fields = (base, one, other, isLong) => {
  const merged = { ...other, ...one }
  for (const id of Object.keys(merged)) {
    if (!one[id] || !other[id] || same(one[id].value, other[id].value)) {
      if (other[id] && one[id] && other[id].at > one[id].at) merged[id] = other[id]
      continue
    }
    const was = base[id]
    const [changed, changedThere] = [one[id], other[id]].map(side => !was || !same(side.value, was.value) || side.at > was.at)
    if (changed !== changedThere) {
      merged[id] = changed ? one[id] : other[id]
      continue
    }
    const [early, late] = [one[id], other[id]].sort((a, b) => a.at.localeCompare(b.at) || wordsOf(a.value).localeCompare(wordsOf(b.value)))
    merged[id] = changed && isLong(id) ? { value: joined(wordsOf(was?.value), wordsOf(early.value), wordsOf(late.value)), at: late.at } : late
  }
  return merged
}

/**
 * Two texts that grew from one. Where they changed it at different places, both changes; else one after the other.
 * @param {string} base  @param {string} early  @param {string} late
 */
export const joined = (base, early, late) => {
  if (early.includes(late)) return early
  if (late.includes(early)) return late
  const [one, other] = [change(base, early), change(base, late)]
  if (one.end < other.start || (one.end === other.start && one.start === one.end && other.start === other.end)) return applied(base, one, other)
  if (other.end < one.start) return applied(base, other, one)
  return `${early}\n${late}`
}

/** What stands in the text instead of a part of the base. @param {string} base  @param {string} text */
const change = (base, text) => {
  const most = Math.min(base.length, text.length)
  let start = 0
  while (start < most && base[start] === text[start]) start++
  let tail = 0
  while (tail < most - start && base[base.length - 1 - tail] === text[text.length - 1 - tail]) tail++
  return { start, end: base.length - tail, put: text.slice(start, text.length - tail) }
}

/** @param {string} base  @param {ReturnType<typeof change>} first  @param {ReturnType<typeof change>} second */
const applied = (base, first, second) =>
  base.slice(0, first.start) + first.put + base.slice(first.end, second.start) + second.put + base.slice(second.end)

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {import('./plan.js').Row} Row */
/** @typedef {import('./plan.js').Answer} Answer */
