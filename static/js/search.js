/** Search over the catalogue: forgiving of typing, grouped by kind. Pure: no page, no network. */
import MiniSearch from '../vendor/minisearch/minisearch.js'

/** The kinds of entry in the order in which results are shown, with their headings. */
export const KINDS = [
  ['role', 'Roles'],
  ['ladder', 'Career ladders'],
  ['qualification', 'Qualifications'],
  ['skill', 'Skills'],
  ['article', 'Guidance'],
  ['word', 'Words explained'],
  ['funding', 'Paying for training'],
  ['body', 'Regulators and other bodies'],
]

/**
 * @param {Entry[]} entries
 * @returns {MiniSearch} an index over them
 */
export const makeIndex = entries => {
  const index = new MiniSearch({
    fields: ['title', 'also', 'summary'],
    storeFields: ['kind', 'title', 'also', 'summary', 'url'],
    extractField: (entry, name) => (name === 'also' ? entry.also.join(' · ') : entry[name]),
    searchOptions: { boost: { title: 4, also: 3 }, prefix: true, fuzzy: word => (word.length > 4 ? 0.2 : false), combineWith: 'AND' },
  })
  index.addAll(entries.map((entry, id) => ({ id, ...entry })))
  return index
}

/**
 * @param {MiniSearch} index
 * @param {string} words what was typed
 * @returns {{ heading: string, entries: Entry[] }[]} what was found, by kind, the best first; empty when nothing was
 */
export const find = (index, words) => {
  const all = index.search(words)
  const found = all.length > 0 ? all : index.search(words, { combineWith: 'OR' })
  return KINDS
    .map(([kind, heading]) => ({ heading, entries: /** @type {(Entry & SearchResult)[]} */ (found.filter(entry => entry.kind === kind)) }))
    .filter(group => group.entries.length > 0)
}

/** @typedef {import('../vendor/minisearch/minisearch.js').SearchResult} SearchResult */

/**
 * @typedef {object} Entry
 * @property {string} kind
 * @property {string} title
 * @property {string[]} also other names
 * @property {string} summary
 * @property {string} url the address, relative to the site
 */
