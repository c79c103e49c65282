/** Packs: sheets of many pages put together into one document, in order, for one print job. The address keeps the choice. */
import { all, make, one } from './dom.js'
import { FORMS, added, cardPages, contents, parse, pieces, removed, shifted, write } from './pack.js'
import { copied, publicLink } from './public.js'
import { rolePicker } from './role-picker.js'
import { _, _n, at as placeOf } from './say.js'
import { parsed } from './trusted.js'
import { inSentence } from './words.js'

const AT_ONCE = 6
const form = one(document, '[data-packer]', HTMLFormElement)
const list = one(form, '[data-packer-list]', HTMLElement)
const none = one(form, '[data-packer-none]', HTMLElement)
const status = one(form, '[data-packer-status]', HTMLElement)
const role = one(form, '#pack-role', HTMLInputElement)
const more = one(form, '#pack-more', HTMLSelectElement)
const title = one(form, '#pack-title', HTMLInputElement)
const cover = one(form, '[name=cover]', HTMLInputElement)
const pair = { first: one(form, '#pack-first', HTMLInputElement), second: one(form, '#pack-second', HTMLInputElement) }
const place = one(document, '[data-pack]', HTMLElement)
const adviser = one(document, '[data-adviser]', HTMLTemplateElement)
const top = String(form.dataset.top)
const ladders = JSON.parse(String(form.dataset.ladders))
const open = String(form.dataset.open).split(' ').filter(id => id)

let pack = parse(location.search)
let turn = 0

/** What was fetched, by its address. @type {Map<string, Promise<Document>>} */
const fetched = new Map()

/** @param {string} address relative to the site  @returns {Promise<Document>} */
const page = address => {
  const known = fetched.get(address)
  if (known) return known
  const loading = fetch(top + placeOf(address)).then(async response => {
    if (!response.ok) throw new Error(response.statusText)
    const copy = parsed(await response.text())
    for (const picture of copy.querySelectorAll('img')) {
      picture.src = new URL(String(picture.getAttribute('src')), new URL(top + placeOf(address), location.href)).href
    }
    return copy
  })
  loading.catch(() => fetched.delete(address))
  fetched.set(address, loading)
  return loading
}

/** What stands in the list for an item. @param {string} item */
const nameOf = item => {
  const [kind, id] = item.split(':')
  const option = [...more.options].find(({ value }) => value === item)
  if (kind === 'ladder' && option) return _('All jobs of {ladder}', { ladder: option.text })
  const name = option?.text ?? titles.get(item) ?? id
  return kind === 'compare' ? _('Side by side: {names}', { names: inSentence(name) }) : name
}

/** The titles of roles that were chosen or fetched. @type {Map<string, string>} */
const titles = new Map()

/** @param {import('./pack.js').Pack} next  @param {boolean} [keep] whether the address changes too */
const change = (next, keep = true) => {
  pack = next
  if (keep) history.replaceState(null, '', write(pack) || location.pathname)
  showForm()
  assemble()
}

/** Takes away the blanks around the pack: Firefox gives those before and after it a page of their own kind. */
const closeUp = () => {
  for (let box = place.parentElement; box && box !== document.documentElement; box = box.parentElement) {
    for (const node of [...box.childNodes]) if (node instanceof Text) node.remove()
  }
}

const showForm = () => {
  const held = all(list, 'button').findIndex(button => button === document.activeElement)
  for (const radio of form.querySelectorAll('input')) if (radio.name === 'form') radio.checked = radio.value === pack.form
  if (document.activeElement !== title) title.value = pack.title
  cover.checked = pack.cover
  none.hidden = pack.of.length > 0
  list.replaceChildren(...pack.of.map((item, at) => {
    const name = nameOf(item)
    return make('li', {}, make('span', {}, name), ' ',
      button(_('Up'), _('Move {name} up', { name }), () => move(at, -1)), ' ', button(_('Down'), _('Move {name} down', { name }), () => move(at, 1)), ' ',
      button(_('Remove'), _('Remove {name}', { name }), () => {
        change(removed(pack, at))
        status.textContent = _('{name} removed.', { name })
        const left = all(list, 'li')[Math.min(at, pack.of.length - 1)]
        ;(left ? one(left, 'button:last-of-type', HTMLButtonElement) : role).focus()
      }))
  }))
  if (held >= 0) all(list, 'button')[held]?.focus()
}

