/** The network of roles and steps, as `data/network.json` gives it, made ready for asking. Pure. */

/** What a step can be; the last is a way into a role from outside. The order is that of the file. */
export const KINDS = /** @type {const} */ (['step-up', 'sideways', 'specialise', 'return', 'entry'])

/** How strongly something is asked for. The order is that of the file. */
export const STRENGTHS = /** @type {const} */ (['required', 'usual', 'helpful', 'accepted'])

/** @param {RawNeed} raw  @returns {Need} */
const makeNeed = ([strength, asked]) => typeof asked === 'string'
  ? { strength: STRENGTHS[strength], experience: asked, choices: [] }
  : { strength: STRENGTHS[strength], experience: '', choices: asked }

/** @param {Need} need  @returns {boolean} whether it names qualifications and is required or usual */
export const isAsked = need => need.choices.length > 0 && (need.strength === 'required' || need.strength === 'usual')

/** Where each entry stands, by its id and by those that it had before. @param {{ id: string, was?: string[] }[]} entries */
const places = entries => new Map(entries.flatMap(({ id, was = [] }, at) => [id, ...was].map(one => /** @type {[string, number]} */ ([one, at]))))

/**
 * @param {RawNetwork} raw
 * @returns {Network}
 */
export const makeNetwork = raw => {
  const start = raw.roles.length
  return {
    ...raw,
    roles: raw.roles.map(role => ({ stage: 0, settings: [], patterns: [], bodies: [], interests: [], skills: [], ...role, needs: (role.needs ?? []).map(makeNeed) })),
    qualifications: raw.qualifications.map(one => ({
      ...one, on: one.on ?? [], funding: one.funding ?? [], study: one.months ? one.months[0] + one.months[1] : one.study ?? 0,
    })),
    steps: raw.steps.map(([from, to, kind, low, high, paid, rawNeeds, registers, title], at) => {
      const needs = rawNeeds.map(makeNeed)
      return {
        at, start: from < 0 ? start : from, end: to, kind: KINDS[kind], low, high, paid: paid === 1, title: title ?? '', registers, needs,
        asked: needs.filter(isAsked),
      }
    }),
    start,
    role: places(raw.roles),
    qualification: places(raw.qualifications),
  }
}

/**
 * What somebody who has some qualifications has in all: what these build on, and what has replaced old ones. The ways to a register are
 * alternatives, so being on it does not stand for them.
 * @param {Network} network
 * @param {Iterable<string>} ids unknown ones are passed over
 * @returns {Set<number>} positions of qualifications
 */
export const holding = (network, ids) => {
  /** @type {Set<number>} */
  const held = new Set()
  const ahead = [...ids].flatMap(id => network.qualification.get(id) ?? [])
  while (ahead.length > 0) {
    const at = Number(ahead.pop())
    if (held.has(at)) continue
    held.add(at)
    const { register, on, now } = network.qualifications[at]
    ahead.push(...(register ? [] : on), ...(now === undefined ? [] : [now]))
  }
  return held
}

/** @param {Need} need  @param {Set<number>} held  @returns {boolean} whether one of the choices is held; experience never is */
export const meets = (need, held) => need.choices.some(choice => choice.every(at => held.has(at)))

/** @param {Role} role  @param {Set<number>} held  @returns {{ met: number, of: number }} how much is there of what the role asks for */
export const nearness = (role, held) => ({ met: role.needs.filter(need => meets(need, held)).length, of: role.needs.length })

/**
 * @typedef {object} Need
 * @property {typeof STRENGTHS[number]} strength
 * @property {string} experience words, or '' where qualifications are named
 * @property {number[][]} choices each a list of qualifications that are needed together
 *
 * @typedef {object} Step
 * @property {number} at its position
 * @property {number} start a role, or `network.start` from outside
 * @property {number} end a role
 * @property {typeof KINDS[number]} kind
 * @property {number} low months, at the least
 * @property {number} high months, at the most
 * @property {boolean} paid false for a way in that pays no wage
 * @property {string} title of a way in
 * @property {Need[]} needs
 * @property {Need[]} asked those that name qualifications and are required or usual
 * @property {number[][]} registers sets of registrations; without one of each nobody can take the step
 *
 * @typedef {object} RawRole
 * @property {string} id
 * @property {string[]} [was] older ids
 * @property {string} title
 * @property {number[]} ladders its home ladder first
 * @property {number} [stage]
 * @property {[number, number]} [pay] pounds a year
 * @property {string} [paywords]
 * @property {number} [level] with which people usually get in
 * @property {boolean} [open] no set requirements
 * @property {boolean} [earn] learn while paid
 * @property {boolean} [apprentice]
 * @property {'helpful' | 'required'} [driving]
 * @property {string[]} [settings]
 * @property {string[]} [patterns]
 * @property {string[]} [bodies] whose register is required
 * @property {string[]} [interests]
 * @property {string[]} [skills]
 * @property {RawNeed[]} [needs] qualifications that are required or usual
 *
 * @typedef {[number, string | number[][]]} RawNeed
 * @typedef {Omit<RawRole, 'needs'> & { needs: Need[] } & Required<Pick<RawRole, 'stage' | 'settings' | 'patterns' | 'bodies' | 'interests' | 'skills'>>} Role
 *
 * @typedef {object} RawQualification
 * @property {string} id
 * @property {string[]} [was] older ids
 * @property {string} title
 * @property {number} [level]
 * @property {[number, number]} [months]
 * @property {number} [study] twice the months, where none are stated; only for comparing
 * @property {boolean} [register] a registration
 * @property {boolean} [away] cannot be done beside a job
 * @property {[number, number]} [cost] pounds
 * @property {number[]} [funding]
 * @property {number[]} [on] what it builds on; for a registration, what leads to it
 * @property {number} [now] what replaced it
 *
 * @typedef {RawQualification & Required<Pick<RawQualification, 'study' | 'funding' | 'on'>>} Qualification
 *
 * @typedef {object} Lists
 * @property {[string, string][]} stages id and title, lowest first
 * @property {[string, string, string, string][]} groups id, title, colour and shape
 * @property {[string, string, string][]} ladders id, title and group
 * @property {[string, string, number][]} funding id, title, and 1 where it can pay the whole cost
 *
 * @typedef {Lists & {
 *   qualifications: RawQualification[], roles: RawRole[],
 *   steps: [number, number, number, number, number, number, RawNeed[], number[][], string?][],
 * }} RawNetwork
 *
 * @typedef {Lists & {
 *   qualifications: Qualification[], roles: Role[], steps: Step[], start: number,
 *   role: Map<string, number>, qualification: Map<string, number>,
 * }} Network
 */
