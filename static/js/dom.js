/** Finding elements that the templates promise to be there, making new ones, and getting what they show. */

import { at, away } from './say.js'

/**
 * @template {Element} Kind
 * @param {ParentNode} place
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind} the first match; throws when there is none or it is of another kind, which is a mistake in the template
 */
export const one = (place, selector, kind) => {
  const element = place.querySelector(selector)
  if (element instanceof kind) return element
  throw new Error(`There is no ${kind.name} at ${selector}.`)
}

/**
 * @param {ParentNode} place
 * @param {string} selector
 * @returns {HTMLElement[]} all matches
 */
export const all = (place, selector) =>
  [...place.querySelectorAll(selector)].filter(element => element instanceof HTMLElement)

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} content text stays text
 * @returns {HTMLElementTagNameMap[Name]} a new element
 */
export const make = (name, attributes, ...content) => {
  const element = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  element.append(...content)
  return element
}

/**
 * A link from a page to another of the site; one that leads into another language says so.
 * @param {string} top the way to the top of the pages in this language  @param {string} where  @param {...(Node | string)} content
 */
export const linkTo = (top, where, ...content) => {
  const other = away(where)
  return other
    ? make('a', { href: top + at(where), hreflang: other.other }, make('span', { lang: other.other }, ...content), ' ', make('span', { class: 'in-other' }, other.note))
    : make('a', { href: top + where }, ...content)
}

/**
 * The marks of the groups, from the templates that a page carries for its script.
 * @param {ParentNode} page
 * @returns {(group: string) => { colour: string, shape: Node }} the group's colour, and a new copy of its shape
 */
export const groupMarks = page => group => {
  const template = one(page, `template[data-shape="${group}"]`, HTMLTemplateElement)
  return { colour: String(template.dataset.colour), shape: template.content.cloneNode(true) }
}

/**
 * @template Item, Key
 * @param {Item[]} items
 * @param {(item: Item) => Key} key
 * @returns {Map<Key, Item[]>} the items by their keys, in their order
 */
export const grouped = (items, key) => {
  const found = new Map()
  for (const item of items) {
    const own = found.get(key(item))
    if (own) own.push(item)
    else found.set(key(item), [item])
  }
  return found
}

/**
 * @template Value
 * @param {string} address
 * @returns {() => Promise<Value>} gives the JSON at the address, asked for the first time that it is needed; after a failure again
 */
export const lazily = address => {
  /** @type {Promise<Value> | undefined} */
  let loading
  return () => {
    loading ??= fetch(address).then(response => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
    loading.catch(() => { loading = undefined })
    return loading
  }
}
