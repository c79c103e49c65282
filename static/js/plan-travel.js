/** What leaves the page, and only when somebody presses a button: files, paper, the calendar, links; and clearing it all. */
import { make } from './dom.js'
import { download } from './download.js'
import { calendar } from './plan-calendar.js'
import { wishOf } from './plan-fill.js'
import { LARGEST, Refused, parse, write } from './plan-file.js'
import { bare, pack } from './plan-link.js'
import { FITS, codeOf } from './qr.js'
import { markdown, plainText, table } from './plan-words.js'
import { _ } from './say.js'

/** @param {string} words  @param {() => void} press  @param {string} [look] */
export const button = (words, press, look = 'button button-quiet') => {
  const made = make('button', { type: 'button', class: look }, words)
  made.addEventListener('click', press)
  return made
}

/** @param {Plan} plan  @param {string} ending */
const fileName = (plan, ending) => `${plan.name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'plan'}.${ending}`

/** @param {Plan} plan */
export const saveFile = plan => download(fileName(plan, 'json'), 'application/json', write(plan))

/** @param {Travel} travel  @returns {Node[]} */
export const travelView = travel => [
  section(_('A file'), _('Keep it on a memory stick, send it, or open it on another device.'),
    button(_('Save to a file'), () => {
      saveFile(travel.plan())
      travel.say(_('The file is in your downloads.'))
    }), opener(travel)),
  section(_('Paper'), _('What you have written, with space to add by hand; or the blank worksheet.'),
    button(_('Print my plan'), () => travel.print(false)), button(_('Print a blank worksheet'), () => travel.print(true))),
  section(_('Calendar and spreadsheet'), _('Deadlines and reviews with a reminder the day before, for Google, Apple and Outlook calendars; and the actions as a table.'),
    button(_('Calendar file'), () => {
      const file = calendar(travel.plan(), travel.shape, travel.now())
      if (file) download(fileName(travel.plan(), 'ics'), 'text/calendar', file)
      else travel.alert(_('Nothing that is still to do has a date yet, so there is nothing for a calendar. Put a date on an action or a review first.'))
    }),
    button(_('Spreadsheet of actions'), () => download(fileName(travel.plan(), 'csv'), 'text/csv', table(travel.plan(), travel.shape)))),
  section(_('Text for an e-mail or a form'), _('Plain text goes anywhere. Markdown keeps the headings.'),
    button(_('Copy as text'), () => copy(plainText(travel.plan(), travel.shape), travel)), button(_('Copy as Markdown'), () => copy(markdown(travel.plan(), travel.shape), travel))),
  sharing(travel), privacy(travel),
]

/** @param {string} title  @param {string} lead  @param {...Node} content */
const section = (title, lead, ...content) => make('section', {}, make('h3', {}, title), make('p', {}, lead), make('div', { class: 'actions' }, ...content))

/** @param {Travel} travel */
const opener = travel => {
  const input = make('input', { type: 'file', id: 'plan-open', accept: '.json,application/json', 'aria-label': _('The file of a plan'), hidden: '' })
  input.addEventListener('change', async () => {
    const file = input.files?.[0]
    input.value = ''
    if (!file) return
    try {
      if (file.size > 4 * LARGEST) throw new Refused(_('This is too large to be a plan.'))
      travel.open(parse(await file.text(), travel.shape, travel.now()))
    } catch (error) {
      travel.alert(error instanceof Refused ? `${error.message} ${_('Your own plan is as it was.')}` : _('The file could not be read. Your own plan is as it was.'))
    }
  })
  return make('span', {}, button(_('Open a file'), () => input.click()), input)
}

/** @param {string} text  @param {Travel} travel */
const copy = async (text, travel) => {
  try {
    await navigator.clipboard.writeText(text)
    travel.say(_('Copied.'))
  } catch {
    download(fileName(travel.plan(), 'txt'), 'text/plain', text)
    travel.say(_('This browser does not let a page copy, so the text is in your downloads.'))
  }
}

