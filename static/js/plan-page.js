/** The worksheet: turns the blank sheet into a plan that is filled in, kept in this browser and looked at. */
import { all, make, one } from './dom.js'
import { download } from './download.js'
import { begun, gaps } from './plan-due.js'
import { MOST_ROWS, Refused, parse, write } from './plan-file.js'
import { addRecord, complete, fill, goalIds, unfill } from './plan-fill.js'
import { render } from './plan-form.js'
import { keeper } from './plan-keep.js'
import { knowledge } from './plan-known.js'
import { fromBare, unpack } from './plan-link.js'
import * as store from './plan-store.js'
import { suggester } from './plan-suggest.js'
import { button, saveFile, travelView } from './plan-travel.js'
import { deadlineView, dueView, overview, paper, reading } from './plan-view.js'
import { readable } from './plan-words.js'
import * as plans from './plan.js'
import { publicPage } from './public.js'
import { _, _n, at, filled } from './say.js'

const FOLDERS = /** @type {Record<string, string>} */ ({ role: 'roles/', qualification: 'qualifications/', skill: 'skills/', funding: 'funding/#' })

const page = one(document, '[data-plan]', HTMLElement)
const top = String(page.dataset.top)
const heading = String(one(page, 'h1', HTMLElement).textContent)
/** @type {import('./plan.js').Shape} */
const shape = JSON.parse(String(one(document, '#plan-shape', HTMLElement).textContent))
const now = () => new Date().toISOString()
const today = () => new Date().toLocaleDateString('sv')
const fresh = () => [...crypto.getRandomValues(new Uint8Array(6))].map(byte => (byte % 36).toString(36)).join('')

/* What is around the form. */
const saved = make('span', { class: 'plan-saved', 'data-saved': '' })
const status = make('p', { role: 'status', class: 'visually-hidden' })
const warning = make('div', { role: 'alert' })
const undoing = make('div', { class: 'plan-undo', role: 'status' })
const name = make('input', { id: 'plan-name', maxlength: '100', autocomplete: 'off', placeholder: heading })
const chooser = make('select', { id: 'plan-choose' })
const chosen = make('label', { for: 'plan-choose' }, _('Plans in this browser'), chooser)
const offers = make('div', {})
const noted = make('div', {})
const dueNow = make('section', { class: 'plan-due', 'aria-label': _('What is due') })
/** How it goes, beside the dates of the reviews. */
const tracked = make('div', { class: 'plan-progress' })
const looking = extra('overview', _('Overview'))
const keeping = extra('keep', _('Keep, print and share'))
const sheet = one(page, '[data-plan-paper]', HTMLElement)

/** @param {string} id  @param {string} title */
function extra(id, title) {
  const content = make('div', { class: `plan-${id}` })
  const section = make('section', { class: 'plan-part', id, 'data-plan-part': '', 'aria-labelledby': `${id}-title` }, make('h2', { id: `${id}-title`, tabindex: '-1' }, title), content)
  const item = make('li', { class: 'plan-extra' }, make('a', { href: `#${id}` }, title))
  return { section, content, item }
}

/** @param {string} words */
const say = words => { status.textContent = words }

/** Where the reader goes on when what was pressed is gone. */
const toPart = () => all(page, '[data-plan-part]:not([hidden]) h2')[0]?.focus({ preventScroll: true })

/** @param {string} words  @param {...Node} more */
const alarm = (words, ...more) => warning.replaceChildren(...(words ? [make('div', { class: 'plan-alert' }, make('p', {}, words), make('div', { class: 'actions' }, ...more, button(_('Close'), () => {
  alarm('')
  toPart()
}))) ] : []))

