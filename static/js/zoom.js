/** A frame whose sheet is scrolled and zoomed: by wheel, touch, keys, buttons and by dragging with the mouse. */

const LEAST = 0.45
const MOST = 2.5
const STEP = 1.25
const DRAG = 4

/**
 * Scrolling is the browser's own. The sheet is as large as its `--zoom` says; `data-small` marks it where names could not be read.
 * @param {HTMLElement} frame  @param {HTMLElement} sheet
 * @param {{ legible: number }} options the zoom from which names can be read
 */
export const zoomable = (frame, sheet, { legible }) => {
  let zoom = 1
  let wanted = 1
  let due = 0
  let point = { x: 0, y: 0 }

  const apply = () => {
    due = 0
    const share = wanted / zoom
    const [left, top] = [(frame.scrollLeft + point.x) * share - point.x, (frame.scrollTop + point.y) * share - point.y]
    zoom = wanted
    sheet.style.setProperty('--zoom', String(zoom))
    sheet.toggleAttribute('data-small', zoom < legible)
    frame.scrollTo({ left, top, behavior: 'instant' })
  }

  /** @param {number} next  @param {{ x: number, y: number }} [around] stays where it is; the middle unless said otherwise */
  const to = (next, around = { x: frame.clientWidth / 2, y: frame.clientHeight / 2 }) => {
    wanted = Math.min(MOST, Math.max(LEAST, next))
    point = around
    due ||= requestAnimationFrame(apply)
  }

  /** @param {{ clientX: number, clientY: number }} event */
  const within = ({ clientX, clientY }) => {
    const { left, top } = frame.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }

  frame.addEventListener('wheel', event => {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    to(wanted * Math.exp(-event.deltaY / (event.deltaMode === 0 ? 300 : 10)), within(event))
  }, { passive: false })

  frame.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === '+' || event.key === '=') to(wanted * STEP)
    else if (event.key === '-') to(wanted / STEP)
    else if (event.key === '0') fit()
    else return
    event.preventDefault()
  })

  let spread = 0
  let before = 1
  /** @param {TouchEvent} event */
  const apart = ({ touches: [one, two] }) => Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY)
  frame.addEventListener('touchstart', event => {
    if (event.touches.length !== 2) return
    event.preventDefault()
    spread = apart(event)
    before = wanted
  }, { passive: false })
  frame.addEventListener('touchmove', event => {
    if (event.touches.length !== 2 || spread === 0) return
    event.preventDefault()
    const [one, two] = event.touches
    to(before * apart(event) / spread, within({ clientX: (one.clientX + two.clientX) / 2, clientY: (one.clientY + two.clientY) / 2 }))
  }, { passive: false })

  /** @type {{ x: number, y: number, left: number, top: number } | null} */
  let drag = null
  let dragged = false
  frame.addEventListener('pointerdown', event => {
    dragged = false
    if (event.pointerType !== 'mouse' || event.button !== 0) return
    const { x, y } = within(event)
    if (x < frame.clientWidth && y < frame.clientHeight) drag = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop }
  })
  addEventListener('pointermove', event => {
    if (!drag) return
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y]
    dragged ||= Math.hypot(x, y) > DRAG
    if (dragged) frame.scrollTo({ left: drag.left - x, top: drag.top - y, behavior: 'instant' })
  })
  addEventListener('pointerup', () => { drag = null })
  frame.addEventListener('dragstart', event => event.preventDefault())
  frame.addEventListener('click', event => {
    if (!dragged) return
    event.preventDefault()
    event.stopPropagation()
    dragged = false
  }, { capture: true })

  /** Makes the sheet as wide as the frame, within some bounds. @param {number} [least]  @param {number} [most] */
  const fit = (least = LEAST, most = MOST) => {
    to(Math.min(most, Math.max(least, zoom * frame.clientWidth / sheet.offsetWidth)), { x: 0, y: 0 })
  }

  return { in: () => to(wanted * STEP), out: () => to(wanted / STEP), fit }
}
