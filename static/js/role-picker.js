/** A field in which an entry is found by any of its names: a role, unless other kinds are asked for. */
import { combobox } from './combobox.js'
import { searching } from './searching.js'

const SHOWN = 8

/**
 * @param {HTMLInputElement} input
 * @param {object} options
 * @param {string} options.top the way to the top of the site
 * @param {(id: string, kind: string) => void} options.choose called with the id of the entry and its kind
 * @param {{ label: string, value: string }[]} [options.first] offered before anything is typed
 * @param {string[]} [options.kinds]
 */
export const rolePicker = (input, { top, choose, first = [], kinds = ['role'] }) => {
  const search = searching(top, entry => kinds.includes(entry.kind))
  return combobox(input, {
    open: () => { search().catch(() => {}) },
    empty: first.length > 0,
    suggest: async words => {
      if (!words) return [{ heading: '', options: first }]
      const found = await search().then(find => find(words), () => [])
      return found.map(({ heading, entries }) => ({
        heading: kinds.length > 1 ? heading : '',
        options: entries.slice(0, SHOWN).map(({ kind, title, summary, url }) => ({ label: title, note: summary, value: `${kind}:${url.split('/')[1]}` })),
      }))
    },
    choose: ({ label, value }) => {
      const [kind, id] = value.includes(':') ? value.split(':') : ['', value]
      input.value = label
      choose(id, kind)
    },
  })
}
