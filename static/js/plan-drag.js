/** Dragging rows to another place, by mouse, pen or touch. The buttons beside the handle do the same without dragging. */
import { all } from './dom.js'

/** So near to the edge of the window, in pixels, the page scrolls along. */
const EDGE = 60

/**
 * @param {HTMLElement} grip  @param {HTMLElement} row a child of the list
 * @param {(place: number) => void} drop called with the new place, when it is another one
 */
export const draggable = (grip, row, drop) => {
  /** @type {number | undefined} */
  let place
  const siblings = () => all(/** @type {HTMLElement} */ (row.parentElement), ':scope > *').filter(one => one !== row)
  const unmark = () => siblings().forEach(one => one.classList.remove('is-before', 'is-after'))

  /** @param {boolean} done */
  const end = done => {
    const here = [...row.parentElement?.children ?? []].indexOf(row)
    const to = place
    place = undefined
    row.classList.remove('is-dragged')
    unmark()
    if (done && to !== undefined && to !== here) drop(to)
  }

  grip.addEventListener('pointerdown', event => {
    if (event.button !== 0) return
    event.preventDefault()
    grip.setPointerCapture(event.pointerId)
    place = [...row.parentElement?.children ?? []].indexOf(row)
    row.classList.add('is-dragged')
  })
  grip.addEventListener('pointermove', event => {
    if (place === undefined) return
    const others = siblings()
    const below = others.findIndex(one => {
      const { top, height } = one.getBoundingClientRect()
      return event.clientY < top + height / 2
    })
    place = below < 0 ? others.length : below
    unmark()
    if (below < 0) others.at(-1)?.classList.add('is-after')
    else others[below].classList.add('is-before')
    if (event.clientY < EDGE) scrollBy(0, -EDGE / 4)
    else if (event.clientY > innerHeight - EDGE) scrollBy(0, EDGE / 4)
  })
  grip.addEventListener('pointerup', () => end(true))
  grip.addEventListener('pointercancel', () => end(false))
  grip.addEventListener('lostpointercapture', () => end(false))
}
