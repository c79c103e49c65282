/** The lines of the map: copies of those that are lit, over all lanes, and each where its lanes are now, as lanes can be left out. */
import { grouped, one } from './dom.js'
import { shifted } from './map.js'

/** Lines are lit up to so many moves away; further on only stops are. */
const FAR = 2

/** Lines that are taller than this, in tenths of the font size, are drawn without gaps: thousands of dashes take a browser long. */
const LONG = 8000

const SVG = 'http://www.w3.org/2000/svg'

/**
 * @param {HTMLElement} sheet
 * @param {{ element: HTMLElement, top: number }[]} lanes from the top, with where they were when the map was drawn
 */
export const makeLines = (sheet, lanes) => {
  const heading = one(sheet, '.map-stages', HTMLElement)
  const overlay = one(sheet, '[data-lit-lines]', SVGGElement)
  /** @param {Element} place  @param {number} [lane] in which the lines run; none for those between lanes  @returns {Line[]} */
  const inside = (place, lane) => [...place.querySelectorAll('path')].map(line => ({ line, lane, drawn: String(line.getAttribute('d')), path: '', moved: 0 }))
  const between = inside(one(sheet, '.map-between', SVGElement))
  const byStep = grouped([...between, ...lanes.flatMap(({ element }, lane) => inside(element, lane))], ({ line }) => Number(line.dataset.step))

  /** How much lower each lane is than when it was drawn; not a number for those that are left out. */
  let shifts = lanes.map(() => 0)
  /** How many times the lanes were moved: what was worked out for a line holds until they are again. */
  let moved = 1

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

  /** @param {Line} line between lanes  @returns {string} its path where it is now, '' when a lane at one of its ends is left out */
  const placed = line => {
    if (line.moved !== moved) {
      line.moved = moved
      const path = shifted(line.drawn, shift)
      line.path = path.includes('NaN') ? '' : path
    }
    return line.path
  }

  /** @param {Line} line */
  const isShown = line => (line.lane === undefined ? placed(line) !== '' : !Number.isNaN(shifts[line.lane]))

  /** @param {Line} line that is shown */
  const copied = ({ line, lane, path }) => {
    const copy = /** @type {SVGPathElement} */ (line.cloneNode())
    if (lane !== undefined) copy.setAttribute('transform', `translate(0 ${lanes[lane].top + shifts[lane]})`)
    else {
      copy.setAttribute('d', path)
      const numbers = path.match(/[\d.]+/g) ?? []
      if (Math.abs(Number(numbers[1]) - Number(numbers[numbers.length - 1])) > LONG) copy.setAttribute('data-long', '')
    }
    return copy
  }

  return {
    /** Sees where the lanes are now. @param {boolean} every whether all lines between lanes are shown, and so must follow them */
    follow: every => {
      const unit = parseFloat(getComputedStyle(sheet).fontSize) / 10
      const above = heading.offsetHeight
      shifts = lanes.map(({ element, top }) => (element.hidden ? NaN : Math.round((element.offsetTop - above) / unit - top)))
      moved++
      for (const one of every ? between : []) {
        one.line.toggleAttribute('data-gone', !placed(one))
        if (one.path) one.line.setAttribute('d', one.path)
      }
    },

    /** @param {Map<number, number>[]} sides the steps to light, with how many moves away each is */
    light: sides => {
      const lit = sides.flatMap(steps => [...steps]).filter(([, away]) => away <= FAR)
        .flatMap(([step, away]) => (byStep.get(step) ?? []).filter(isShown).map(line => ({ line, away, kind: String(line.line.parentElement?.getAttribute('class')) })))
      // Grouped, so that a line needs nothing of its own but its path; the near ones last, above the others.
      const groups = [...grouped(lit, ({ away, kind }) => `${away} ${kind}`).values()].sort(([one], [other]) => other.away - one.away)
      overlay.replaceChildren(...groups.map(lines => {
        const group = document.createElementNS(SVG, 'g')
        group.setAttribute('class', lines[0].kind)
        group.dataset.away = String(lines[0].away)
        group.append(...lines.map(({ line }) => copied(line)))
        return group
      }))
    },
  }
}

/**
 * @typedef {object} Line
 * @property {SVGPathElement} line
 * @property {number | undefined} lane in which it runs
 * @property {string} drawn its path as it was drawn
 * @property {string} path where it is, as of `moved`
 * @property {number} moved
 */
