/** The page that asks what suits you: results that change with every answer, and an address that keeps the answers. */
import { showChosen } from './compare-marks.js'
import { all, groupMarks, lazily, linkTo, make, one } from './dom.js'
import { counts, match, parse, write } from './match.js'
import { holding, makeNetwork, nearness } from './network.js'
import { _, _n } from './say.js'
import { current, watch } from './store.js'
import { inSentence } from './words.js'

const page = one(document, '[data-match]', HTMLElement)
const form = one(page, 'form', HTMLFormElement)
const title = one(page, '#results-title', HTMLElement)
const status = one(page, '[data-match-status]', HTMLElement)
const inWords = one(page, '[data-match-answers]', HTMLElement)
const best = one(page, '[data-match-best]', HTMLElement)
const plain = one(document, '[data-match-plain]', HTMLElement)
const top = String(page.dataset.top)
const mark = groupMarks(page)
/** @type {() => Promise<import('./match.js').Data>} */
const load = lazily(String(page.dataset.answers))
/** @type {() => Promise<import('./network.js').RawNetwork>} */
const loadNetwork = lazily(String(page.dataset.network))

/** How near the reader is to a role, in words, once something is marked. @type {(id: string) => string} */
let near = () => ''

/** @returns {Promise<typeof near>} */
const nearWords = async () => {
  const { roles, qualifications } = current()
  if (roles.length + qualifications.length === 0) return () => ''
  const network = makeNetwork(await loadNetwork())
  const held = holding(network, qualifications)
  return id => {
    if (roles.includes(id)) return _('You marked this as a role of yours')
    const role = network.roles[Number(network.role.get(id))]
    const { met, of } = role ? nearness(role, held) : { met: 0, of: 0 }
    return held.size > 0 && of > 0 ? _('You have {met} of {of} asked for', { met, of }) : ''
  }
}

/** @param {import('./match.js').Question[]} questions  @returns {import('./match.js').Answers} what the form says */
const read = questions => {
  const said = new FormData(form)
  return Object.fromEntries(questions.map(({ id }) => [id, said.getAll(id).map(String)]))
}

/** @param {import('./match.js').Answers} answers */
const fill = answers => {
  for (const field of form.elements) if (field instanceof HTMLInputElement) field.checked = answers[field.name].includes(field.value)
}

/** @param {import('./match.js').Card} card */
const link = card => linkTo(top, `roles/${card.id}/`, card.title)

/** @param {string} words  @param {string} kind  @param {string[]} items */
const list = (words, kind, items) => (items.length === 0 ? []
  : [make('div', { class: `fit-${kind}` }, make('dt', {}, words), make('dd', {}, make('ul', {}, ...items.map(item => make('li', {}, item)))))])

/** @param {import('./match.js').Data} data  @returns {(fit: import('./match.js').Fit) => HTMLElement} */
const fitView = data => ({ role, reasons, against }) => {
  const card = data.roles[role]
  const { colour, shape } = mark(card.group)
  return make('li', { class: `fit group-${colour}` },
    make('h3', { class: 'fit-title' }, shape, ' ', link(card)),
    make('p', { class: 'fit-where' }, [`${card.ladder}: ${card.stage}`, card.pay, near(card.id)].filter(Boolean).join(' · ')),
    make('p', {}, card.summary),
    make('dl', { class: 'fit-why' }, ...list(_('Fits'), 'yes', reasons), ...list(_('May not suit you'), 'no', against)),
    make('button', { type: 'button', class: 'button button-quiet compare-button', 'data-compare': card.id, 'data-title': card.title, 'aria-pressed': 'false' },
      _('Compare'), make('span', { class: 'visually-hidden' }, ` ${card.title}`)))
}

/** Fills a list that opens. @param {string} name  @param {string} words  @param {HTMLElement[]} items */
const fillMore = (name, words, items) => {
  const details = one(page, `[data-match-${name}]`, HTMLDetailsElement)
  details.hidden = items.length === 0
  one(details, 'summary', HTMLElement).textContent = words
  one(details, 'ol, ul', HTMLElement).replaceChildren(...items)
}

/** @param {import('./match.js').Data} data */
const show = data => {
  const answers = read(data.questions)
  const fits = match(data, answers)
  const left = data.roles.length - fits.out.length
  const some = write(data.questions, answers).size > 0
  const fit = fits.best.some(({ score }) => score > 0)
  title.textContent = !some ? _('To begin with') : fit ? _('Fits best') : left > 0 ? _('What is left') : _('Nothing is left')
  status.textContent = left === 0 ? _('Everything is ruled out. Take something back: the numbers say how many jobs each one takes away.')
    : some ? _n('{left} of {count} job left. First comes {role}.', '{left} of {count} jobs left. First comes {role}.', data.roles.length, { left, role: inSentence(data.roles[fits.best[0].role].title) })
    : _('First jobs that ask for no set qualifications. They change when you answer.')
  one(page, '[data-match-left]', HTMLElement).textContent = _n('({count} left)', '({count} left)', left)
  inWords.textContent = _('Answers: {answers}', { answers: chosenWords() || _('none yet') })
  best.replaceChildren(...fits.best.map(fitView(data)))
  fillMore('more', _n('{count} more that fits', '{count} more that fit', fits.more.length), fits.more.map(fitView(data)))
  fillMore('others', _n('{count} other job left', '{count} other jobs left', fits.others.length), fits.others.map(({ role, against }) => nameView(data.roles[role], against)))
  fillMore('out', _n('{count} job ruled out', '{count} jobs ruled out', fits.out.length), fits.out.map(({ role, out }) => nameView(data.roles[role], out)))
  const found = counts(data, answers)
  for (const count of all(form, '[data-count]')) {
    const { fits: speaks, out } = found.get(String(count.dataset.count)) ?? { fits: 0, out: 0 }
    count.textContent = count.dataset.says === 'out' ? _n('(takes away {count})', '(takes away {count})', out) : `(${speaks})`
  }
  showChosen(document)
}

/** @param {import('./match.js').Card} card  @param {string[]} why */
const nameView = (card, why) => make('li', {}, link(card), ...(why.length > 0 ? [' ', make('span', { class: 'where' }, why.join('; '))] : []))

/** What is answered beyond what holds anyway, so that paper says it too. */
const chosenWords = () => [...form.querySelectorAll('fieldset')].flatMap(question => {
  const chosen = all(question, 'input').filter(field => field instanceof HTMLInputElement && field.checked && (field.type === 'checkbox' || !field.defaultChecked))
  const words = chosen.map(field => field.closest('label')?.querySelector('span')?.firstChild?.textContent?.trim())
  return words.length > 0 ? [`${one(question, 'legend', HTMLElement).lastChild?.textContent?.trim()} ${words.join(', ')}`] : []
}).join(' · ')

const start = async () => {
  const data = await load()
  const readAddress = () => {
    fill(parse(data.questions, new URLSearchParams(location.search)))
    show(data)
  }
  const change = () => {
    const query = write(data.questions, read(data.questions))
    history.replaceState(null, '', query.size > 0 ? `?${query}` : location.pathname)
    show(data)
  }
  form.addEventListener('change', change)
  form.addEventListener('submit', event => event.preventDefault())
  form.addEventListener('reset', () => setTimeout(change))
  addEventListener('popstate', readAddress)
  readAddress()
  watch(async () => {
    near = await nearWords().catch(() => near)
    show(data)
  })
  page.hidden = false
  plain.hidden = true
}

start().catch(() => plain.before(make('p', { class: 'notice' }, _('The questions could not be loaded. Check the connection, or look at these lists.'))))
