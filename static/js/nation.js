/**
 * The reader's nation: chosen once, kept in this browser, and shown first wherever a fact differs between nations.
 * Nothing is hidden; the facts of the other nations stay below.
 */
import { all, one } from './dom.js'
import { _ } from './say.js'

const KEY = 'nation'

/** The nation that was chosen here before, or '' when none was or the browser keeps nothing. */
const chosen = () => {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

/** @param {string} nation an id, or '' to forget it  @returns {boolean} whether the browser keeps it */
const keep = nation => {
  try {
    localStorage.setItem(KEY, nation)
    return true
  } catch {
    return false
  }
}

/**
 * The order in which the entries of a list are shown: those of the nation first, then those that hold everywhere.
 * @param {string[][]} lists the nations of each entry; an empty list holds everywhere
 * @param {string} nation an id, or '' for the order in which they were written
 * @returns {number[]} positions in `lists`
 */
export const order = (lists, nation) => {
  /** @param {number} at */
  const rank = at => (lists[at].includes(nation) ? 0 : lists[at].length === 0 ? 1 : 2)
  const positions = lists.map((_, at) => at)
  return nation ? positions.sort((one, other) => rank(one) - rank(other) || one - other) : positions
}

/** Puts the facts of a nation first on a page. @param {Document} page  @param {string} [nation] the chosen one, unless said otherwise */
export const showNation = (page, nation = chosen()) => {
  for (const list of all(page, '[data-nation-list]')) {
    const entries = all(list, ':scope > *')
    entries.forEach((entry, at) => { entry.dataset.written ??= String(at) })
    entries.sort((one, other) => Number(one.dataset.written) - Number(other.dataset.written))
    const nations = entries.map(entry => entry.dataset.nations?.split(' ') ?? [])
    list.append(...order(nations, nation).map(at => entries[at]))
  }
}

/** Makes the places appear where the nation is chosen. @param {Document} page */
export const offerNations = page => {
  const places = all(page, '[data-nation-chooser]')
  const selects = places.map(place => one(place, 'select', HTMLSelectElement))
  places.forEach((place, at) => {
    selects[at].value = chosen()
    selects[at].addEventListener('change', () => {
      const nation = selects[at].value
      for (const select of selects) select.value = nation
      one(place, '[role=status]', HTMLElement).textContent =
        keep(nation) ? _('Saved in this browser.') : _('This browser does not keep it for the next page.')
      showNation(page, nation)
    })
    place.hidden = false
  })
}
