/**
 * The reader's nation: chosen once, kept in this browser, and shown first wherever a fact differs between nations.
 * Nothing is hidden; the facts of the other nations stay below.
 */

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
    nation ? localStorage.setItem(KEY, nation) : localStorage.removeItem(KEY)
    return true
  } catch {
    return false
  }
}

/**
 * The order in which the entries of a list are shown: those of the nation first, then those that hold everywhere.
 * @param {string[][]} lists the nations of each entry; an empty list holds everywhere
 * @param {string} nation
 * @returns {number[]} positions in `lists`
 */
export const order = (lists, nation) => {
  const rank = nations => (nations.includes(nation) ? 0 : nations.length === 0 ? 1 : 2)
  return lists.map((_, at) => at).sort((one, other) => rank(lists[one]) - rank(lists[other]) || one - other)
}

/** Puts the facts of a nation first on a page. @param {Document} page  @param {string} [nation] the chosen one, unless said otherwise */
export const showNation = (page, nation = chosen()) => {
  for (const list of page.querySelectorAll('[data-nation-list]')) {
    const entries = /** @type {HTMLElement[]} */ ([...list.children])
    entries.forEach((entry, at) => { entry.dataset.at ??= String(at) })
    entries.sort((one, other) => Number(one.dataset.at) - Number(other.dataset.at))
    const lists = entries.map(entry => entry.dataset.nations?.split(' ') ?? [])
    const positions = nation ? order(lists, nation) : entries.map((_, at) => at)
    list.append(...positions.map(at => entries[at]))
  }
}

/** Makes the places appear where the nation is chosen. @param {Document} page */
export const chooseNation = page => {
  const places = /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll('[data-nation-chooser]'))
  for (const place of places) {
    const select = place.querySelector('select')
    select.value = chosen()
    select.addEventListener('change', () => {
      const kept = keep(select.value)
      for (const other of places) other.querySelector('select').value = select.value
      showNation(page, select.value)
      place.querySelector('[role=status]').textContent = kept ? 'Saved in this browser.' : 'This browser does not keep it for the next page.'
    })
    place.hidden = false
  }
}