/** @param {string} words  @param {string} label  @param {() => void} act */
const button = (words, label, act) => {
  const made = make('button', { type: 'button', class: 'button button-quiet button-small', 'aria-label': label }, words)
  made.addEventListener('click', act)
  return made
}

/** @param {number} at  @param {-1 | 1} by */
const move = (at, by) => {
  const name = nameOf(pack.of[at])
  const next = shifted(pack, at, by)
  if (next === pack) return
  change(next)
  status.textContent = _('{name} is now number {number}.', { name, number: at + by + 1 })
  one(all(list, 'li')[at + by], by < 0 ? 'button' : 'button:nth-of-type(2)', HTMLButtonElement).focus()
}

/** @param {import('./pack.js').Piece} piece  @returns {Promise<Element[]>} */
const elementsOf = async ({ from, take, wrap, way, compare }) => {
  if (way) return [await (await parts()).handout(way)]
  if (compare) return [await (await parts()).comparison(compare)]
  const found = await page(from)
  const taken = [...found.querySelectorAll(String(take))].map(part => document.importNode(part, true))
  if (!wrap || taken.length === 0) return taken
  const title = one(found, 'h1', HTMLElement).textContent ?? ''
  return [make('section', { class: wrap, 'data-title': title }, make('h2', { class: 'sheet-title' }, title), ...taken)]
}

/** What makes the parts that no page has. */
const parts = async () => (await import('./pack-parts.js')).partsOf({
  top, base: String(form.dataset.base), outside: String(form.dataset.outside), end: Number(form.dataset.steps), adviser: () => document.importNode(adviser.content, true), place: document.body,
})

/** Fetches what the pack needs and puts it in order. Gives whether the pack is ready; a later change overtakes an earlier one. */
const assemble = async () => {
  const mine = ++turn
  const wanted = pieces(pack, ladders, open)
  place.hidden = wanted.length === 0
  if (wanted.length === 0) {
    place.replaceChildren()
    return false
  }
  /** @type {(Element[] | undefined)[]} */
  const found = Array(wanted.length)
  let next = 0
  const fetchSome = async () => {
    while (next < wanted.length && mine === turn) {
      const at = next++
      found[at] = await elementsOf(wanted[at]).catch(() => undefined)
      if (mine === turn && wanted.length > AT_ONCE) status.textContent = _('Putting it together: {some} of {all}', { some: found.filter(part => part).length, all: wanted.length })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, fetchSome))
  if (mine !== turn) return false
  const missing = found.filter(part => !part || part.length === 0).length
  const whole = wanted.flatMap(({ pages, from }, at) => (found[at]?.length ? [{ pages, from, elements: /** @type {Element[]} */ (found[at]) }] : []))
  const known = titles.size
  for (const { elements, from } of whole) {
    const { sheet, title: name } = elements[0] instanceof HTMLElement ? elements[0].dataset : {}
    if (name) titles.set(from.includes(':') ? from : `role:${sheet}`, name)
  }
  if (titles.size > known) showForm()
  const entries = whole.map(({ pages, elements }) => ({ pages, title: (elements[0] instanceof HTMLElement && elements[0].dataset.title) || '' }))
  place.replaceChildren(
    ...(pack.cover && pack.form !== 'cards' ? [coverPage(), ...contents(entries).map(contentsPage)] : []),
    ...(pack.form === 'cards' ? cardsOf(whole.flatMap(({ elements }) => elements)) : whole.flatMap(({ elements }) => elements)))
  status.textContent = missing > 0
    ? _n('{count} page could not be loaded. Check the connection and try again.', '{count} pages could not be loaded. Check the connection and try again.', missing)
    : _n('{count} part, ready to print.', '{count} parts, ready to print.', whole.length)
  return missing === 0
}

