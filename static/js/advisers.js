/** What an adviser sends: a choice, the address that opens it, and the address of the builder that keeps it. Pure. */
import * as filters from './filters.js'
import * as packs from './pack.js'
import { PRIORITIES } from './routes.js'
import { _ } from './say.js'

export const KINDS = /** @type {const} */ (['role', 'route', 'compare', 'list', 'plan', 'pack'])
export const MOST_COMPARED = 4
const LONGEST_NOTE = 500
const ID = /^[a-z0-9-]+$/

/** @param {URLSearchParams} query  @param {string} name */
const id = (query, name) => (ID.test(query.get(name) ?? '') ? String(query.get(name)) : '')

/** @param {string} search  @param {string} hash of the builder's address  @returns {Choice} unknown words are passed over */
export const parse = (search, hash) => {
  const query = new URLSearchParams(search)
  return {
    send: KINDS.find(kind => kind === query.get('send')) ?? 'role',
    role: id(query, 'role'),
    from: id(query, 'from'),
    to: id(query, 'to'),
    best: PRIORITIES.find(priority => priority === query.get('best')) ?? 'soonest',
    roles: [...new Set((query.get('roles') ?? '').split(',').filter(one => ID.test(one)))].slice(0, MOST_COMPARED),
    filter: filters.parse(query),
    note: (new URLSearchParams(hash.slice(1)).get('note') ?? '').slice(0, LONGEST_NOTE),
    pack: packs.parse(search),
  }
}

/** What the address of the chosen page has after its folder. @param {Choice} choice */
const asked = ({ send, role, from, to, best, roles, filter, pack }) => {
  /** @param {Record<string, string>} values */
  const said = values => Object.entries(values).filter(([, value]) => value).map(([name, value]) => `${name}=${value}`).join('&')
  if (send === 'role') return said({ role })
  if (send === 'route') return said({ from, to, best: best === 'soonest' ? '' : best })
  if (send === 'compare') return said({ roles: roles.join(',') })
  if (send === 'list') return filters.write(filter).toString().replaceAll('%2C', ',')
  if (send === 'plan') return said({ from: from === 'start' ? '' : from, to })
  return packs.write(pack).slice(1)
}

/** A note stays in the fragment, which browsers send to no server. @param {Choice} choice */
const noteOf = ({ send, note }) => (send === 'plan' && note ? `#note=${encodeURIComponent(note)}` : '')

/** @param {Choice} choice  @returns {string} the builder's own query and fragment, which `parse` reads */
export const write = choice => `?${[`send=${choice.send}`, asked(choice)].filter(Boolean).join('&')}${noteOf(choice)}`

/** @param {Choice} choice  @returns {string} what is still to be chosen, or nothing when the link can be made */
export const missing = choice => {
  const { send, role, from, to, roles, filter, pack } = choice
  if (send === 'role') return role ? '' : _('Choose a role.')
  if (send === 'route') return to ? '' : _('Choose where the route should lead.')
  if (send === 'compare') return roles.length > 1 ? '' : _('Choose two roles or more.')
  if (send === 'list') return filters.write(filter).size > 0 ? '' : _('Choose something that the roles should have in common.')
  if (send === 'plan') return from || to ? '' : _('Choose a role to start from or to aim for.')
  return pack.of.length > 0 ? '' : _('Add something to the pack.')
}

/** @param {Choice} choice  @returns {string} the address that opens it, relative to the site */
export const address = choice => {
  if (choice.send === 'role') return `roles/${choice.role}/`
  const folder = { route: 'routes', compare: 'compare', list: 'roles', plan: 'plan', pack: 'print' }[choice.send]
  return `${folder}/?${asked(choice)}${noteOf(choice)}`
}

/**
 * @typedef {object} Choice
 * @property {typeof KINDS[number]} send
 * @property {string} role
 * @property {string} from
 * @property {string} to
 * @property {import('./routes.js').Priority} best
 * @property {string[]} roles
 * @property {import('./filters.js').Filter} filter
 * @property {string} note
 * @property {import('./pack.js').Pack} pack
 */