const LOST = {
  full: _('This browser’s storage is full, so what you write is not kept. Save the plan to a file now.'),
  blocked: _('This browser does not let the page keep anything, so what you write is lost when you leave. Save the plan to a file before you do.'),
}
/** Browsers can open a closed tab again, so closing alone is not promised to be the end. */
const SHARED = _('Shared computer: the plan is kept in this tab only, and goes when the tab is closed. Save it to a file or send yourself the link before you go. A browser may bring back a tab that was just closed, so clear the plan here too, or close the whole browser.')
const sharedWords = () => {
  const others = store.count()
  return others > 0 ? `${SHARED} ${_n('{count} other plan stays in this browser until all plans are cleared.', '{count} other plans stay in this browser until all plans are cleared.', others)}` : SHARED
}
/** @param {ReturnType<typeof store.trial>} why */
const tellLost = why => (why ? alarm(LOST[why], button(_('Save to a file'), () => saveFile(plan()), 'button')) : alarm(''))
const keep = keeper({
  shape, now, today, fresh,
  state: words => { saved.textContent = words },
  changed: () => look(),
  saved: () => {
    suggest()
    look()
  },
  joined: () => showAll(),
  cleared: () => alarm(_('This plan was cleared in another tab. It is still here, and it is kept again as soon as you change something.')),
  failed: why => tellLost(why),
})
const { change, plan } = keep
const known = knowledge({ top, networkAt: String(page.dataset.network), shape, today })
const showSuggestions = suggester(page, shape, (takes, records, proposal) => {
  const before = plan()
  const goals = goalIds(before, shape, proposal, () => '')
  change(records.reduce((next, record) => addRecord(next, shape, takes, record, goals, fresh(), now()), before))
  const after = plan()
  showAll()
  offerUndo(_n('Added.', '{count} added.', records.length), next => unfill(next, before, after))
})

/** What could be added follows from the whole plan, so it is worked out when the writing pauses. */
const suggest = () => {
  const found = known.suggestions(plan())
  met = new Set(found?.gaps.filter(gap => gap.have === 'yes').map(gap => plans.wordsOf(/** @type {import('./plan.js').Value} */ (gap.what))))
  showSuggestions(plan(), found)
}

/** What is asked for on the route and is there, in its words, as one of several ways to have it may do. @type {Set<string>} */
let met = new Set()

/** @type {import('./plan-due.js').Held} */
const isHeld = asked => met.has(plans.wordsOf(asked)) || known.isHeld(plan(), asked)

/** What can be undone, the last first. @type {{ words: string, back: (plan: import('./plan.js').Plan) => import('./plan.js').Plan, place: string }[]} */
let undos = []

/** @param {string} words  @param {(plan: import('./plan.js').Plan) => import('./plan.js').Plan} back  @param {string} [place] id of what comes back */
const offerUndo = (words, back, place = '') => {
  undos.unshift({ words, back, place })
  showUndo()
}

const showUndo = () => {
  const [last] = undos
  undoing.replaceChildren(...(last ? [make('span', {}, last.words), button(_('Undo'), () => {
    undos.shift()
    change(last.back(plan()))
    showAll()
    showUndo()
    say(_('Undone.'))
    const restored = document.getElementById(last.place)
    if (restored) restored.focus()
    else toPart()
  }, 'button button-small'), button(_('Close'), () => {
    forgetUndo()
    toPart()
  }, 'button button-small')] : []))
}

const forgetUndo = () => {
  undos = []
  showUndo()
}

/* Showing it. */
/** @type {import('./plan-form.js').Form} */
const form = {
  top, shape, say, plan,
  look: () => look(),
  answer: (id, value) => change(plans.setAnswer(plan(), id, value, now())),
  cell: (list, row, column, value) => {
    const next = plans.setCell(plan(), list, row, column, value, now())
    const course = plans.taker(shape, 'courses')
    if (list !== course?.id || typeof value !== 'object' || !value.id) return change(next)
    change(complete(next, course, row, known.course(value.id), now()))
    showAll()
  },
  add: list => {
    const id = fresh()
    if (plans.rows(plan(), list).length >= MOST_ROWS) {
      alarm(_('A list holds {count} rows at the most. Take one away, or start a new plan.', { count: MOST_ROWS }))
      return ''
    }
    change(plans.addRow(plan(), list, id, {}, now()))
    return id
  },
  remove: (list, id) => {
    const place = plans.rows(plan(), list).findIndex(row => row.id === id)
    const row = plans.rows(plan(), list)[place]
    const asked = plans.question(shape, list)
    change(plans.removeRow(plan(), list, id, now()))
    offerUndo(_('Removed: {title}.', { title: (asked && plans.titleOf(asked, row)) || _('a row') }), after => plans.restoreRow(after, list, row, place, now()), `remove-${row.id}`)
  },
  move: (list, row, place) => change(plans.moveRow(plan(), list, row, place)),
  about: value => {
    if (typeof value !== 'object' || !value.kind || !value.id) return []
    const title = known.nameOf(value.kind, value.id)
    if (title === '') return [_('This site no longer has it under this name. It is kept as it was written.')]
    return [...(title && title !== value.title ? [_('Called {title} on this site.', { title }), ' '] : []), make('a', { href: top + at(`${FOLDERS[value.kind] ?? ''}${value.id}${value.kind === 'funding' ? '' : '/'}`) }, _('About {title}', { title: value.title }))]
  },
}

