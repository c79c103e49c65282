/**
 * Deadlines and reviews as a calendar file. Pure. Days are days, so that no time zone can move them; what has a time is at that time in the UK.
 * Source: https://www.rfc-editor.org/rfc/rfc5545
 */
import { dated } from './plan-due.js'

// Summer time by the rule that has held since 1996: the last Sundays of March and October, at 01:00 UTC.
const LONDON = [
  'BEGIN:VTIMEZONE', 'TZID:Europe/London',
  'BEGIN:DAYLIGHT', 'DTSTART:19960331T010000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0100', 'TZNAME:BST', 'END:DAYLIGHT',
  'BEGIN:STANDARD', 'DTSTART:19961027T020000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0000', 'TZNAME:GMT', 'END:STANDARD',
  'END:VTIMEZONE',
]

/**
 * @param {Plan} plan  @param {Shape} shape
 * @param {string} now an ISO time, for the stamp
 * @returns {string} everything with a date that is not done, each with a reminder the day before; '' where there is none, as a calendar may not be empty
 */
export const calendar = (plan, shape, now) => {
  const items = dated(plan, shape, now.slice(0, 10)).filter(item => !item.done)
  if (items.length === 0) return ''
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Pathway Explorer//Plan//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    ...(items.some(item => item.at) ? LONDON : []), ...items.flatMap(item => event(plan, item, stamp(now))), 'END:VCALENDAR']
  return lines.map(fold).join('\r\n') + '\r\n'
}

/** @param {Plan} plan  @param {import('./plan-due.js').Item} item  @param {string} stamped */
const event = (plan, { list, row, on, at, what }, stamped) => {
  const day = on.replaceAll('-', '')
  const when = at
    ? [`DTSTART;TZID=Europe/London:${day}T${at.replace(':', '')}00`, 'DURATION:PT1H']
    : [`DTSTART;VALUE=DATE:${day}`, `DTEND;VALUE=DATE:${dayAfter(on)}`]
  return ['BEGIN:VEVENT', `UID:${plan.id}-${row.id}@pathway-explorer`, `DTSTAMP:${stamped}`, ...when, `SUMMARY:${escaped(what)}`,
    `DESCRIPTION:${escaped([list.title, plan.name].filter(Boolean).join(' – '))}`, 'TRANSP:TRANSPARENT',
    'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(what)}`, `TRIGGER:-${at ? 'P1D' : 'PT15H'}`, 'END:VALARM', 'END:VEVENT']
}

/** @param {string} date */
const dayAfter = date => {
  const time = new Date(`${date}T00:00:00Z`)
  time.setUTCDate(time.getUTCDate() + 1)
  return time.toISOString().slice(0, 10).replaceAll('-', '')
}

/** @param {string} now */
const stamp = now => `${now.slice(0, 19).replace(/[-:]/g, '')}Z`

/** @param {string} text */
const escaped = text => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')

/** Lines of at most 75 octets, never broken inside a character. @param {string} line */
export const fold = line => {
  const encoder = new TextEncoder()
  let folded = ''
  let length = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    if (length + size > 75) {
      folded += '\r\n '
      length = 1
    }
    folded += character
    length += size
  }
  return folded
}

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {import('./plan.js').Shape} Shape */
