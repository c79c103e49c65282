/** Words in the language of the page. On pages that are not in English `words.js` has them, and runs before any module. Pure. */

/** @typedef {{ words: Record<string, string | Record<string, string>>, pages: string[], months: string[], other: string, note: string }} Wording */
const wording = /** @type {{ wording?: Wording }} */ (globalThis).wording
const language = globalThis.document?.documentElement.lang || 'en-GB'

/** In Welsh 'and' is 'ac' before a vowel, and otherwise 'a'. @param {string} text  @param {Record<string, unknown>} values */
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
  .replace(/ a\(c\) (?=(\W*[aeiouwyâêîôûŵŷ])?)/gi, (_, vowel) => (vowel ? ' ac ' : ' a '))

/** The words for the English words, with values in their places. @param {string} text  @param {Record<string, unknown>} [values] */
export const _ = (text, values) => {
  const said = String(wording?.words[text] ?? text)
  return values ? filled(said, values) : said
}

/**
 * The form of the words that goes with a number, which stands as {count}.
 * @param {string} one  @param {string} several  @param {number} count  @param {Record<string, unknown>} [values]
 */
export const _n = (one, several, count, values) => {
  const forms = wording?.words[one]
  return filled(forms instanceof Object ? forms[new Intl.PluralRules(language).select(count)] : count === 1 ? one : several, { count, ...values })
}

/** A list in a sentence: 'a', 'a and b', 'a, b and c'. @param {string[]} words */
export const both = words => (words.length < 2 ? words.join('') : together([words.slice(0, -1).join(', '), words[words.length - 1]]))

/** Choices in a sentence: 'a or b'. @param {string[]} words */
export const either = words => words.reduce((first, other) => _('{first} or {other}', { first, other }))

/** Things that belong together, within choices: 'a and b'. @param {string[]} words */
export const together = words => words.reduce((first, other) => _('{first} and {other}', { first, other }))

/** A month in words, of a day of the calendar; few browsers know the months of small languages. @param {string} date */
export const month = date => `${wording?.months[Number(date.slice(5, 7)) - 1] ?? new Date(`${date}T12:00:00Z`).toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' })} ${date.slice(0, 4)}`

/** @param {string} date 2026-11-23  @returns {string} 23 November 2026 */
export const day = date => `${Number(date.slice(8))} ${month(date)}`

/** What stands beside a link to a page that is not in this language, and the language of it; nothing for one that is. @param {string} where */
export const away = where => (wording && !wording.pages.includes(where.split(/[?#]/)[0]) ? wording : undefined)

/** The way to a page from the top of the pages in this language. @param {string} where */
export const at = where => (away(where) ? `../${where}` : where)
