/** What the site knows of jobs and courses, beside what the reader has. Until it is loaded, or where it cannot be, nothing is known. */
import { lazily } from './dom.js'
import { all as marked } from './have.js'
import { holding, makeNetwork } from './network.js'
import { priceOf, propose, wishOf } from './plan-fill.js'
import { rows, taker, wordsOf } from './plan.js'
import { current as have } from './store.js'

/** @param {{ top: string, networkAt: string, shape: import('./plan.js').Shape, today: () => string }} page */
export const knowledge = ({ top, networkAt, shape, today }) => {
  /** @type {() => Promise<import('./network.js').RawNetwork>} */
  const loadNetwork = lazily(networkAt)
  /** @type {() => Promise<import('./search.js').Entry[]>} */
  const loadEntries = lazily(`${top}data/search.json`)
  /** @type {import('./network.js').Network | undefined} */
  let network
  /** @type {Map<string, string>} */
  let skills = new Map()

  const ready = Promise.all([loadNetwork(), loadEntries()]).then(([raw, entries]) => {
    network = makeNetwork(raw)
    skills = new Map(entries.filter(entry => entry.kind === 'skill').flatMap(({ url, title, was = [] }) =>
      [url.split('/')[1], ...was].map(id => /** @type {[string, string]} */ ([id, title]))))
  })

  /** The entries of the catalogue that a list names. @param {import('./plan.js').Plan} plan  @param {string} takes  @param {string} kind */
  const namedIn = (plan, takes, kind) => rows(plan, taker(shape, takes)?.id ?? '').flatMap(row =>
    Object.values(row.cells).flatMap(({ value }) => (typeof value === 'object' && value.kind === kind && value.id ? [value.id] : [])))

  /** All that has been said to be there: on the pages of the site, or in the plan. @param {import('./plan.js').Plan} plan */
  const held = plan => ({
    ids: [...marked(have(), 'qualification'), ...namedIn(plan, 'qualifications', 'qualification')],
    skills: [...marked(have(), 'skill'), ...namedIn(plan, 'skills', 'skill')],
  })

  /** @param {import('./plan.js').Plan} plan  @param {import('./plan-fill.js').Wish} wish */
  const proposal = (plan, wish) => {
    if (!network) return undefined
    const { ids, skills: some } = held(plan)
    return propose(network, wish, { qualifications: holding(network, ids), skills: some }, skills, today())
  }

  /** The job that a value names, chosen from the list or typed in full. @param {import('./plan.js').Value} value */
  const idOf = value => {
    const title = wordsOf(value).trim().toLowerCase()
    return (typeof value === 'object' && value.id) || (title ? network?.roles.find(role => role.title.toLowerCase() === title)?.id : undefined)
  }

  /** What was marked on the pages of the site. @param {'qualification' | 'skill'} kind  @param {(id: string) => string | undefined} title */
  const mine = (kind, title) => marked(have(), kind).flatMap(id => (title(id) ? [{ what: { kind, id, title: String(title(id)) } }] : []))

  return {
    ready,
    proposal,
    /** What could go into a plan, from where it starts and leads. @param {import('./plan.js').Plan} plan */
    suggestions: plan => {
      const found = proposal(plan, wishOf(plan, shape, idOf))
      return found && {
        ...found,
        qualifications: mine('qualification', id => network?.qualifications[network.qualification.get(id) ?? -1]?.title),
        skills: mine('skill', id => skills.get(id)),
      }
    },
    /** What the catalogue says of the money for a course. @param {string} id  @returns {import('./plan-fill.js').Filled} */
    course: id => {
      const at = network?.qualification.get(id)
      return network && at !== undefined ? priceOf(network, at) : {}
    },
    /** @param {import('./plan.js').Plan} plan  @param {import('./plan.js').Value} asked */
    isHeld: (plan, asked) => {
      if (typeof asked !== 'object' || !asked.kind || !asked.id) return false
      const { kind, id } = asked
      const { ids, skills: some } = held(plan)
      const at = network?.qualification.get(id)
      return kind === 'skill' ? some.includes(id) : ids.includes(id) || (network !== undefined && at !== undefined && holding(network, ids).has(at))
    },
    /**
     * What the catalogue calls an entry now, by its id or one that it had before; '' where it no longer has it, nothing while that is not known.
     * @param {string} kind  @param {string} id
     */
    nameOf: (kind, id) => {
      if (!network) return undefined
      const { roles, role, qualifications, qualification, funding } = network
      const names = /** @type {Record<string, () => string | undefined>} */ ({
        role: () => roles[role.get(id) ?? -1]?.title,
        qualification: () => qualifications[qualification.get(id) ?? -1]?.title,
        skill: () => skills.get(id),
        funding: () => funding.find(one => one[0] === id)?.[1],
      })
      return (Object.hasOwn(names, kind) && names[kind]()) || ''
    },
  }
}