/** The note of whoever prepared the plan stays in sight until it is put away. */
const showNote = () => {
  const { note, ...without } = plan()
  if (noted.dataset.shown === (note ?? '')) return
  noted.dataset.shown = note ?? ''
  noted.replaceChildren(...(note ? [make('div', { class: 'notice plan-told' }, make('p', {}, note), button(_('Put the note away'), () => {
    change(without)
    toPart()
    offerUndo(_('The note is put away.'), after => ({ ...after, note }))
  }, 'button button-quiet button-small'))] : []))
}

/** What follows from the answers. */
const look = () => {
  const day = today()
  showNote()
  dueNow.replaceChildren(...dueView(plan(), shape, day))
  tracked.replaceChildren(...deadlineView(plan(), shape, day))
  const closed = new Set(gaps(plan(), shape, isHeld).filter(gap => gap.closed && !gap.said).map(gap => gap.row))
  if (!looking.section.hidden) {
    const focused = looking.content.contains(document.activeElement) ? document.activeElement?.id : ''
    looking.content.replaceChildren(...overview(plan(), shape, day, isHeld, (list, row, column, value) => {
      change(plans.setCell(plan(), list, row, column, value, now()))
      showAll()
      if (looking.content.contains(document.activeElement)) document.activeElement?.scrollIntoView({ block: 'nearest' })
      say(_('Moved to {status}.', { status: shape.statuses[/** @type {import('./plan.js').Status} */ (value)] }))
    }))
    const again = focused ? document.getElementById(focused) : null
    if (again instanceof HTMLSelectElement) again.closest('details')?.setAttribute('open', '')
    again?.focus({ preventScroll: true })
  }
  for (const place of all(page, '[data-rows]')) {
    const asked = plans.question(shape, String(place.dataset.rows))
    const dueColumn = asked?.columns?.find(column => column.kind === 'due')
    const statusColumn = asked?.columns?.find(column => column.kind === 'status')
    for (const row of plans.rows(plan(), asked?.id ?? '')) {
      const element = place.querySelector(`[data-row="${row.id}"]`)
      const done = statusColumn && plans.cell(row, statusColumn.id) === 'done'
      const on = dueColumn ? plans.wordsOf(plans.cell(row, dueColumn.id)) : ''
      const late = !done && on !== '' && on < day
      element?.classList.toggle('is-done', Boolean(done))
      element?.classList.toggle('is-late', late)
      const title = asked && plans.titleOf(asked, row)
      for (const tool of element ? all(/** @type {HTMLElement} */ (element), '[data-tool]') : []) tool.setAttribute('aria-label', filled(String(tool.dataset.tool), { title: title || _('a row without words') }))
      const summary = element?.querySelector('[data-summary]')
      if (summary && asked) {
        const facts = (asked.columns ?? []).filter(({ kind }) => kind === 'due' || kind === 'status' || kind === 'choice').map(column => readable(column, plans.cell(row, column.id), shape, plan())).filter(Boolean)
        summary.replaceChildren(make('b', {}, title || _('Without words yet')), make('span', { class: 'where' }, facts.join(' · ')))
      }
      const note = element?.querySelector('[data-note]')
      if (note) note.textContent = late ? _('! Overdue. Do it, move the date, or take it away.') : closed.has(row.id) ? _('✓ You have this, so it counts as closed.') : ''
    }
  }
  for (const part of shape.parts) {
    const link = page.querySelector(`.plan-parts a[href="#${part.id}"]`)
    link?.parentElement?.querySelector('.plan-count')?.remove()
    if (begun(plan(), part)) link?.after(make('span', { class: 'plan-count' }, ` ${_('begun')}`))
  }
}

const showAll = () => {
  render(page, form)
  if (document.activeElement !== name) name.value = plan().name
  const here = store.list()
  chosen.hidden = here.length < 2 && (here.length === 0 || here[0].id === plan().id)
  const listed = here.some(({ id }) => id === plan().id) ? here : [...here, { id: plan().id, name: plan().name }]
  chooser.replaceChildren(...listed.map(({ id, name: words }) => make('option', { value: id }, words || _('Without a name'))))
  chooser.value = plan().id
  suggest()
  look()
}

/** @param {import('./plan.js').Plan} next  @param {string | null} text as it is kept */
const open = (next, text) => {
  keep.open(next, text)
  forgetUndo()
  showAll()
}

