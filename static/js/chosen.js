/** Which roles are chosen for a comparison. Pure. */

/** How many can stand side by side. */
export const MOST = 4

/** @param {string | null} text ids with commas between them  @returns {string[]} each once, and no more than can be compared */
export const parse = text => [...new Set((text ?? '').split(',').filter(id => /^[a-z0-9-]{1,64}$/.test(id)))].slice(0, MOST)

/**
 * @template {{ id: string }} Role
 * @param {Role[]} roles  @param {Role} role
 * @returns {Role[]} with the role, or without it if it was there; as they were when there is no room
 */
export const toggled = (roles, role) => {
  if (roles.some(({ id }) => id === role.id)) return roles.filter(({ id }) => id !== role.id)
  return roles.length < MOST ? [...roles, role] : roles
}

/** @param {string | null} text what was kept  @returns {{ id: string, title: string }[]} what it says, as far as it can be read */
export const kept = text => {
  /** @type {unknown} */
  let value
  try {
    value = JSON.parse(text ?? '')
  } catch {
    return []
  }
  return (Array.isArray(value) ? value : [])
    .filter(one => typeof one?.title === 'string' && typeof one.id === 'string' && /^[a-z0-9-]{1,64}$/.test(one.id))
    .slice(0, MOST).map(({ id, title }) => ({ id, title }))
}
