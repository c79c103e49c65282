/** Choosing roles to compare, on any page that offers it. A bar says which are chosen; they are kept for as long as the tab is open. */
import { MOST, kept, toggled } from './chosen.js'
import { all, one } from './dom.js'
import { _ } from './say.js'

const KEY = 'compare'

const read = () => {
  try {
    return kept(sessionStorage.getItem(KEY))
  } catch {
    return []
  }
}

let chosen = read()

/** The roles that are chosen. */
export const current = () => chosen

/** @param {typeof chosen} roles */
export const keep = roles => {
  chosen = roles
  try {
    sessionStorage.setItem(KEY, JSON.stringify(roles))
  } catch {
    // They are then chosen on this page only.
  }
}

/** Shows on the buttons of a page, and in its bar, what is chosen. @param {Document} page  @param {string} [note] */
export const showChosen = (page, note = '') => {
  for (const button of all(page, '[data-compare]')) {
    button.setAttribute('aria-pressed', String(chosen.some(({ id }) => id === button.dataset.compare)))
    button.hidden = false
  }
  page.documentElement.classList.toggle('comparing', chosen.length > 0)
  for (const bar of all(page, '[data-compare-bar]')) {
    const link = one(bar, 'a', HTMLAnchorElement)
    const names = chosen.map(({ title }) => title).join(', ')
    bar.hidden = chosen.length === 0
    link.search = `?roles=${chosen.map(({ id }) => id).join(',')}`
    link.textContent = chosen.length === 1 ? _('Choose another to compare it with') : _('Compare these {count}', { count: chosen.length })
    one(bar, '[role=status]', HTMLElement).textContent = note || _('To compare: {names}', { names })
  }
}

/** Makes the buttons of a page work, those that come later too. @param {Document} page */
export const offerComparing = page => {
  if (all(page, '[data-compare-bar]').length === 0) return
  page.addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target : null
    const button = target?.closest('[data-compare]')
    if (button instanceof HTMLElement) {
      const now = toggled(chosen, { id: String(button.dataset.compare), title: String(button.dataset.title) })
      const full = now === chosen
      keep(now)
      showChosen(page, full ? _('{count} roles are the most that fit side by side. Take one of them away first.', { count: MOST }) : '')
    } else if (target?.closest('[data-compare-none]')) {
      keep([])
      showChosen(page)
      one(page, 'main', HTMLElement).focus()
    }
  })
  addEventListener('pageshow', () => {
    chosen = read()
    showChosen(page)
  })
}