/** @param {string} id */
const openKept = id => {
  const text = store.read(id)
  if (text === null) return
  try {
    open(parse(text, shape, now(), { own: true }), text)
    store.choose(id)
  } catch (error) {
    alarm(_('The plan that is kept here cannot be opened. {why} It stays as it is.', { why: error instanceof Refused ? error.message : '' }),
      button(_('Save it to a file'), () => download('plan.json', 'application/json', text)))
  }
}

/* Roles, routes, and plans that come in. */
/** @param {import('./plan.js').Plan} other  @param {string} title  @param {[string, () => void][]} ways  */
const offer = (other, title, ways) => {
  const close = () => {
    offers.replaceChildren()
    toPart()
  }
  const head = make('h2', { tabindex: '-1' }, title)
  offers.replaceChildren(make('section', { class: 'plan-offer' }, head, ...(other.note ? [make('p', { class: 'notice' }, other.note)] : []),
    make('p', {}, _('This is only shown. Your own plan is as it was.')),
    make('div', { class: 'actions' }, ...ways.map(([words, press], at) => button(words, () => {
      close()
      press()
    }, at === 0 ? 'button' : undefined)), button(_('Not now'), close)),
    make('details', { open: '' }, make('summary', {}, _('What is in it')), reading(other, shape))))
  head.focus()
}

/** A name that no other plan here has. @param {string} words */
const unusedName = words => {
  const taken = new Set([plan().name, ...store.list().map(one => one.name)])
  let free = words
  for (let count = 2; taken.has(free); count++) free = `${words} (${count})`
  return free
}

/** Shows a plan from a link or file beside the visitor's own. @param {import('./plan.js').Plan} other */
const offerPlan = other => offer(other, other.name ? _('A plan: {name}', { name: other.name }) : _('A plan that was shared with you'), [[_('Keep it as a plan of its own'), () => {
  const twice = store.read(other.id) !== null || other.id === plan().id
  open({ ...other, id: twice ? fresh() : other.id, name: unusedName(other.name || _('Shared plan')) }, null)
  change(plan())
  keep.save()
  showAll()
  say(_('Added to the plans in this browser.'))
}]])

/** @param {import('./plan-fill.js').Wish} wish  @param {string} note */
const offerWish = (wish, note) => {
  const proposal = known.proposal(plan(), wish)
  if (!proposal) return
  const filled = fill(plans.emptyPlan('shown', '', now()), shape, proposal, now(), fresh)
  if (note) filled.note = note
  const add = () => {
    const before = plan()
    const notes = before.note?.includes(note) ? before.note : [before.note, note].filter(Boolean).join('\n')
    const filled = { ...fill(plan(), shape, proposal, now(), fresh), ...(notes ? { note: notes } : {}) }
    if (write(filled) === write(plan())) return alarm(_('Your plan has all of this, or something else that you wrote there. It stays as it is.'))
    change(filled)
    keep.save()
    const after = plan()
    showAll()
    offerUndo(_('Added to your plan.'), next => unfill(next, before, after))
  }
  if (plans.isEmpty(filled)) return note ? offer(filled, _('A note for you'), []) : alarm(_('This link names a job that is not here. It may have been renamed. Choose one in the worksheet.'))
  const ownPress = document.referrer.startsWith(new URL(top, location.href).href) && !note
  if (ownPress) return add()
  offer(filled, _('A plan to start from'), [[_('Add to my plan'), add], ...(plans.isEmpty(plan()) ? [] : [/** @type {[string, () => void]} */ ([_('Start a new plan with it'), () => {
    open(plans.emptyPlan(fresh(), '', now()), null)
    add()
  }])])])
}

const readAddress = async () => {
  const query = new URLSearchParams(location.search)
  const hash = location.hash.slice(1)
  const packed = hash.startsWith('plan=') ? hash.slice(5) : ''
  let note = ''
  try {
    note = hash.startsWith('note=') ? decodeURIComponent(hash.slice(5)).slice(0, 1000) : ''
  } catch { /* half a note is none */ }
  if (packed || note || query.size > 0) history.replaceState(null, '', location.pathname)
  if (packed) {
    try {
      offerPlan(fromBare(await unpack(packed), shape, fresh(), now()))
    } catch (error) {
      alarm(`${error instanceof Refused ? error.message : _('This link cannot be opened.')} ${_('Your own plan is as it was.')}`)
    }
  } else if (query.has('from') || query.has('to') || note) {
    await known.ready
    offerWish({ from: query.get('from') ?? undefined, to: query.get('to') ?? undefined, route: query.get('route')?.split(',').filter(Boolean) }, note)
  }
}

