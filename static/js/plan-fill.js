/** What a role or a route puts into a plan: goals, gaps, actions with dates, courses with their cost, reviews. Pure. */
import { isAsked, meets } from './network.js'
import { addRow, answer, cell, rows, setAnswer, setCell, taker, wordsOf } from './plan.js'
import { cheapest, makeFinder, routes, stillAsked } from './routes.js'
import { _, either, together } from './say.js'
import { months as monthsIn, moneyRange } from './words.js'

const REVIEWS = [3, 6, 9, 12]
const MOST_SKILLS = 6

/** @param {string} date  @param {number} count  @returns {string} the same day some months later, or the last of that month */
export const monthsLater = (date, count) => {
  const [year, month, day] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10)
}

/** @param {string} date  @returns {string} the day, or the Monday after a weekend */
const weekday = date => {
  const time = new Date(`${date}T00:00:00Z`)
  time.setUTCDate(time.getUTCDate() + [1, 0, 0, 0, 0, 0, 2][time.getUTCDay()])
  return time.toISOString().slice(0, 10)
}

/**
 * The steps of a route that is named by its roles, or of the soonest one; none where there is no way.
 * @param {Network} network  @param {Wish} wish  @param {Set<number>} held
 * @returns {Step[]}
 */
export const stepsOf = (network, { from, to, route }, held) => {
  const finder = makeFinder(network, 'soonest', held)
  const start = from === 'start' ? network.start : network.role.get(from ?? '')
  const end = network.role.get(to ?? '')
  if (start === undefined || end === undefined || start === end) return []
  const stops = (route ?? []).map(id => network.role.get(id))
  const nodes = [start, ...stops]
  const named = stops.map((stop, at) => network.steps[Number(finder.graph.ahead[nodes[at] ?? -1]?.get(stop ?? -1))])
  return named.length > 0 && named.every(Boolean) && stops[stops.length - 1] === end ? named : routes(finder, start, end)[0] ?? []
}

/**
 * @param {Network} network
 * @param {Wish} wish
 * @param {{ qualifications: Set<number>, skills: string[] }} have
 * @param {Map<string, string>} skills titles by id
 * @param {string} today
 * @returns {Proposal}
 */
export const propose = (network, wish, have, skills, today) => {
  const held = have.qualifications
  const steps = stepsOf(network, wish, held)
  const asked = stillAsked(network, steps, held)
  const end = network.role.get(wish.to ?? '')
  const here = network.role.get(wish.from ?? '')
  /** @param {number} at  @returns {Reference} */
  const role = at => ({ kind: 'role', id: network.roles[at].id, title: network.roles[at].title })
  /** @param {number} at  @returns {Reference} */
  const qualification = at => ({ kind: 'qualification', id: network.qualifications[at].id, title: network.qualifications[at].title })
  /** @type {Proposal} */
  const found = { from: here === undefined ? '' : role(here), route: steps.map(step => network.roles[step.end].id), goals: [], gaps: [], actions: [], courses: [], reviews: [], qualifications: [], skills: [] }

  /** @param {number} at  @param {number} high months from today */
  const goal = (at, high) => {
    found.goals.push({
      what: _('Become {role}', { role: withArticle(network.roles[at].title) }), role: role(at), term: high > 12 ? 'later' : 'year',
      measure: _('I work as {role}.', { role: withArticle(network.roles[at].title) }), due: high > 0 ? weekday(monthsLater(today, high)) : '', status: 'todo',
    })
    return found.goals.length - 1
  }

  /** @param {Need} need  @param {boolean} met */
  const gap = (need, met) => {
    const title = need.experience || either(need.choices.map(choice => together(choice.map(at => network.qualifications[at].title))))
    const what = need.choices.length === 1 && need.choices[0].length === 1 ? qualification(need.choices[0][0]) : { title }
    found.gaps.push({ what, strength: need.strength, have: met ? 'yes' : 'no' })
  }

  let passed = 0
  const taken = new Set()
  steps.forEach((step, at) => {
    const middle = Math.max(1, Math.round((step.low + step.high) / 2))
    const name = withArticle(network.roles[step.end].title)
    // What lies between the first step and the last one serves the last, which comes as the second goal.
    const target = at === 0 || at === steps.length - 1 ? goal(step.end, passed + middle) : 1
    /** @param {string} what  @param {number} after  @param {Record<string, string>} [more] */
    const act = (what, after, more = {}) =>
      found.actions.push({ what, due: weekday(monthsLater(today, passed + after)), status: 'todo', goal: target, ...more })
    if (at === 0) act(_('Tell my manager that I want to become {role}, and ask what they need to see from me', { role: name }), 1)
    for (const need of asked[at]) {
      gap(need, false)
      if (need.experience) act(_('Get experience: {experience}', { experience: need.experience }), middle)
      if (!isAsked(need)) continue
      for (const one of cheapest(network, need)) {
        if (held.has(one) || taken.has(one)) continue
        taken.add(one)
        const { title, months } = network.qualifications[one]
        const price = priceOf(network, one)
        act(_('Find a place for {title}, and ask who pays', { title }), Math.min(2, middle), {
          money: String(price.cost), time: months ? monthsIn(...months) : '',
        })
        const start = weekday(monthsLater(today, passed + Math.min(3, middle)))
        found.courses.push({
          what: qualification(one), ...price, start,
          end: months ? weekday(monthsLater(start, months[1])) : '', status: 'todo',
        })
      }
    }
    for (const need of step.needs) if (meets(need, held)) gap(need, true)
    act(_('Look for posts as {role}, and apply', { role: name }), middle)
    passed += middle
  })
  if (end !== undefined) {
    if (steps.length === 0) {
      goal(end, 0)
      for (const need of network.roles[end].needs) gap(need, meets(need, held))
    }
    for (const id of network.roles[end].skills.filter(one => !have.skills.includes(one) && skills.has(one)).slice(0, MOST_SKILLS)) {
      found.gaps.push({ what: { kind: 'skill', id, title: String(skills.get(id)) }, strength: 'usual', have: 'no' })
    }
    found.reviews = REVIEWS.map(count => ({
      what: count === 12 ? _('The whole plan, a year on') : _('What is done, what slipped, what changed'), due: weekday(monthsLater(today, count)), status: 'todo',
    }))
  }
  return found
}

