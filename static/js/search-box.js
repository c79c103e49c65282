/** The search box at the top of every page: suggests while you type; Enter alone goes to the page of results. */
import { combobox } from './combobox.js'
import { at } from './say.js'
import { searching } from './searching.js'

const EACH = 3
const ALL = 9

/** @param {HTMLFormElement} form  @param {HTMLInputElement} input  @param {(address: string) => void} [go] opens what was chosen */
export const suggestIn = (form, input, go = address => { location.href = address }) => {
  const top = new URL('..', form.action).href
  const search = searching(top)
  combobox(input, {
    open: () => { search().catch(() => {}) },
    suggest: words => search().then(find => shortened(find(words)), () => []),
    choose: ({ value }) => go(top + at(value)),
  })
}

/** The first few of each kind. @param {import('./searching.js').Found[]} found  @returns {import('./combobox.js').Group[]} */
const shortened = found => {
  let left = ALL
  return found.flatMap(({ heading, entries }) => {
    const shown = entries.slice(0, Math.min(EACH, left))
    left -= shown.length
    return shown.length > 0 ? [{ heading, options: shown.map(({ title, summary, url }) => ({ label: title, note: summary, value: url })) }] : []
  })
}
