/** Rows that a list could have, each added with one press. */
import { make, one } from './dom.js'
import { missing } from './plan-fill.js'
import { button } from './plan-travel.js'
import { taker, wordsOf } from './plan.js'
import { _, day } from './say.js'

const LISTS = /** @type {const} */ ([
  ['qualifications', _('You have marked these on this site')], ['skills', _('You have marked these on this site')],
  ['gaps', _('Asked for on your route')], ['actions', _('Suggested for your route')], ['courses', _('Courses on your route')], ['reviews', _('Suggested reviews')],
])

/**
 * @param {HTMLElement} page  @param {import('./plan.js').Shape} shape
 * @param {(takes: import('./plan-fill.js').Takes, records: import('./plan-fill.js').Filled[], proposal: import('./plan-fill.js').Proposal) => void} add
 */
export const suggester = (page, shape, add) => {
  const places = LISTS.map(() => make('div', {}))

  /** @param {import('./plan.js').Plan} plan  @param {import('./plan-fill.js').Proposal | undefined} proposal */
  return (plan, proposal) => LISTS.forEach(([takes, title], at) => {
    const place = places[at]
    const asked = taker(shape, takes)
    const some = proposal && asked ? missing(plan, shape, proposal, takes) : []
    const shown = JSON.stringify(some.map(record => record.what))
    if (!asked || !proposal || place.dataset.shown === shown) return
    place.dataset.shown = shown

    /** @param {import('./plan-fill.js').Filled[]} records */
    const press = records => {
      add(takes, records, proposal)
      const next = place.querySelector('button') ?? document.getElementById(`add-${asked.id}`)
      if (next instanceof HTMLElement) next.focus()
    }
    place.replaceChildren(...(some.length === 0 ? [] : [make('div', { class: 'plan-suggest' }, make('h4', {}, title),
      make('ul', { class: 'plan-suggested' }, ...some.map(record => {
        const words = wordsOf(/** @type {import('./plan.js').Value} */ (record.what))
        const title = make('span', {}, words, ...(record.due ? [make('span', { class: 'where' }, ` ${day(String(record.due))}`)] : []))
        // Reviews belong together: with one of them a plan has its rhythm, so no others are suggested.
        if (takes === 'reviews') return make('li', {}, title)
        const one = button(_('Add'), () => press([record]), 'button button-quiet button-small')
        one.setAttribute('aria-label', _('Add: {words}', { words }))
        return make('li', {}, one, title)
      })), ...(some.length > 1 ? [button(_('Add all of them'), () => press(some))] : []))]))
    if (!place.isConnected) one(page, `[data-question="${asked.id}"]`, HTMLElement).append(place)
  })
}