/** What the catalogue says of the money for a course. @param {Network} network  @param {number} at  @returns {Filled} */
export const priceOf = (network, at) => {
  const { cost, funding } = network.qualifications[at]
  const pays = funding.map(place => network.funding[place]).sort((a, b) => b[2] - a[2])[0]
  return { cost: cost ? (cost[1] === 0 ? _('Free to me') : moneyRange(...cost)) : '', funding: pays ? { kind: 'funding', id: pays[0], title: pays[1] } : '' }
}

/** A plan in which the empty fields of a row have what is known. @param {Plan} plan  @param {import('./plan.js').Question} list  @param {string} id  @param {Filled} record  @param {string} at */
export const complete = (plan, list, id, record, at) => {
  const row = rows(plan, list.id).find(one => one.id === id)
  return (list.columns ?? []).filter(column => column.takes && row && !wordsOf(cell(row, column.id)) && record[column.takes])
    .reduce((next, column) => setCell(next, list.id, id, column.id, /** @type {Value} */ (record[String(column.takes)]), at), plan)
}

/** @param {string} title */
const article = title => (/^[aeiou]/i.test(title) && !/^uni/i.test(title) || /^HR\b/.test(title) ? 'an' : 'a')

/** @param {string} title  @returns {string} as in a sentence: initials stay */
const lower = title => title.replace(/^[A-Z](?=[a-z])/, letter => letter.toLowerCase())

/** A job with the article that English needs. @param {string} title */
const withArticle = title => (article(title) === 'an' ? _('an {role}', { role: lower(title) }) : _('a {role}', { role: lower(title) }))

/**
 * Where a plan starts and leads. The route counts as long as the last goal that names a job is its end.
 * @param {Plan} plan  @param {Shape} shape  @param {(value: Value) => string | undefined} [idOf] the id of the job that a value names
 * @returns {Wish}
 */
export const wishOf = (plan, shape, idOf = value => (typeof value === 'object' ? value.id : undefined)) => {
  const from = answer(plan, taker(shape, 'from')?.id ?? '')
  const goals = taker(shape, 'goals')
  const role = goals?.columns?.find(column => column.takes === 'role')
  const wanted = rows(plan, goals?.id ?? '').flatMap(row => (role && idOf(cell(row, role.id))) || []).pop()
  const end = plan.route?.[plan.route.length - 1]
  const to = wanted ?? end
  const route = to === end ? plan.route : undefined
  return { from: wordsOf(from) ? idOf(from) : route && 'start', to, route }
}

/** The rows of a proposal that a plan has not. @param {Plan} plan  @param {Shape} shape  @param {Proposal} proposal  @param {Takes} takes */
export const missing = (plan, shape, proposal, takes) => {
  const list = taker(shape, takes)
  const what = list?.columns?.find(column => column.takes === 'what')
  if (!list || !what) return []
  const there = new Set(rows(plan, list.id).map(row => key(cell(row, what.id))))
  if (takes === 'reviews') return there.size > 0 ? [] : proposal.reviews
  return proposal[takes].filter(({ what = '' }, at, all) => !there.has(key(what)) && all.findIndex(one => key(one.what ?? '') === key(what)) === at)
}

