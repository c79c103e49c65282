/** Parts of a pack that no page has: the handout of any route, and roles side by side. Loaded when a pack asks for one. */
import { paperView } from './compare-view.js'
import { groupMarks, lazily, make, one } from './dom.js'
import { isAsked, makeNetwork } from './network.js'
import { stepsOf } from './plan-fill.js'
import { qrCode } from './qr.js'
import { costWords } from './route-view.js'
import { totals } from './routes.js'
import { _, _n, both, either, together } from './say.js'
import { inSentence, months, roughly } from './words.js'

const KINDS = { 'step-up': _('Step up'), sideways: _('Sideways'), specialise: _('Specialise'), return: _('Way back'), entry: _('Way in') }
const SIZES = ['12', '11', '10']
const MILLIMETRE = 96 / 25.4

/**
 * @param {object} page
 * @param {string} page.top the way to the top of the site
 * @param {string} page.base the site's public address
 * @param {string} page.outside where people start who are in no role
 * @param {number} page.end how many millimetres below the top of a handout its steps must end
 * @param {() => Node} page.adviser who hands it out
 * @param {ParentNode} page.place what shows things as paper does, to measure them
 */
export const partsOf = ({ top, base, outside, end, adviser, place }) => {
  /** @type {() => Promise<import('./network.js').RawNetwork>} */
  const loadNetwork = lazily(`${top}data/network.json`)
  /** @type {() => Promise<string[]>} */
  const loadHow = lazily(`${top}data/how.json`)

  /** @param {Network} network  @param {Step} step  @returns {string} what a step asks for */
  const askedWords = (network, step) => step.needs.filter(need => isAsked(need) || (need.experience && need.strength !== 'helpful'))
    .map(need => need.experience || either(need.choices.map(choice => together(choice.map(at => network.qualifications[at].title))))).join('; ')

  /** @param {Network} network  @param {Step[]} steps  @param {string[]} how  @param {boolean} full whether it says how each step is done */
  const stepList = (network, steps, how, full) => make('ol', { class: 'sheet-steps' }, ...steps.map(step => {
    const time = months(step.low, step.high)
    const asked = askedWords(network, step)
    const { title, paywords } = network.roles[step.end]
    const said = [
      KINDS[step.kind] + (step.title ? `: ${step.title}` : ''), time.slice(0, 1).toUpperCase() + time.slice(1),
      asked ? _('Needs: {needs}', { needs: asked }) : _('No new qualification'), ...(full ? [how[step.at].replace(/\.$/, '')] : []), ...(paywords ? [_('Pay there: {pay}', { pay: paywords })] : []),
    ]
    return make('li', {}, make('b', {}, `${title}.`), ` ${said.join('. ')}.`)
  }))

  /** @param {string[]} ids of all roles of a route, or 'start' and all others  @returns {Promise<HTMLElement>} */
  const handout = async ([from, ...rest]) => {
    const [raw, how] = await Promise.all([loadNetwork(), loadHow()])
    const network = makeNetwork(raw)
    const to = rest[rest.length - 1]
    const steps = stepsOf(network, { from, to, route: rest }, new Set())
    if (steps.length === 0) throw new Error('There is no such route.')
    const sums = totals(network, steps, new Set())
    const address = `${base}routes/?from=${from}&to=${to}`
    const code = await qrCode(address, { ecc: 'M', border: 4, label: _('QR code: {address}', { address }) })
    code.setAttribute('class', 'qr')
    /** @param {number} at */
    const name = at => inSentence(network.roles[at]?.title ?? outside)
    const title = _('From {start} to {end}', { start: name(steps[0].start), end: name(steps[steps.length - 1].end) })
    const made = make('article', { class: 'sheet handout', 'data-title': title },
      make('header', { class: 'sheet-head' },
        make('div', { class: 'sheet-code' }, code, make('p', {}, _('Scan for this route'))),
        make('div', { class: 'sheet-name' },
          make('p', { class: 'sheet-kicker' }, _('A route')),
          make('h2', { class: 'sheet-title' }, title),
          make('p', {}, make('b', {}, _('In all:')), ` ${_n('{count} step', '{count} steps', steps.length)}, ${roughly(sums.low, sums.high)}. `, ...(sums.qualifications.length > 0
            ? [make('b', {}, _('New qualifications:')), ` ${sums.qualifications.length}. `, make('b', {}, _('Cost to you:')), ` ${costWords(sums.free, sums.cost, false)}.`]
            : [_('No new qualification.')])))),
      make('ol', {}),
      make('footer', { class: 'sheet-foot' }, adviser(),
        make('p', { class: 'sheet-checked' }, `${_('Times are a guide; people take longer and shorter.')} ${_('Other ways, and who pays:')} `, make('span', { 'data-typed': '' }, address.replace(/^https?:\/\//, '')))))
    await document.fonts.ready
    fit(made, [true, false].flatMap(full => SIZES.map(size => ({ size, list: stepList(network, steps, how, full) }))))
    return made
  }

  /** Gives a handout the first of some lists of steps that fits its page. @param {HTMLElement} made  @param {{ size: string, list: HTMLElement }[]} choices */
  const fit = (made, choices) => {
    const beside = make('div', { class: 'papers pack-measure', 'aria-hidden': 'true' }, made)
    place.append(beside)
    for (const { size, list } of choices) {
      made.className = `sheet handout size-${size}`
      one(made, 'ol', HTMLElement).replaceWith(list)
      if (list.getBoundingClientRect().bottom - one(made, 'header', HTMLElement).getBoundingClientRect().top <= end * MILLIMETRE) break
    }
    beside.remove()
  }

  /** @param {string[]} ids  @returns {Promise<HTMLElement>} */
  const comparison = async ids => {
    const plan = JSON.parse(one(document, '[data-compare-plan]', HTMLScriptElement).textContent)
    const sides = await Promise.all(ids.map(id => /** @type {() => Promise<import('./compare.js').Side>} */ (lazily(`${top}data/roles/${id}.json`))()))
    const title = both(sides.map((side, at) => (at === 0 ? side.title : inSentence(side.title))))
    return make('section', { class: 'compare-sheet', 'data-title': title },
      make('h2', {}, title), paperView(sides, plan, groupMarks(document)))
  }

  /** @param {string} from  @param {string} to  @returns {Promise<string>} the item of the soonest route, or '' where there is none */
  const way = async (from, to) => {
    const network = makeNetwork(await loadNetwork())
    const steps = stepsOf(network, { from, to }, new Set())
    return steps.length > 0 ? `way:${[from, ...steps.map(step => network.roles[step.end].id)].join(':')}` : ''
  }

  return { handout, comparison, way }
}

/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./network.js').Step} Step */
