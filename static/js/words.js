/** Figures in everyday words; the same as `explorer/words.py` and `explorer/pay.py` write them. Pure. */

/** @param {number} count of months */
const span = count => {
  const years = Math.floor(count / 12)
  const rest = count % 12
  if (years > 0 && rest === 0) return years === 1 ? '1 year' : `${years} years`
  if (years >= 2 && rest === 6) return `${years}½ years`
  return count === 1 ? '1 month' : `${count} months`
}

/** @param {number} low months  @param {number} high months  @returns {string} '1 to 2 years', 'up to 3 months', 'straight away' */
export const months = (low, high) => {
  if (high === 0) return 'straight away'
  if (low === 0) return `up to ${span(high)}`
  if (low === high) return span(low)
  if (high < 24 && (low % 12 !== 0 || high % 12 !== 0)) return `${low} to ${high} months`
  const [first, last] = [span(low).split(' '), span(high).split(' ')]
  const sameUnit = first[1].replace(/s$/, '') === last[1].replace(/s$/, '')
  return [sameUnit ? first[0] : span(low), 'to', ...last].join(' ')
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
export const moneyRange = (low, high) => (low === high ? money(low) : `${money(low)} to ${money(high)}`)

/** @param {string} title  @returns {string} as it stands within a sentence: 'head chef', but 'HR assistant' */
export const inSentence = title => (/^.\p{Lu}/u.test(title) ? title : title.slice(0, 1).toLowerCase() + title.slice(1))

/** @param {number} count  @param {string} one  @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** @param {string} date 2026-11-23  @returns {string} 23 November 2026 */
export const day = date =>
  new Date(`${date}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** @param {number} bytes  @returns {string} '19 MB' */
export const megabytes = bytes => `${bytes < 950_000 ? (bytes / 1_000_000).toFixed(1) : Math.round(bytes / 1_000_000)} MB`
