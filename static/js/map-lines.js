/** The lines of the map: copies of those that are lit, over all lanes, and each where its lanes are now, as lanes can be left out. */
import { grouped, one } from './dom.js'
import { shifted } from './map.js'

/** Lines are lit up to so many moves away; further on only stops are. */
const FAR = 2

/** Lines that are taller than this, in tenths of the font size, are drawn without gaps: thousands of dashes take a browser long. */
const LONG = 8000

/**
 * @param {HTMLElement} sheet
 * @param {{ element: HTMLElement, top: number }[]} lanes from the top, with where they were when the map was drawn
 */
export const makeLines = (sheet, lanes) => {
  const heading = one(sheet, '.map-stages', HTMLElement)
  const overlay = one(sheet, '[data-lit-lines]', SVGGElement)
  /** @param {Element} place  @param {number} top from where on the sheet the heights of its lines count */
  const inside = (place, top) => [...place.querySelectorAll('path')].map(line => ({ line, top, drawn: String(line.getAttribute('d')) }))
  const between = inside(one(sheet, '.map-between', SVGElement), 0)
  const byStep = grouped([...between, ...lanes.flatMap(({ element, top }) => inside(element, top))], ({ line }) => Number(line.dataset.step))

  /** How much lower each lane is than when it was drawn; not a number for those that are left out. */
  let shifts = lanes.map(() => 0)

  /** @param {number} height  @returns {number} how much lower what was drawn at a height is now */
  const shift = height => {
    let [low, high] = [0, lanes.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (lanes[middle].top <= height) low = middle
      else high = middle - 1
    }
    return shifts[low]
  }

  /** @param {SVGPathElement} line  @param {{ top: number, drawn: string }} as */
  const put = (line, { top, drawn }) => {
    const path = shifted(drawn, height => top + shift(top + height))
    const gone = path.includes('NaN')
    line.toggleAttribute('data-gone', gone)
    if (gone) return
    line.setAttribute('d', path)
    const numbers = path.match(/[\d.]+/g) ?? []
    line.toggleAttribute('data-long', Math.abs(Number(numbers[1]) - Number(numbers[numbers.length - 1])) > LONG)
  }

  return {
    /** Sees where the lanes are now. @param {boolean} every whether all lines between lanes are shown, and so must follow them */
    follow: every => {
      const unit = parseFloat(getComputedStyle(sheet).fontSize) / 10
      const above = heading.offsetHeight
      shifts = lanes.map(({ element, top }) => (element.hidden ? NaN : Math.round((element.offsetTop - above) / unit - top)))
      if (every) for (const one of between) put(one.line, one)
    },

    /** @param {Map<number, number>[]} sides the steps to light, with how many moves away each is */
    light: sides => {
      const copies = sides.flatMap(steps => [...steps]).filter(([, away]) => away <= FAR).flatMap(([step, away]) => (byStep.get(step) ?? []).map(one => {
        const copy = /** @type {SVGPathElement} */ (one.line.cloneNode())
        copy.setAttribute('class', String(one.line.parentElement?.getAttribute('class')))
        copy.dataset.away = String(away)
        put(copy, one)
        return copy
      }))
      overlay.replaceChildren(...copies.reverse())
    },
  }
}
