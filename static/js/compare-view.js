/** A comparison as a table: the same as `templates/parts/compare.html`. */
import { compare, onPaper } from './compare.js'
import { linkTo, make } from './dom.js'
import { _ } from './say.js'

/**
 * @param {Side[]} sides  @param {import('./compare.js').Plan} plan
 * @param {object} page
 * @param {string} page.top the way to the top of the site
 * @param {(group: string) => { colour: string, shape: Node }} page.mark of a group
 * @param {(side: Side) => Node[]} page.tools what can be done with a role
 */
export const compareView = (sides, plan, { top, mark, tools }) => {
  /** @param {import('./compare.js').Item[]} items  @param {string} none */
  const itemsView = (items, none) => items.length === 0 ? make('span', { class: 'compare-none' }, none)
    : make('ul', { class: 'compare-items' }, ...items.map(({ text, note, address }) => make('li', {},
        address ? linkTo(top, address, text) : text, ...(note ? [make('span', { class: 'compare-note' }, `, ${note}`)] : []))))

  /** @param {import('./compare.js').Row} row */
  const rowView = ({ title, verdict, cells, none, groups, only }) => {
    const one = cells.length === 1
    return make('tr', groups.length > 0 ? { 'data-nations': groups.join(' ') } : {},
      make('th', { scope: 'row' }, make('span', { class: 'compare-title' }, title),
        ...(verdict ? [' ', make('span', { class: `compare-verdict${only ? ' compare-only' : ''}` }, verdict)] : [])),
      ...cells.map((items, at) => make('td', one ? { colspan: String(sides.length) } : {},
        ...(one ? [] : [make('b', { class: 'compare-whose' }, sides[at].title), ' ']), itemsView(items, none))))
  }

  return make('table', { class: `compare compare-${sides.length}` },
    make('thead', {}, make('tr', {}, make('td', { class: 'compare-corner' }),
      ...sides.map(side => {
        const { colour, shape } = mark(side.group)
        return make('th', { scope: 'col', class: `group-${colour}` },
          make('p', { class: 'compare-role' }, shape, ' ', linkTo(top, `roles/${side.id}/`, side.title)),
          make('p', { class: 'compare-where' }, side.ladder), ...tools(side))
      }))),
    ...compare(sides, plan).flatMap(({ title, fields }) => (fields.length === 0 ? [] : [
      make('tbody', { class: 'compare-section' },
        make('tr', {}, make('th', { scope: 'rowgroup', colspan: String(sides.length + 1) }, title))),
      ...fields.map(rows => make('tbody', rows[0].groups.length > 0 ? { 'data-nation-list': '' } : {}, ...rows.map(rowView))),
    ])))
}

/**
 * The same as a table for one page of paper.
 * @param {Side[]} sides  @param {import('./compare.js').Plan} plan  @param {(group: string) => { shape: Node }} mark of a group
 */
export const paperView = (sides, plan, mark) => {
  const { same, rows } = onPaper(sides, plan)
  /** @param {string} title */
  const head = title => make('th', { scope: 'row' }, title)
  return make('table', { class: `compare-paper compare-paper-${sides.length}` },
    make('thead', {}, make('tr', {}, make('td', {}),
      ...sides.map(({ group, title, ladder }) => make('th', { scope: 'col' }, make('b', {}, mark(group).shape, ' ', title), make('span', {}, ladder))))),
    make('tbody', {},
      ...rows.map(({ title, none, cells }) => make('tr', {}, head(title),
        ...cells.map(parts => make('td', {}, ...(parts.length > 0 ? parts.map(part => partView(part, none)) : [none]))))),
      ...(same.length === 0 ? [] : [make('tr', {}, head(_('The same for all')),
        make('td', { colspan: String(sides.length) }, ...same.map(({ title, cells, none }) => partView({ label: title, items: cells[0] }, none))))])))
}

/** @param {import('./compare.js').Part} part  @param {string} none */
const partView = ({ label, items }, none) => make('span', { class: 'compare-part' }, ...(label ? [make('b', {}, `${label}:`), ' '] : []),
  items.length > 0 ? items.map(({ text, note }) => (note ? `${text}, ${note}` : text)).join(' · ') : none)

/** @typedef {import('./compare.js').Side} Side */