/** @param {Value | number} value */
const key = value => (typeof value === 'object' && value.id ? value.id : wordsOf(/** @type {Value} */ (value)).trim().toLowerCase())

const FILLED = /** @type {const} */ (['goals', 'gaps', 'actions', 'courses', 'reviews'])

/**
 * A plan with what a proposal adds. What somebody wrote stays as it is.
 * @param {Plan} plan  @param {Shape} shape  @param {Proposal} proposal  @param {string} at  @param {() => string} fresh gives a new id
 * @returns {Plan}
 */
export const fill = (plan, shape, proposal, at, fresh) => {
  let filled = plan
  const from = taker(shape, 'from')
  if (from && proposal.from && !wordsOf(answer(plan, from.id))) filled = setAnswer(filled, from.id, proposal.from, at)
  if (proposal.route.length > 0 && !plan.route) filled = { ...filled, route: proposal.route }
  const goals = goalIds(plan, shape, proposal, fresh)
  for (const takes of FILLED) {
    for (const record of missing(plan, shape, proposal, takes)) {
      const place = takes === 'goals' ? goals[proposal.goals.indexOf(record)] : fresh()
      filled = addRecord(filled, shape, takes, record, goals, place, at)
    }
  }
  return filled
}

/** The row of each proposed goal: one that is there already, or a new one. @param {Plan} plan  @param {Shape} shape  @param {Proposal} proposal  @param {() => string} fresh */
export const goalIds = (plan, shape, proposal, fresh) => {
  const list = taker(shape, 'goals')
  const what = list?.columns?.find(column => column.takes === 'what')
  return proposal.goals.map(goal => rows(plan, list?.id ?? '').find(row => what && key(cell(row, what.id)) === key(goal.what))?.id ?? fresh())
}

/**
 * @param {Plan} plan  @param {Shape} shape  @param {string} takes  @param {Filled} record  @param {string[]} goals rows of the proposed goals
 * @param {string} id  @param {string} at
 */
export const addRecord = (plan, shape, takes, record, goals, id, at) => {
  const list = taker(shape, takes)
  if (!list) return plan
  const values = (list.columns ?? []).flatMap(column => {
    const raw = column.takes ? record[column.takes] : undefined
    if (raw === undefined || raw === '') return []
    const value = typeof raw === 'number' ? goals[raw] ?? '' : raw
    if (column.kind === 'choice' && !column.choices?.some(choice => choice.id === value)) return []
    return [[column.id, column.kind === 'reference' && typeof value === 'string' ? { title: value } : column.kind === 'reference' ? value : wordsOf(value)]]
  })
  return addRow(plan, list.id, id, Object.fromEntries(values), at)
}

/** What is taken back when filling is undone: the new rows as long as nobody has changed them, and answers that were empty. @param {Plan} plan  @param {Plan} before  @param {Plan} after  @returns {Plan} */
export const unfill = (plan, before, after) => {
  const lists = Object.fromEntries(Object.entries(plan.lists).map(([id, list]) => {
    const [old, added] = [before, after].map(one => new Map(rows(one, id).map(row => [row.id, JSON.stringify(row)])))
    return [id, list.filter(row => old.has(row.id) || added.get(row.id) !== JSON.stringify(row))]
  }))
  const answers = Object.fromEntries(Object.entries(plan.answers).map(([id, one]) =>
    [id, !before.answers[id] && after.answers[id] && one.at === after.answers[id].at ? { ...one, value: '' } : one]))
  const removed = Object.entries(plan.lists).flatMap(([id, list]) => list.filter(row => !lists[id].includes(row)).map(row => [row.id, row.at]))
  return { ...plan, lists, answers, route: before.route, note: before.note, gone: { ...plan.gone, ...Object.fromEntries(removed) } }
}

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {import('./plan.js').Shape} Shape */
/** @typedef {import('./plan.js').Value} Value */
/** @typedef {import('./plan.js').Reference} Reference */
/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./network.js').Need} Need */
/** @typedef {import('./network.js').Step} Step */
/** @typedef {{ from?: string, to?: string, route?: string[] }} Wish ids of roles: where somebody is, wants to be, and the stops on the way */
/** @typedef {Record<string, Value | number>} Filled values by what a column takes; a number is the place of a goal */
/** @typedef {{ from: Value, route: string[], goals: Filled[], gaps: Filled[], actions: Filled[], courses: Filled[], reviews: Filled[], qualifications: Filled[], skills: Filled[] }} Proposal */
/** @typedef {typeof FILLED[number] | 'qualifications' | 'skills'} Takes */
