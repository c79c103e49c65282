/** A field in which a role is found by any of its names. */
import { combobox } from './combobox.js'
import { lazily } from './dom.js'

const SHOWN = 8

/**
 * @param {HTMLInputElement} input
 * @param {object} options
 * @param {string} options.top the way to the top of the site
 * @param {(id: string) => void} options.choose called with the id of the role
 * @param {{ label: string, value: string }[]} [options.first] offered before anything is typed
 */
export const rolePicker = (input, { top, choose, first = [] }) => {
  const entries = lazily(`${top}data/search.json`)
  /** @type {Promise<(words: string) => import('./combobox.js').Option[]>} */
  let searching
  const search = () => {
    searching ??= Promise.all([import('./search.js'), entries()]).then(([{ find, makeIndex }, all]) => {
      const index = makeIndex(/** @type {import('./search.js').Entry[]} */ (all).filter(entry => entry.kind === 'role'))
      return words => find(index, words).flatMap(group => group.entries).slice(0, SHOWN)
        .map(entry => ({ label: entry.title, note: entry.summary, value: entry.url.split('/')[1] }))
    })
    searching.catch(() => { searching = /** @type {any} */ (undefined) })
    return searching
  }
  return combobox(input, {
    open: () => { search() },
    empty: first.length > 0,
    suggest: async words => {
      const options = words ? (await search())(words) : first
      return options.length > 0 ? [{ heading: '', options }] : []
    },
    choose: option => {
      input.value = option.label
      choose(option.value)
    },
  })
}