/** @param {Travel} travel */
const sharing = travel => {
  const name = make('input', { id: 'share-name', maxlength: '100', autocomplete: 'off' })
  const note = make('input', { id: 'share-note', maxlength: '500', autocomplete: 'off' })
  const place = make('div', {})

  /** @param {string} link  @param {string} warning */
  const show = (link, warning) => {
    const field = make('input', { id: 'share-link', readonly: '', value: link })
    const picture = make('div', {})
    place.replaceChildren(make('p', { class: 'notice' }, warning), make('label', { for: 'share-link' }, _('The link')), field, make('div', { class: 'actions' },
      button(_('Copy the link to the plan'), () => copy(link, travel)),
      ...(link.length <= FITS ? [button(_('Show as QR code'), async () => picture.replaceChildren(await codeOf(link)))] : [make('span', {}, _('It is too long for a QR code.'))])), picture)
    field.select()
    field.focus()
  }
  return make('section', {}, make('h3', {}, _('A link')),
    make('p', {}, _('The link holds the plan itself. Whoever has the link can read it; no server sees it. Your name is not in it unless you put it in or wrote it in the plan.')),
    make('p', {}, make('label', { for: 'share-name' }, _('Name to put in (may stay empty)')), name),
    make('p', {}, make('label', { for: 'share-note' }, _('Note to put in (may stay empty)')), note),
    make('div', { class: 'actions' },
      button(_('Make a link to the whole plan'), async () => {
        const packed = await pack(bare(travel.plan(), { name: name.value.trim(), note: note.value.trim() }))
        show(`${travel.here}#plan=${packed}`, _('This link holds everything that is written in the plan: what you find difficult, feedback, and the names of people, too.'))
      }),
      button(_('Make a short link to start from'), () => {
        const query = queryOf(travel)
        if (!query) travel.alert(_('Choose a job in “My job now” or in a goal first. The short link starts a plan with these.'))
        else show(`${travel.here}?${query}${note.value.trim() ? `#note=${encodeURIComponent(note.value.trim())}` : ''}`, _('This link holds only the two jobs, the route and your note. It is for a client who starts a plan with it.'))
      })), place)
}

/** Where the plan starts and leads, as the address of the worksheet says it. @param {Travel} travel */
const queryOf = ({ plan, shape }) => {
  const { from, to, route = [] } = wishOf(plan(), shape)
  return [from ? `from=${from}` : '', to ? `to=${to}` : '', route.length > 0 ? `route=${route.join(',')}` : ''].filter(Boolean).join('&')
}

/** @param {Travel} travel */
const privacy = travel => {
  const shared = make('input', { type: 'checkbox', id: 'plan-shared' })
  shared.checked = travel.isShared()
  shared.addEventListener('change', () => {
    travel.share(shared.checked)
    shared.checked = travel.isShared()
  })
  const place = make('div', { class: 'actions' })

  /** @param {string} question  @param {string} yes  @param {() => void} act */
  const ask = (question, yes, act) => {
    const no = button(_('Keep it'), rest)
    place.replaceChildren(make('span', {}, `${question} ${_('This cannot be undone.')} `), button(yes, act, 'button'), no)
    no.focus()
  }
  const rest = () => place.replaceChildren(
    button(_('Delete this plan'), () => ask(_('Delete the plan that is open?'), _('Yes, delete it'), () => travel.clear(false))),
    button(_('Clear all plans'), () => ask(_('Clear every plan that this browser keeps?'), _('Yes, clear all'), () => travel.clear(true))))
  rest()
  return make('section', {}, make('h3', {}, _('On a shared computer, and clearing')),
    make('p', { class: 'plan-check' }, shared, make('label', { for: 'plan-shared' }, _('This is a shared computer: keep the plan in this tab only, and nothing after it is closed'))), place)
}

/** @typedef {import('./plan.js').Plan} Plan */
/**
 * @typedef {object} Travel
 * @property {() => Plan} plan
 * @property {import('./plan.js').Shape} shape
 * @property {() => string} now
 * @property {string} here the address of the worksheet
 * @property {(words: string) => void} say
 * @property {(words: string) => void} alert
 * @property {(plan: Plan) => void} open shows a plan that came in
 * @property {(blank: boolean) => void} print
 * @property {() => boolean} isShared
 * @property {(yes: boolean) => void} share
 * @property {(all: boolean) => void} clear
 */
