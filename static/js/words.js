/** Figures in everyday words; the same as `explorer/words.py` and `explorer/pay.py` write them. Pure. */

import { _, _n } from './say.js'

/** @param {number} count months */
const inYears = count => count > 0 && (count % 12 === 0 || (count >= 24 && count % 12 === 6))

/** @param {number} count months in whole or half years */
const years = count => `${Math.floor(count / 12)}${count % 12 ? '½' : ''}`

/** @param {number} count */
const span = count => (inYears(count) ? _n('{count} year', '{count} years', count / 12, { count: years(count) }) : _n('{count} month', '{count} months', count))

/**
 * A time as people say it: '1 to 2 years', '18 months to 3 years', 'up to 3 months', 'straight away'.
 * @param {number} low  @param {number} high
 */
export const months = (low, high) => {
  if (high === 0) return _('straight away')
  if (low === 0) return _('up to {time}', { time: span(high) })
  if (low === high) return span(low)
  if ((high < 24 && (low % 12 !== 0 || high % 12 !== 0)) || !(inYears(low) || inYears(high))) return _n('{low} to {count} month', '{low} to {count} months', high, { low })
  if (inYears(low) && inYears(high)) return _n('{low} to {count} year', '{low} to {count} years', high / 12, { low: years(low), count: years(high) })
  return _('{low} to {high}', { low: span(low), high: span(high) })
}

/** A long time in half years, as it is added up from guesses; a short one as it is. @param {number} low months  @param {number} high months */
export const roughly = (low, high) => {
  /** @param {number} count */
  const halfYears = count => (count < 24 ? count : 6 * Math.round(count / 6))
  return months(halfYears(low), halfYears(high))
}

/** @param {number} amount in pounds */
export const money = amount =>
  `£${amount.toLocaleString('en-GB', amount >= 1000 ? { maximumFractionDigits: 0 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`

/** @param {number} low  @param {number} high */
export const moneyRange = (low, high) => (low === high ? money(low) : _('{low} to {high}', { low: money(low), high: money(high) }))

/** @param {string} title  @returns {string} as it stands within a sentence: 'head chef', but 'HR assistant' */
export const inSentence = title => (/^.\p{Lu}/u.test(title) ? title : title.slice(0, 1).toLowerCase() + title.slice(1))

/** @param {number} bytes  @returns {string} '19 MB' */
export const megabytes = bytes => `${bytes < 950_000 ? (bytes / 1_000_000).toFixed(1) : Math.round(bytes / 1_000_000)} MB`
