/** What the reader has: roles that they hold or held, qualifications and skills. Pure. */

/** @type {Have} */
export const NOTHING = { roles: [], qualifications: [], skills: [] }

/** The list in which entries of each kind are kept. */
const LISTS = /** @type {const} */ ({ role: 'roles', qualification: 'qualifications', skill: 'skills' })

/** The kinds of entry that can be had. */
export const KINDS = /** @type {Kind[]} */ (Object.keys(LISTS))

/**
 * @param {string | null} text what was kept
 * @returns {Have} what it says, as far as it can be read
 */
export const parse = text => {
  /** @type {unknown} */
  let value
  try {
    value = JSON.parse(text ?? '')
  } catch {
    return NOTHING
  }
  /** @param {keyof Have} list */
  const ids = list => {
    const found = value && typeof value === 'object' ? /** @type {Record<string, unknown>} */ (value)[list] : []
    return Array.isArray(found) ? [...new Set(found.filter(id => typeof id === 'string' && /^[a-z0-9-]{1,64}$/.test(id)))] : []
  }
  return { roles: ids('roles'), qualifications: ids('qualifications'), skills: ids('skills') }
}

/** @param {Have} have  @param {Kind} kind  @param {string} id */
export const has = (have, kind, id) => have[LISTS[kind]].includes(id)

/** @param {Have} have  @param {Kind} kind  @returns {string[]} the ids, in the order in which they were marked */
export const all = (have, kind) => have[LISTS[kind]]

/** @param {Have} have  @returns {number} how many things are marked */
export const count = have => have.roles.length + have.qualifications.length + have.skills.length

/**
 * @param {string[]} ids of qualifications  @param {Record<string, string[]>} stands what each stands for besides itself
 * @returns {Set<string>} all that somebody has who has these
 */
export const inAll = (ids, stands) => {
  const found = new Set(ids)
  for (const id of found) for (const other of stands[id] ?? []) found.add(other)
  return found
}

/**
 * @param {Have} have  @param {Kind} kind  @param {string} id
 * @returns {Have} the same with the entry added, or taken away if it was there
 */
export const toggled = (have, kind, id) => {
  const list = LISTS[kind]
  return { ...have, [list]: has(have, kind, id) ? have[list].filter(other => other !== id) : [...have[list], id] }
}

/**
 * @param {string} written 'qualification:food-hygiene'
 * @returns {[Kind, string]}
 */
export const parts = written => {
  const [kind, id] = written.split(':')
  return [/** @type {Kind} */ (kind), id]
}

/** @typedef {'role' | 'qualification' | 'skill'} Kind */
/** @typedef {{ roles: string[], qualifications: string[], skills: string[] }} Have */
