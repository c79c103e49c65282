/** What a pack holds, as its address keeps it: ?form=…&of=role:…,ladder:…&title=…&cover=no. Pure. */

/** The forms of print. */
export const FORMS = /** @type {const} */ (['sheet', 'full', 'large', 'cards'])
/** What an item may be, and how many ids it has, at the least and at the most. */
const IDS = new Map(Object.entries({ role: [1, 1], ladder: [1, 1], poster: [1, 1], route: [2, 2], way: [2, 40], compare: [2, 8], open: [0, 0], plan: [0, 0] }))
const COMPARED = 4
const CARDS_ON_PAGE = 8
const CONTENTS_ON_PAGE = 70

/** @param {string} item  @returns {boolean} whether it is written as an item of a pack */
const isItem = item => {
  const [kind, ...ids] = item.split(':')
  const [least, most] = IDS.get(kind) ?? [1, 0]
  return ids.length >= least && ids.length <= most && ids.every(id => /^[a-z0-9-]+$/.test(id))
}

/** @param {string} query of an address  @returns {Pack} unknown words are passed over */
export const parse = query => {
  const given = new URLSearchParams(query)
  return {
    form: FORMS.find(form => form === given.get('form')) ?? 'sheet',
    of: [...new Set((given.get('of') ?? '').split(',').filter(isItem))],
    title: (given.get('title') ?? '').slice(0, 80),
    cover: given.get('cover') !== 'no',
  }
}

/** @param {Pack} pack  @returns {string} the query that `parse` reads */
export const write = ({ form, of, title, cover }) => {
  const query = [form === 'sheet' ? '' : `form=${form}`, of.length > 0 ? `of=${of.join(',')}` : '', title ? `title=${encodeURIComponent(title)}` : '', cover ? '' : 'cover=no']
  const said = query.filter(part => part).join('&')
  return said ? `?${said}` : ''
}

/** @param {Pack} pack  @param {string} item  @returns {Pack} with the item at the end; the same when it was there */
export const added = (pack, item) => (pack.of.includes(item) ? pack : { ...pack, of: [...pack.of, item] })

/** @param {Pack} pack  @param {number} at  @returns {Pack} */
export const removed = (pack, at) => ({ ...pack, of: pack.of.filter((_, place) => place !== at) })

/** @param {Pack} pack  @param {number} at  @param {-1 | 1} by  @returns {Pack} with an item one place up or down */
export const shifted = (pack, at, by) => {
  const of = [...pack.of]
  if (at + by < 0 || at + by >= of.length) return pack
  const [item] = of.splice(at, 1)
  of.splice(at + by, 0, item)
  return { ...pack, of }
}

/**
 * What to fetch or to make, in order, each once.
 * @param {Pack} pack  @param {Record<string, string[]>} ladders the roles of each  @param {string[]} open roles for a school leaver
 * @returns {Piece[]}
 */
export const pieces = ({ form, of }, ladders, open) => {
  /** @param {string} id  @returns {Piece} */
  const role = id => (form === 'full' ? { from: `roles/${id}/print/`, take: '#two-pages > *', pages: 2 }
    : form === 'large' ? { from: `roles/${id}/print/`, take: '#large-print > *', pages: 0 }
      : { from: `roles/${id}/`, take: '.sheet', pages: 1 })
  const all = of.flatMap(item => {
    const [kind, ...ids] = item.split(':')
    return kind === 'open' ? open.map(role)
      : kind === 'ladder' ? (Object.hasOwn(ladders, ids[0]) ? ladders[ids[0]] : []).map(role)
        : kind === 'poster' ? [{ from: `ladders/${ids[0]}/poster/`, take: '.poster', pages: 1 }]
          : kind === 'route' ? [{ from: `routes/${ids[0]}/${ids[1]}/`, take: '.handout', pages: 1 }]
            : kind === 'way' ? [{ from: item, way: ids, pages: 1 }]
              : kind === 'compare' ? [{ from: item, compare: ids.slice(0, COMPARED), pages: 1 }]
                : kind === 'plan' ? [{ from: 'plan/', take: '.plan-part', wrap: 'plan pack-plan', pages: 0 }]
                  : [role(ids[0])]
  })
  return all.filter(({ from }, at) => all.findIndex(piece => piece.from === from) === at)
}

/**
 * The contents: each title with the page on which it starts, in pages of contents. The cover is page 1. Once the length of something is
 * not known, nothing after it has a number.
 * @param {{ title: string, pages: number }[]} entries
 * @returns {{ title: string, page: number | undefined }[][]}
 */
export const contents = entries => {
  const count = Math.ceil(entries.length / CONTENTS_ON_PAGE)
  /** @type {number | undefined} */
  let page = 2 + count
  const lines = entries.map(({ title, pages }) => {
    const line = { title, page }
    page = pages > 0 && page !== undefined ? page + pages : undefined
    return line
  })
  return inPages(lines, CONTENTS_ON_PAGE)
}

/** @template Value  @param {Value[]} cards  @returns {Value[][]} the cards of each page */
export const cardPages = cards => inPages(cards, CARDS_ON_PAGE)

/** @template Value  @param {Value[]} list  @param {number} size  @returns {Value[][]} */
const inPages = (list, size) => Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))

/**
 * @typedef {object} Pack
 * @property {typeof FORMS[number]} form
 * @property {string[]} of 'role:…', 'ladder:…' for all its roles, 'open' for all that a school leaver can start in, 'poster:…',
 *   'route:…:…' for a route with a page, 'way:…:…:…' for any other by all of its roles, 'compare:…:…' or 'plan'
 * @property {string} title on the cover, or ''
 * @property {boolean} cover
 *
 * @typedef {object} Piece
 * @property {string} from an address, relative to the site; what is made in the browser has its item
 * @property {string} [take] a selector of what the page gives
 * @property {string} [wrap] the class of a section around that, titled as the page is
 * @property {string[]} [way] the roles of a route for which a handout is made
 * @property {string[]} [compare] the roles that are set side by side
 * @property {number} pages how many it takes; 0 when that is not known
 */
