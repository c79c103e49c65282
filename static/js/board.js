/** Diagrams: pointing at a stop, or moving to it by keyboard, lights up where it leads and who comes there, near and far. */
import { all } from './dom.js'

/** How many moves away is still lit. */
const FAR = 3

/**
 * What can be reached from a stop, and from where it is reached.
 * @param {{ start: string, end: string }[]} lines
 * @param {string} stop
 * @returns {{ lines: Map<number, number>, stops: Map<string, number> }} positions of lines, and stops, each with how many moves away it is
 */
export const around = (lines, stop) => {
  const found = { lines: new Map(), stops: new Map([[stop, 0]]) }
  for (const [near, far] of /** @type {const} */ ([['start', 'end'], ['end', 'start']])) {
    const seen = new Map([[stop, 0]])
    for (let away = 1; away <= FAR; away++) {
      lines.forEach((line, at) => {
        if (seen.get(line[near]) !== away - 1 || (seen.get(line[far]) ?? away) !== away) return
        seen.set(line[far], away)
        found.lines.set(at, away)
        found.stops.set(line[far], Math.min(away, found.stops.get(line[far]) ?? away))
      })
    }
  }
  return found
}

/** Makes the diagrams of a page answer. @param {Document} page */
export const lightUp = page => {
  for (const board of all(page, '[data-board]')) {
    const stops = all(board, '[data-stop]')
    const drawn = [...board.querySelectorAll('[data-start]')]
    const lines = drawn.map(line => ({ start: line.getAttribute('data-start') ?? '', end: line.getAttribute('data-end') ?? '' }))
    let shown = ''

    /** @param {EventTarget | null} target */
    const show = target => {
      const stop = (target instanceof Element ? target.closest('[data-stop]')?.getAttribute('data-stop') : null) ?? ''
      if (stop === shown) return
      shown = stop
      const lit = around(stop ? lines : [], stop)
      board.toggleAttribute('data-lit', stop !== '')
      drawn.forEach((line, at) => mark(line, lit.lines.get(at)))
      for (const each of stops) mark(each, lit.stops.get(each.dataset.stop ?? ''))
    }

    board.addEventListener('pointerover', event => show(event.target))
    board.addEventListener('pointerleave', () => show(document.activeElement))
    board.addEventListener('focusin', event => show(event.target))
    board.addEventListener('focusout', () => show(null))
  }
}

/** @param {Element} element  @param {number} [away] how many moves away it is, where it is lit */
const mark = (element, away) => {
  element.classList.toggle('is-lit', away !== undefined && away < 2)
  element.classList.toggle('is-far', away !== undefined && away > 1)
}
