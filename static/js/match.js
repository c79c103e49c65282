/** Matching: what somebody answers, weighed against every role. Pure: answers are read from an address and written to one. */

const BEST = 5
const MORE = 10

/** @param {Question[]} questions  @param {URLSearchParams} query  @returns {Answers} */
export const parse = (questions, query) => Object.fromEntries(questions.map(({ id, kind, answers }) => {
  const named = (query.get(id) ?? '').split(',')
  const chosen = answers.map(answer => answer.id).filter(answer => named.includes(answer))
  return [id, kind === 'one' ? [chosen[0] ?? answers[0].id] : chosen]
}))

/** @param {Question[]} questions  @param {Answers} answers  @returns {URLSearchParams} only what differs from no answer at all */
export const write = (questions, answers) => {
  const query = new URLSearchParams()
  for (const { id, kind, answers: all } of questions) {
    const chosen = answers[id].filter(answer => kind === 'many' || answer !== all[0].id)
    if (chosen.length > 0) query.set(id, chosen.join(','))
  }
  return query
}

/**
 * What each role gets for the answers. Every role stands in one list: the few that fit best (or that are left, where nothing
 * speaks for any), some more that fit, the others that are left, and those that are ruled out. Of equals, those of different ladders come first, so that the few are not all of one kind.
 * @param {Data} data  @param {Answers} answers
 * @returns {{ best: Fit[], more: Fit[], others: Fit[], out: Fit[] }}
 */
export const match = ({ roles, questions }, answers) => {
  const fits = roles.map((_, role) => ({ role, score: 0, reasons: new Set(), against: new Set(), out: new Set() }))
  for (const answer of chosen(questions, answers)) {
    for (const [weight, says, holds] of answer.fits) for (const at of holds) add(fits[at], weight, fits[at].reasons, says)
    for (const [weight, says, holds] of answer.misfits) for (const at of holds) add(fits[at], -weight, fits[at].against, says)
    for (const [says, otherwise, holds] of answer.out) {
      for (const at of holds) fits[at].out.add(says)
      if (otherwise) for (const fit of fits) fit.reasons.add(otherwise)
    }
  }
  const found = fits.map(fit => ({ ...fit, reasons: [...fit.reasons], against: [...fit.against], out: [...fit.out] }))
  const left = varied(found.filter(fit => fit.out.length === 0).sort((one, other) => other.score - one.score), roles)
  const good = left.filter(fit => fit.score > 0)
  const best = (good.length > 0 ? good : left).slice(0, BEST)
  const more = good.slice(BEST, BEST + MORE)
  return {
    best,
    more,
    others: left.slice(best.length + more.length),
    out: found.filter(fit => fit.out.length > 0),
  }
}

/**
 * For each answer, beside everything else that is answered: how many of the roles that are left it speaks for, and how many it takes away
 * or would take away.
 * @param {Data} data  @param {Answers} answers
 * @returns {Map<string, { fits: number, out: number }>} by 'question:answer'
 */
export const counts = ({ roles, questions }, answers) => {
  const times = new Array(roles.length).fill(0)
  for (const answer of chosen(questions, answers)) for (const at of ruledOut(answer)) times[at] += 1
  return new Map(questions.flatMap(({ id, kind, answers: all }) => {
    const instead = kind === 'one' ? all.filter(answer => answers[id].includes(answer.id)) : []
    return all.map(answer => {
      const own = new Map()
      for (const one of kind === 'one' ? instead : answers[id].includes(answer.id) ? [answer] : []) for (const at of ruledOut(one)) own.set(at, 1)
      /** @param {number} at */
      const left = at => times[at] - (own.get(at) ?? 0) === 0
      const speaksFor = new Set(answer.fits.flatMap(([, , holds]) => holds))
      return /** @type {const} */ ([`${id}:${answer.id}`, {
        fits: [...speaksFor].filter(left).length, out: [...ruledOut(answer)].filter(left).length,
      }])
    })
  }))
}

/** @param {Question[]} questions  @param {Answers} answers */
const chosen = (questions, answers) => questions.flatMap(({ id, answers: all }) => all.filter(answer => answers[id].includes(answer.id)))

/** @param {Answer} answer  @returns {Set<number>} the roles that it takes away */
const ruledOut = answer => new Set(answer.out.flatMap(([, , holds]) => holds))

/** @param {{ score: number }} fit  @param {number} weight  @param {Set<string>} words  @param {string} says */
const add = (fit, weight, words, says) => {
  fit.score += weight
  words.add(says)
}

/**
 * Fits with the same score in turns: the first of each ladder, then the second, and so on.
 * @param {Fit[]} fits best first  @param {Card[]} roles
 */
const varied = (fits, roles) => {
  /** @type {Map<string, number>} */
  const seen = new Map()
  const turns = fits.map(fit => {
    const key = `${fit.score} ${roles[fit.role].ladder}`
    const turn = seen.get(key) ?? 0
    seen.set(key, turn + 1)
    return { fit, turn }
  })
  return turns.sort((one, other) => other.fit.score - one.fit.score || one.turn - other.turn).map(({ fit }) => fit)
}

/** @typedef {Record<string, string[]>} Answers the ids of the chosen answers by question */
/** @typedef {{ role: number, score: number, reasons: string[], against: string[], out: string[] }} Fit */
/**
 * @typedef {{ id: string, title: string, group: string, ladder: string, stage: string, summary: string, pay: string }} Card
 * @typedef {[number, string, number[]]} Weighing weight, words, and the roles for which it holds
 * @typedef {[string, string, number[]]} Exclusion words, words beside the roles that are left, and the roles that go
 * @typedef {{ id: string, fits: Weighing[], misfits: Weighing[], out: Exclusion[] }} Answer
 * @typedef {{ id: string, kind: 'one' | 'many', answers: Answer[] }} Question
 * @typedef {{ roles: Card[], questions: Question[] }} Data
 */
