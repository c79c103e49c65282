/** Rows that are dragged by a grip to another place, by mouse, pen or finger. */

/** How near to the edge of the window a drag scrolls, and how far each time, in pixels. */
const EDGE = 60
const SCROLL = 12

/**
 * @param {HTMLElement} row one child of a list
 * @param {HTMLElement} grip
 * @param {(target: Element) => void} drop told on which row it was let go, never itself
 */
export const draggable = (row, grip, drop) => {
  /** @type {Element | null} */
  let over = null
  let dragging = false

  /** @param {Element | null} next */
  const mark = next => {
    over?.classList.remove('is-over')
    over = next === row ? null : next
    over?.classList.add('is-over')
  }
  const stop = () => {
    mark(null)
    dragging = false
    row.classList.remove('is-dragged')
    removeEventListener('keydown', letGo)
  }
  /** @param {KeyboardEvent} event */
  const letGo = event => { if (event.key === 'Escape') stop() }
  grip.addEventListener('pointerdown', event => {
    if (event.button !== 0) return
    event.preventDefault()
    grip.setPointerCapture(event.pointerId)
    dragging = true
    row.classList.add('is-dragged')
    addEventListener('keydown', letGo)
  })
  grip.addEventListener('pointermove', ({ clientY }) => {
    if (!dragging) return
    if (clientY < EDGE) scrollBy(0, -SCROLL)
    else if (clientY > innerHeight - EDGE) scrollBy(0, SCROLL)
    const under = [...row.parentElement?.children ?? []].find(one => {
      const { top, bottom } = one.getBoundingClientRect()
      return clientY >= top && clientY < bottom
    })
    if (under) mark(under)
  })
  grip.addEventListener('pointerup', () => {
    const target = over
    stop()
    if (target) drop(target)
  })
  grip.addEventListener('pointercancel', stop)
}
