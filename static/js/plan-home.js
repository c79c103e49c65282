/** The home page: what is overdue and due next in the plans that this browser keeps. */
import { make, one } from './dom.js'
import { _n, day } from './say.js'

/** @type {{ on: string, what: string, plan?: string }[]} */
let due = []
try {
  due = Object.values(JSON.parse(localStorage.getItem('plans-due') ?? '{}')).flat()
    .filter(item => typeof item?.on === 'string' && typeof item?.what === 'string')
} catch { /* a browser that keeps nothing has no plan to speak of */ }

const several = new Set(due.map(({ plan }) => plan)).size > 1

if (due.length > 0) {
  const today = new Date().toLocaleDateString('sv')
  due.sort((one, other) => one.on.localeCompare(other.on))
  const late = due.filter(item => item.on < today)
  const next = due.filter(item => item.on >= today).slice(0, 3)
  one(document, '[data-plan-home]', HTMLElement).hidden = false
  one(document, '[data-plan-due]', HTMLElement).replaceChildren(
    ...(late.length > 0 ? [make('p', { class: 'plan-late' }, `! ${_n('{count} overdue', '{count} overdue', late.length)}`)] : []),
    make('ul', {}, ...[...late.slice(0, 3), ...next].map(({ on, what, plan }) => make('li', {}, `${day(on)}: ${what}`, ...(several && plan ? [make('span', { class: 'where' }, ` ${plan}`)] : [])))))
}
