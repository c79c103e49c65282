/** Finding elements that the templates promise to be there. */

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
