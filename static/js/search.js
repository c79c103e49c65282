/** Search over the catalogue: forgiving of typing, grouped by kind. Pure: no page, no network. */
import MiniSearch from '../vendor/minisearch/minisearch.js'
import { _ } from './say.js'

/** The kinds of entry in the order in which results are shown, with their headings. */
export const KINDS = [
  ['list', _('Lists of roles')],
  ['role', _('Roles')],
  ['ladder', _('Career ladders')],
  ['local', _('Near you')],
  ['qualification', _('Qualifications')],
  ['skill', _('Skills')],
  ['article', _('Guidance')],
  ['word', _('Words explained')],
  ['funding', _('Paying for training')],
  ['body', _('Regulators and other bodies')],
]

/**
 * @param {Entry[]} entries
 * @returns {Index} an index over them
 */
export const makeIndex = entries => {
  const index = new MiniSearch({
    fields: ['title', 'also', 'typed', 'summary'],
    storeFields: ['kind', 'title', 'summary', 'url'],
    extractField: (entry, name) => (Array.isArray(entry[name]) ? entry[name].join(' · ') : entry[name] ?? ''),
    searchOptions: { boost: { title: 4, also: 3, typed: 3 }, prefix: true, fuzzy: word => (word.length > 4 ? 0.2 : false), combineWith: 'AND' },
  })
  index.addAll(entries.map((entry, id) => ({ id, ...entry })))
  const names = entries.map(({ title, also = [], typed = [] }) => [[title], also, typed].map(some => new Set(some.map(plain))))
  return { index, names }
}

/**
 * @param {Index} index
 * @param {string} words what was typed
 * @returns {{ heading: string, entries: Entry[] }[]} what was found, by kind, the best first; empty when nothing was
 */
export const find = ({ index, names }, words) => {
  const all = index.search(words)
  const found = all.length > 0 ? all : index.search(words, { combineWith: 'OR' })
  const typed = plain(words)
  const ranked = found.map((entry, at) => ({ entry, at, rank: rankOf(names[entry.id], typed) }))
    .sort((one, other) => one.rank - other.rank || one.at - other.at).map(({ entry }) => entry)
  return KINDS
    .map(([kind, heading]) => ({ heading, entries: /** @type {(Entry & SearchResult)[]} */ (ranked.filter(entry => entry.kind === kind)) }))
    .filter(group => group.entries.length > 0)
}

/** @param {string} text  @returns {string} the text as it is compared with others */
const plain = text => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** Names that are exactly what was typed come first: titles, then other names, then what people type. @param {Set<string>[]} names  @param {string} typed */
const rankOf = (names, typed) => {
  const at = names.findIndex(some => some.has(typed))
  return at < 0 ? names.length : at
}

/** @typedef {{ index: MiniSearch, names: Set<string>[][] }} Index with the names of each entry: title, other names, what people type */
/** @typedef {import('../vendor/minisearch/minisearch.js').SearchResult} SearchResult */

/**
 * @typedef {object} Entry
 * @property {string} kind
 * @property {string} title
 * @property {string[]} [also] other names
 * @property {string[]} [typed] words that people type for it
 * @property {string} summary
 * @property {string} url the address, relative to the site
 * @property {string[]} [was] older ids of a skill
 */
