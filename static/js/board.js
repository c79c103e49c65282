/** Diagrams: pointing at a stop, or moving to it by keyboard, lights up the lines that meet there and where they lead. */
import { all } from './dom.js'

/**
 * The stops that a set of lines joins to one stop.
 * @param {{ start: string, end: string }[]} lines
 * @param {string} stop
 * @returns {{ lines: number[], stops: Set<string> }} positions of the lines that meet at the stop, and all stops that they touch
 */
export const joined = (lines, stop) => {
  const meeting = lines.flatMap((line, at) => (line.start === stop || line.end === stop ? [at] : []))
  return { lines: meeting, stops: new Set([stop, ...meeting.flatMap(at => [lines[at].start, lines[at].end])]) }
}

/** Makes the diagrams of a page answer. @param {Document} page */
export const lightUp = page => {
  for (const board of all(page, '[data-board]')) {
    const stops = all(board, '[data-stop]')
    const drawn = [...board.querySelectorAll('[data-start]')]
    const lines = drawn.map(line => ({ start: line.getAttribute('data-start') ?? '', end: line.getAttribute('data-end') ?? '' }))

    /** @param {EventTarget | null} target */
    const show = target => {
      const stop = target instanceof Element ? target.closest('[data-stop]')?.getAttribute('data-stop') : undefined
      const lit = joined(lines, stop ?? '')
      board.toggleAttribute('data-lit', Boolean(stop))
      drawn.forEach((line, at) => line.classList.toggle('is-lit', lit.lines.includes(at)))
      for (const each of stops) each.classList.toggle('is-lit', Boolean(stop) && lit.stops.has(each.dataset.stop ?? ''))
    }

    board.addEventListener('pointerover', event => show(event.target))
    board.addEventListener('pointerleave', () => show(document.activeElement))
    board.addEventListener('focusin', event => show(event.target))
    board.addEventListener('focusout', () => show(null))
  }
}
