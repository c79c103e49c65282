/** The stops of the map: found once, then changed one by one, so that thousands of them answer within a frame. */
import { all, grouped, one } from './dom.js'
import { neighbour } from './map.js'
import { makeLines } from './map-lines.js'
import { _ } from './say.js'

/** What the frame is while it shows the map. */
const REGION = { role: 'region', 'aria-label': _('Map'), 'aria-describedby': 'map-help' }

/**
 * @param {HTMLElement} frame which scrolls  @param {HTMLElement} sheet in which everything stands
 * @param {(role: string) => void} choose called with the id of a role
 */
export const makeBoard = (frame, sheet, choose) => {
  const groups = all(sheet, '[data-group]')
  const lanes = all(sheet, '[data-lane]').map((element, lane) => ({
    element,
    id: String(element.dataset.lane),
    group: groups.findIndex(group => group.contains(element)),
    top: Number(element.dataset.laneTop),
    stops: all(element, '.map-cell').flatMap(cell => all(cell, '.map-stop').map((stop, row) => ({
      element: stop, name: one(stop, '.map-name', HTMLAnchorElement), role: String(stop.dataset.role), lane, row, column: Number(cell.dataset.column),
    }))),
  }))
  const stops = lanes.flatMap(lane => lane.stops)
  const byRole = grouped(stops, stop => stop.role)
  const byName = new Map(stops.map(stop => [/** @type {EventTarget} */ (stop.name), stop]))
  const lines = makeLines(sheet, lanes)
  // The sizes stand in the drawings; said to the style sheet, they keep the browser from working out the size of every lane.
  sheet.style.setProperty('--width', String(one(sheet, '.map-over', SVGElement).getAttribute('width')))
  for (const row of all(sheet, '.map-row')) row.style.setProperty('--height', String(one(row, 'svg', SVGElement).getAttribute('height')))

  let active = false
  let chosen = ''
  let here = stops[0]
  /** What lit stops are marked with. @type {[Element, string][]} */
  let lit = []

  /** @param {typeof here} stop the one that the Tab key reaches */
  const rove = stop => {
    if (active) here.name.tabIndex = -1
    here = stop
    if (active) here.name.tabIndex = 0
  }

  sheet.addEventListener('click', event => {
    const stop = event.target instanceof Element ? byName.get(/** @type {Element} */ (event.target.closest('.map-name'))) : undefined
    if (!active || !stop || event.ctrlKey || event.metaKey || event.shiftKey || stop.role === chosen) return
    event.preventDefault()
    rove(stop)
    choose(stop.role)
  })
  sheet.addEventListener('focusin', event => {
    const stop = event.target && byName.get(event.target)
    if (stop) rove(stop)
  })
  sheet.addEventListener('keydown', event => {
    if (!active || !event.key.startsWith('Arrow') || event.target !== here.name) return
    event.preventDefault()
    const seen = stops.filter(({ lane }) => !lanes[lane].element.hidden)
    seen[neighbour(seen, seen.indexOf(here), event.key)].name.focus()
  })

  frame.addEventListener('keydown', event => {
    if (active && event.key === 'Enter' && event.target === frame) here.name.focus()
  })

  return {
    /** Makes it a map, of which the Tab key reaches one stop, or a list again. @param {boolean} on */
    activate: on => {
      if (on === active) return
      active = on
      for (const { name } of stops) {
        if (on) name.tabIndex = -1
        else name.removeAttribute('tabindex')
      }
      if (on) {
        here.name.tabIndex = 0
        frame.tabIndex = 0
        for (const [name, value] of Object.entries(REGION)) frame.setAttribute(name, value)
      } else {
        for (const name of ['tabindex', ...Object.keys(REGION)]) frame.removeAttribute(name)
      }
    },

    /**
     * @param {(role: string) => boolean} fits  @param {(lane: string, group: string) => boolean} stays lanes with nothing that fits go anyway
     * @param {boolean} every whether all lines between lanes can be seen
     */
    fit: (fits, stays, every) => {
      for (const { id, element, group, stops: own } of lanes) {
        let some = false
        for (const stop of own) {
          const fitting = fits(stop.role)
          stop.element.classList.toggle('is-out', !fitting)
          some ||= fitting
        }
        element.hidden = !some || !stays(id, String(groups[group].dataset.group))
      }
      groups.forEach((group, at) => { group.hidden = lanes.every(lane => lane.group !== at || lane.element.hidden) })
      if (lanes[here.lane].element.hidden) rove(stops.find(({ lane }) => !lanes[lane].element.hidden) ?? here)
      if (active) lines.follow(every)
    },

    /**
     * @param {string} role the chosen one, or ''
     * @param {Record<string, { roles: Map<string, number>, steps: Map<number, number> }>} sides how far roles and steps are, by side
     */
    light: (role, sides) => {
      for (const [stop, name] of lit) stop.removeAttribute(name)
      lit = []
      chosen = role
      /** @param {string} of  @param {string} name  @param {string} value */
      const mark = (of, name, value) => {
        for (const stop of byRole.get(of) ?? []) {
          stop.name.setAttribute(name, value)
          lit.push([stop.name, name])
        }
      }
      mark(role, 'data-chosen', '')
      mark(role, 'aria-current', 'true')
      for (const [side, { roles }] of Object.entries(sides)) for (const [other, away] of roles) mark(other, `data-${side}`, String(away))
      lines.light(Object.values(sides).map(({ steps }) => steps))
    },

    /** @param {string} role  @param {{ mine: boolean, ready: boolean }} state */
    mark: (role, { mine, ready }) => {
      for (const { element } of byRole.get(role) ?? []) {
        element.classList.toggle('is-mine', mine)
        element.classList.toggle('is-ready', ready)
      }
    },

    /** Shows a role in the middle of the frame, or of the window. @param {string} role  @param {boolean} [focus] whether to go there too */
    goTo: (role, focus = false) => {
      const seen = (byRole.get(role) ?? []).filter(({ lane }) => !lanes[lane].element.hidden)
      const stop = seen.find(({ element }) => !element.classList.contains('is-guest')) ?? seen[0]
      if (!stop) return
      rove(stop)
      if (focus) stop.name.focus({ preventScroll: true })
      if (!active) {
        stop.element.scrollIntoView({ block: 'center' })
        return
      }
      const [inner, outer] = [stop.element.getBoundingClientRect(), frame.getBoundingClientRect()]
      const start = outer.left + one(lanes[stop.lane].element, '.map-lane-title', HTMLElement).offsetWidth
      const aside = inner.left < start || inner.right > outer.right
      frame.scrollBy({
        left: aside ? inner.left - start - (outer.right - start - inner.width) / 2 : 0,
        top: inner.top - outer.top - (frame.clientHeight - inner.height) / 2,
      })
      if (focus) stop.element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    },
  }
}
