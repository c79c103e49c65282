/** Marking what the reader has, on any page: buttons, ticks beside what is asked for, and how much of it is there. */
import { all, lazily, make, one } from './dom.js'
import { has, inAll, parts } from './have.js'
import { _, _n } from './say.js'
import { current, toggle, watch } from './store.js'

/**
 * The state of a list of needs, each a list of choices, each a list of things that are needed together.
 * @param {string[]} needs 'a|b+c' is a, or b and c together
 * @param {(id: string) => boolean} held
 * @returns {boolean[]} whether each is met
 */
export const met = (needs, held) => needs.map(need => need.split('|').some(choice => choice.split('+').every(held)))

/** @param {Document} page */
export const markWhatIHave = page => {
  const status = make('p', { role: 'status', class: 'visually-hidden' })
  page.body.append(status)

  /** @param {string} written @param {HTMLElement} button */
  const react = (written, button) => button.addEventListener('click', () => {
    const kept = toggle(...parts(written))
    const marked = button.getAttribute('aria-pressed') === 'true'
    status.textContent = [marked ? _('Marked as yours.') : _('No longer marked.'), kept ? '' : _('This browser does not keep it for the next page.')].join(' ').trim()
  })

  const buttons = all(page, '[data-have]')
  for (const button of buttons) {
    react(String(button.dataset.have), button)
    button.hidden = false
  }

  for (const link of [...all(page, '[data-need] [data-qualification]'), ...all(page, '[data-skill]')]) {
    const written = link.dataset.skill ? `skill:${link.dataset.skill}` : `qualification:${link.dataset.qualification}`
    const tick = make('button', { type: 'button', class: 'tick', 'data-have': written, 'aria-pressed': 'false', 'aria-label': _('I have {title}', { title: link.textContent }) })
    react(written, tick)
    link.before(tick)
    buttons.push(tick)
  }

  const asking = page.querySelector('[data-stands]')
  /** @type {Record<string, string[]>} */
  let stands = {}
  /** @type {() => Promise<Record<string, string[]>>} */
  const loadStands = lazily(asking?.getAttribute('data-stands') ?? '')

  /** @param {import('./have.js').Have} have */
  const show = have => {
    const held = inAll(have.qualifications, stands)
    for (const button of buttons) button.setAttribute('aria-pressed', String(has(have, ...parts(String(button.dataset.have)))))
    for (const list of all(page, '[data-needs]')) {
      const inside = all(list, '[data-need]')
      const state = met(inside.map(need => String(need.dataset.need)), id => held.has(id))
      inside.forEach((need, at) => need.classList.toggle('is-met', state[at]))
      const counted = inside.filter(need => need.dataset.counts !== undefined)
      const count = state.filter((yes, at) => yes && counted.includes(inside[at])).length
      one(list, '[data-needs-line]', HTMLElement).hidden = counted.length === 0
      one(list, '[data-needs-count]', HTMLElement).textContent = _n('You have {met} of the {count} thing that is required or usually asked for.', 'You have {met} of the {count} things that are required or usually asked for.', counted.length, { met: count })
    }
    for (const line of all(page, '[data-skills-count]')) {
      const skills = all(page, '[data-skill]')
      const count = skills.filter(({ dataset }) => has(have, 'skill', String(dataset.skill))).length
      line.hidden = count === 0
      line.textContent = _n('You have {met} of the {count} skill.', 'You have {met} of the {count} skills.', skills.length, { met: count })
    }
    for (const stop of all(page, '[data-stop]')) stop.classList.toggle('is-mine', has(have, 'role', String(stop.dataset.stop?.split(':').pop())))
    for (const link of all(page, '[data-routes-to]')) {
      const from = have.roles[have.roles.length - 1]
      if (!(link instanceof HTMLAnchorElement)) continue
      const url = new URL(link.href)
      if (from && from !== link.dataset.routesTo) url.searchParams.set('from', from)
      else url.searchParams.delete('from')
      link.href = url.href
      link.textContent = String(url.searchParams.has('from') ? link.dataset.fromHere : link.dataset.fromAnywhere)
    }
  }

  watch(have => {
    show(have)
    if (!asking || have.qualifications.length === 0) return
    // Where it cannot be loaded, only what is marked itself counts.
    loadStands().then(found => {
      stands = found
      show(current())
    }).catch(() => {})
  })
}
