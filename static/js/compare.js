/** Roles side by side: the same rows as `explorer/compare.py` sets out. Pure. */

import { _, both, either, together } from './say.js'

/**
 * @param {Side[]} sides  @param {Plan} plan
 * @returns {{ title: string, fields: Row[][] }[]} the rows of every field, by section
 */
export const compare = (sides, plan) => plan.sections.map(([title, fields]) => ({
  title, fields: fields.map(field => rows(field, sides, plan.groups)).filter(some => some.length > 0),
}))

/** The field that the head of each column says on paper. */
const IN_HEAD = 'stage'

/**
 * The same on one page of paper: what is the same for all, and a row for each field that differs, with a cell for each role.
 * @param {Side[]} sides  @param {Plan} plan  @returns {{ same: Row[], rows: PaperRow[] }}
 */
export const onPaper = (sides, plan) => {
  const fields = plan.sections.flatMap(([, some]) => some).filter(([name]) => name !== IN_HEAD).map(field => ({ field, all: rows(field, sides, plan.groups) }))
  return {
    same: sides.length === 1 ? [] : fields.flatMap(({ all }) => all.filter(({ cells }) => cells.length === 1)),
    rows: fields.flatMap(({ field: [, title, layout, none], all }) => {
      const differing = all.filter(({ cells }) => cells.length === sides.length)
      return differing.length === 0 ? [] : [{ title, none, cells: sides.map((_, at) => parts(layout, differing, at, plan.groups)) }]
    }),
  }
}

/**
 * What one role has in a field: nations with the same items share a part, and so does all that stands only here.
 * @param {Layout} layout  @param {Row[]} differing  @param {number} at  @param {Plan['groups']} groups  @returns {Part[]}
 */
const parts = (layout, differing, at, groups) => {
  /** @type {Map<string, Part & { nations: string[] }>} */
  const found = new Map()
  for (const { verdict, only, groups: nations, cells, none } of differing) {
    const items = layout === 'moves' ? cells[at].filter(({ note }) => note !== none) : cells[at]
    if (items.length === 0 && layout !== 'nations') continue
    const label = only ? verdict : ''
    const key = layout === 'nations' ? JSON.stringify(items) : label
    const part = found.get(key) ?? { label, items: [], nations: [] }
    found.set(key, { label, items: layout === 'nations' ? items : [...part.items, ...items], nations: [...part.nations, ...nations] })
  }
  return [...found.values()].map(({ label, items, nations }, place, every) => ({
    label: nations.length > 0 && nations.length < Object.keys(groups.nations).length ? both(nations.map(nation => groups.nations[nation])) : label,
    items: layout !== 'nations' ? items : items.map(item => (every.slice(place + 1).some(later => later.items.some(({ note }) => note && note === item.note)) ? { ...item, note: '' } : item)),
  }))
}

/** @param {Field} field  @param {Side[]} sides  @param {Plan['groups']} groups  @returns {Row[]} */
const rows = ([name, title, layout, none], sides, groups) => {
  const cells = sides.map(side => side.fields[name] ?? [])
  if (layout === 'one') return [valueRow(title, cells, none)]
  if (layout === 'list') return listRows(title, cells, none)
  if (layout === 'own') return cells.some(cell => cell.length > 0) ? [row(title, _('In their own words'), cells, none)] : []
  if (layout === 'nations' || layout === 'kinds') return groupRows(layout, title, cells, none, groups[layout])
  if (sides.length < 2) return []
  return layout === 'needs'
    ? [row(title, '', cells.map((cell, at) => (at === 0 ? [] : [moreAndLess(cell, cells[0])])), none)]
    : [row(title, '', sides.map((side, at) => moves(side, cells[at], sides, none)), none)]
}

/** @param {string} title  @param {string} verdict  @param {Item[][]} cells  @param {string} [none]  @param {string[]} [groups]  @returns {Row} */
const row = (title, verdict, cells, none = '', groups = [], only = false) => ({ title, verdict, cells, none, groups, only })

/** A row that says whether its cells are the same. @param {string} title  @param {Item[][]} cells  @param {string} none  @param {string[]} [groups] */
const valueRow = (title, cells, none, groups) => {
  const same = new Set(cells.map(cell => [...new Set(cell.map(keyOf))].sort().join('\n'))).size === 1
  return same ? row(title, inAll(cells.length), [shared(cells, cells[0])], none, groups) : row(title, _('Different'), cells, none, groups)
}