const coverPage = () => make('section', { class: 'sheet cover' },
  make('h2', { class: 'sheet-title' }, pack.title || title.placeholder),
  make('p', {}, document.title.split(' – ').at(-1) ?? ''),
  make('footer', { class: 'sheet-foot' }, document.importNode(adviser.content, true)))

/** @param {{ title: string, page: number | undefined }[]} lines */
const contentsPage = lines => make('section', { class: 'sheet cover-contents' },
  make('h2', { class: 'sheet-title' }, _('Contents')),
  make('ol', { class: 'contents-list' }, ...lines.map(({ title: name, page: number }) => make('li', {},
    make('span', {}, name), ...(number ? [' ', make('span', { class: 'contents-page' }, String(number))] : [])))))

/** @param {Element[]} sheets  @returns {Element[]} pages of cards; what is no sheet stays as it is */
const cardsOf = sheets => {
  const roles = sheets.filter(sheet => sheet.matches('.sheet-front'))
  const cards = roles.map(sheet => make('section', { class: 'cut' },
    .../** @type {Node[]} */ ([sheet.querySelector('.qr')].filter(code => code)),
    make('h3', {}, sheet.querySelector('.sheet-title')?.textContent ?? ''),
    make('p', {}, sheet.querySelector('.sheet-summary')?.textContent ?? ''),
    make('p', { class: 'cut-address' }, sheet.querySelector('[data-typed]')?.textContent ?? '')))
  return [...cardPages(cards).map(some => make('div', { class: 'sheet card-sheet' }, ...some)), ...sheets.filter(sheet => !roles.includes(sheet))]
}

rolePicker(role, {
  top,
  choose: id => {
    titles.set(`role:${id}`, role.value)
    role.value = ''
    change(added(pack, `role:${id}`))
  },
})
/** The two jobs for a route or a comparison. @type {Record<'first' | 'second', string>} */
const chosen = { first: '', second: '' }
for (const [name, input] of Object.entries(pair)) {
  const which = /** @type {'first' | 'second'} */ (name)
  input.addEventListener('input', () => { chosen[which] = '' })
  rolePicker(input, {
    top,
    first: which === 'first' ? [{ label: String(form.dataset.outside), value: 'start' }] : [],
    choose: id => { chosen[which] = id },
  })
}

/** @param {string} selector  @param {(first: string, second: string) => Promise<string>} item what the two jobs give, or nothing */
const adds = (selector, item) => one(form, selector, HTMLButtonElement).addEventListener('click', async () => {
  const { first, second } = chosen
  if (!first || !second || first === second) {
    status.textContent = _('Choose two jobs from the lists first.')
    return
  }
  const made = await item(first, second).catch(() => '')
  if (made) change(added(pack, made))
  else status.textContent = _('Nothing joins these two here. Choose others.')
})
adds('[data-packer-route]', async (first, second) => (await parts()).way(first, second))
adds('[data-packer-compare]', async (first, second) => (first === 'start' ? '' : `compare:${first}:${second}`))

more.addEventListener('change', () => {
  if (more.value) change(added(pack, more.value))
  more.value = ''
})
title.addEventListener('change', () => change({ ...pack, title: title.value.trim() }))
cover.addEventListener('change', () => change({ ...pack, cover: cover.checked }))
form.addEventListener('change', event => {
  if (event.target instanceof HTMLInputElement && event.target.name === 'form') {
    const { value } = event.target
    change({ ...pack, form: FORMS.find(known => known === value) ?? 'sheet' })
  }
})
form.addEventListener('submit', async event => {
  event.preventDefault()
  if (await assemble()) window.print()
  else if (pack.of.length === 0) status.textContent = _('The pack is empty. Add something first.')
})
one(form, '[data-packer-copy]', HTMLButtonElement).addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(publicLink())
    status.textContent = copied()
  } catch {
    status.textContent = publicLink()
  }
})
addEventListener('popstate', () => change(parse(location.search), false))
closeUp()
form.hidden = false
change(pack, false)