const showPart = () => {
  const sections = all(page, '[data-plan-part]')
  const wanted = sections.find(section => section.id === location.hash.slice(1)) ?? sections[plans.isEmpty(plan()) ? 1 : 0]
  for (const section of sections) section.hidden = section !== wanted
  for (const link of page.querySelectorAll('.plan-parts a')) {
    if (link.getAttribute('href') === `#${wanted.id}`) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
  look()
  if (wanted.id !== location.hash.slice(1)) return
  toPart()
  wanted.scrollIntoView()
}

/** @param {boolean} blank */
const fillPaper = blank => sheet.replaceChildren(...paper(blank ? plans.emptyPlan('blank', '', now()) : plan(), shape, (!blank && plan().name) || heading))
let printBlank = false

const start = () => {
  one(page, '[data-plan-without]', HTMLElement).remove()
  const parts = all(page, '[data-plan-part]')
  parts.forEach((part, at) => part.append(make('p', { class: 'plan-next' },
    ...(at > 0 ? [make('a', { href: `#${parts[at - 1].id}` }, `← ${_('Back')}`)] : [make('span', {})]), make('a', { href: `#${parts[at + 1]?.id ?? 'keep'}` }, `${_('Next')} →`))))
  parts[0].before(looking.section)
  parts[parts.length - 1].after(keeping.section)
  const reviews = plans.taker(shape, 'reviews')
  if (reviews) one(page, `[data-question="${reviews.id}"]`, HTMLElement).before(tracked)
  const menu = one(page, '.plan-parts', HTMLElement)
  menu.prepend(looking.item)
  menu.append(keeping.item)
  const around = one(page, '[data-plan-top]', HTMLElement)
  around.append(warning, make('div', { class: 'plan-bar' }, make('label', { for: 'plan-name' }, _('Name of this plan'), name), chosen,
    button(_('New plan'), () => {
      open(plans.emptyPlan(fresh(), '', now()), null)
      name.focus()
      say(_('A new plan. The other one is kept.'))
    }), saved), offers, noted, dueNow, status)
  around.hidden = false
  page.append(undoing)
  page.classList.add('is-live')
  name.addEventListener('input', () => {
    change({ ...plan(), name: name.value })
    const option = [...chooser.options].find(({ value }) => value === plan().id)
    if (option) option.textContent = name.value || _('Without a name')
  })
  chooser.addEventListener('change', () => openKept(chooser.value))
  keeping.content.classList.add('plan-travel')
  const showTravel = () => keeping.content.replaceChildren(...travelView({
    shape, now, say, alert: alarm, plan: () => plan(), here: publicPage(),
    open: offerPlan, isShared: store.isShared,
    print: blank => {
      printBlank = blank
      print()
      printBlank = false
    },
    share: yes => {
      keep.save()
      if (store.share(yes, plan().id)) return alarm(_('There is no room to move the plan, so it stays where it is. Save it to a file.'), button(_('Save to a file'), () => saveFile(plan()), 'button'))
      keep.move()
      showAll()
      if (!warning.firstChild || !yes) alarm(yes ? sharedWords() : '')
      if (!yes) say(_('The plan is kept in this browser again.'))
    },
    clear: everything => {
      if (everything) store.clear()
      else store.remove(plan().id)
      keep.drop()
      const next = everything ? undefined : store.list()[0]
      if (next) openKept(next.id)
      else open(plans.emptyPlan(fresh(), '', now()), null)
      showTravel()
      say(everything ? _('All plans are cleared.') : _('The plan is deleted.'))
      one(keeping.section, 'h2', HTMLElement).focus()
    },
  }))
  showTravel()

  const last = store.current()
  if (last) openKept(last)
  const failed = store.trial()
  if (failed) tellLost(failed)
  showAll()
  showPart()
  if (store.isShared() && !warning.firstChild) alarm(sharedWords())

  addEventListener('hashchange', () => (/^#(plan|note)=/.test(location.hash) ? readAddress() : showPart()))
  addEventListener('beforeunload', event => {
    keep.save()
    if (keep.isDirty()) event.preventDefault()
  })
  addEventListener('beforeprint', () => fillPaper(printBlank))
}

start()
readAddress()
known.ready.then(showAll).catch(() => alarm(_('The lists of jobs and courses could not be loaded, so nothing is suggested. You can write, and it is kept.')))