/** What is in all roles, in some, and in one only. @param {string} title  @param {Item[][]} cells  @param {string} none */
const listRows = (title, cells, none) => {
  /** @type {Map<string, number>} */
  const holders = new Map()
  for (const cell of cells) for (const key of new Set(cell.map(keyOf))) holders.set(key, (holders.get(key) ?? 0) + 1)
  /** @param {number} least  @param {number} most */
  const part = (least, most) => cells.map(cell => cell.filter(item => {
    const count = Number(holders.get(keyOf(item)))
    return least <= count && count <= most
  }))
  const count = cells.length
  const every = part(count, count)
  /** @type {[string, Item[][]][]} */
  const parts = [[inAll(count), [shared(cells, every[0])]], [_('In some'), part(2, count - 1)], [_('Only here'), count > 1 ? part(1, 1) : []]]
  return parts.filter(([, some]) => some.some(cell => cell.length > 0)).map(([verdict, some]) => row(title, verdict, some, none, [], verdict === _('Only here')))
}

/**
 * A row for each nation or kind of which some role speaks. Nations with the same cells share a row.
 * @param {'nations' | 'kinds'} layout  @param {string} title  @param {Item[][]} all  @param {string} none
 * @param {Record<string, string>} words
 */
const groupRows = (layout, title, all, none, words) => {
  /** @type {Map<string, { cells: Item[][], groups: string[] }>} */
  const found = new Map()
  for (const group of Object.keys(words)) {
    const cells = all.map(cell => cell.filter(item => !item.groups || item.groups.includes(group)))
    const key = JSON.stringify(cells)
    if (cells.every(cell => cell.length === 0)) continue
    if (layout === 'nations' && found.has(key)) found.get(key)?.groups.push(group)
    else found.set(layout === 'nations' ? key : group, { cells, groups: [group] })
  }
  return [...found.values()].map(({ cells, groups }) => {
    const having = cells.filter(cell => cell.length > 0).length
    if (layout === 'kinds') return row(`${title}: ${words[groups[0]].toLowerCase()}`, having === cells.length ? inAll(having) : having === 1 ? _('Only here') : _('In some'), cells, none, [], having === 1 && cells.length > 1)
    if (groups.length === Object.keys(words).length) return valueRow(title, cells, none)
    return valueRow(`${title}, ${both(groups.map(group => words[group]))}`, cells, none, groups)
  })
}

/** How much a role asks for beside the first one. @param {Item[]} cell  @param {Item[]} first  @returns {Item} */
const moreAndLess = (cell, first) => {
  /** @param {Item[]} some  @param {Item[]} others */
  const beyond = (some, others) => some.filter(item => others.every(other => other.key !== item.key || (item.grade ?? 0) < (other.grade ?? 0))).length
  const [more, less] = [beyond(cell, first), beyond(first, cell)]
  const parts = [...(more > 0 ? [_('{count} more', { count: more })] : []), ...(less > 0 ? [_('{count} less', { count: less })] : [])]
  return { key: '', text: parts.length > 0 ? together(parts) : _('The same') }
}

/** How a role leads to each of the others. @param {Side} side  @param {Item[]} own  @param {Side[]} sides  @param {string} none  @returns {Item[]} */
const moves = (side, own, sides, none) => sides.filter(other => other !== side).map(other => ({
  key: other.id,
  text: _('To {role}', { role: other.title }),
  note: either([...own.filter(move => move.key === other.id).map(move => String(move.note)), ...(own.some(move => move.key === other.id) ? [] : [none])]),
  address: `routes/?from=${side.id}&to=${other.id}`,
}))

/** Items that all cells have; a note only where all have the same. @param {Item[][]} cells  @param {Item[]} items  @returns {Item[]} */
const shared = (cells, items) => items.map(item => {
  const notes = new Set(cells.flat().filter(other => other.key === item.key).map(other => other.note))
  return notes.size === 1 ? item : { ...item, note: '' }
})

/** @param {Item} item */
const keyOf = ({ key, grade = 0 }) => `${key} ${grade}`

/** @param {number} count of roles */
const inAll = count => ['', '', _('In both'), _('In all three'), _('In all four')][count]

/** @typedef {{ key: string, text: string, note?: string, address?: string, groups?: string[], grade?: number }} Item */
/** @typedef {{ id: string, title: string, summary: string, ladder: string, group: string, fields: Record<string, Item[]> }} Side */
/** @typedef {'one' | 'list' | 'nations' | 'kinds' | 'needs' | 'moves' | 'own'} Layout */
/** @typedef {[string, string, Layout, string]} Field name, title, layout, and the words for nothing */
/** @typedef {{ sections: [string, Field[]][], groups: { nations: Record<string, string>, kinds: Record<string, string> } }} Plan */
/** @typedef {{ title: string, verdict: string, cells: Item[][], none: string, groups: string[], only: boolean }} Row one cell stands for all roles */
/** @typedef {{ label: string, items: Item[] }} Part of a cell on paper, with what it is about: nations, or that it stands only here */
/** @typedef {{ title: string, none: string, cells: Part[][] }} PaperRow */
