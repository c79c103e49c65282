/**
 * A whole plan in the fragment of a link, which browsers never send to a server. `z` before the data says that it is compressed, `p` that it is
 * not. Answers are named by the ids of their questions; a reader passes over those that it does not know. Times and names stay behind.
 */
import { LARGEST, Refused, parse } from './plan-file.js'
import { FORMAT, VERSION } from './plan.js'
import { _ } from './say.js'

const DAMAGED = _('This link is damaged or was cut off, so the plan in it cannot be shown. Ask for it again.')

/** @param {Plan} plan  @param {{ name?: string, note?: string }} put what the sender puts in  @returns {string} */
export const bare = (plan, { name = '', note = '' }) => JSON.stringify({
  v: VERSION,
  ...(name ? { n: name } : {}),
  ...(note ? { t: note } : {}),
  ...(plan.route ? { r: plan.route } : {}),
  a: Object.fromEntries(Object.entries(plan.answers).flatMap(([id, { value }]) => (value === '' ? [] : [[id, value]]))),
  l: Object.fromEntries(Object.entries(plan.lists).filter(([, list]) => list.length > 0).map(([id, list]) =>
    [id, list.map(row => [row.id, Object.fromEntries(Object.entries(row.cells).flatMap(([column, { value }]) => (value === '' ? [] : [[column, value]])))])])),
})

/** @param {string} text of `bare`  @param {Shape} shape  @param {string} id for the plan  @param {string} now  @returns {Plan} @throws {Refused} */
export const fromBare = (text, shape, id, now) => {
  let raw
  try {
    raw = JSON.parse(text.slice(0, LARGEST + 1))
  } catch {
    throw new Refused(DAMAGED)
  }
  /** @param {unknown} value @returns {[string, any][]} */
  const entries = value => (value && typeof value === 'object' ? Object.entries(value) : [])
  /** @param {unknown} values */
  const answers = values => entries(values).map(([name, value]) => [name, { value }])
  if (!raw || typeof raw !== 'object' || Object.keys(raw).includes('__proto__')) throw new Refused(DAMAGED)
  const lists = entries(raw.l).map(([list, some]) => [list, Array.isArray(some)
    ? some.map(row => ({ id: row?.[0], cells: objectOf(answers(row?.[1])) }))
    : some])
  return parse(JSON.stringify({ format: FORMAT, version: raw.v, id, name: raw.n, note: raw.t, route: raw.r, answers: objectOf(answers(raw.a)), lists: objectOf(lists) }), shape, now)
}

/** An object in which every name is a name, `__proto__` too, so that the check sees it. @param {any[][]} entries */
const objectOf = entries => Object.fromEntries(entries)

/** @param {string} text  @returns {Promise<string>} */
export const pack = async text => {
  const bytes = new TextEncoder().encode(text)
  if (typeof CompressionStream === 'undefined') return `p${base64(bytes)}`
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return `z${base64(new Uint8Array(await new Response(stream).arrayBuffer()))}`
}

/** @param {string} packed  @returns {Promise<string>} @throws {Refused} */
export const unpack = async packed => {
  const [how, data] = [packed[0], packed.slice(1)]
  if ((how !== 'z' && how !== 'p') || !/^[\w-]+$/.test(data) || data.length > LARGEST) throw new Refused(DAMAGED)
  try {
    const bytes = Uint8Array.from(atob(data.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))
    if (how === 'p') return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (typeof DecompressionStream === 'undefined') throw new Refused(_('This browser is too old to open this link. Ask for the plan as a file.'))
    return await inflate(bytes)
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(DAMAGED)
  }
}

/** A few bytes can stand for gigabytes, so reading stops at the size of the largest plan. @param {Uint8Array<ArrayBuffer>} bytes */
const inflate = async bytes => {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
    if (text.length > LARGEST) {
      await reader.cancel()
      throw new Refused(_('This link holds far more than a plan, so it was not opened.'))
    }
  }
}

/** @param {Uint8Array} bytes */
const base64 = bytes => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {import('./plan.js').Shape} Shape */
