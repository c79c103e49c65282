/** The page for advisers: links made to measure, and pages for other websites. Its address keeps what is chosen. */
import { MOST_COMPARED, address, missing, parse, write } from './advisers.js'
import { all, lazily, make, one } from './dom.js'
import { download } from './download.js'
import { filtered, parse as parseFilter } from './filters.js'
import { makeNetwork } from './network.js'
import { added, removed } from './pack.js'
import { FITS, codeOf } from './qr.js'
import { rolePicker } from './role-picker.js'
import { _, _n, at as placeOf } from './say.js'

const builder = one(document, '[data-builder]', HTMLElement)
const form = one(builder, '[data-builder-form]', HTMLFormElement)
const status = one(builder, '[data-builder-status]', HTMLElement)
const made = one(builder, '[data-builder-made]', HTMLElement)
const link = one(made, '#made-link', HTMLInputElement)
const code = one(made, '[data-builder-code]', HTMLElement)
const codeWords = one(made, '[data-builder-code-words]', HTMLElement)
const { top = '', outside = '', site = '', network = '' } = builder.dataset
/** A copy on a stick has no address that others could open. */
const home = location.protocol === 'file:' ? String(builder.dataset.public) : new URL(top, location.href).href
/** @type {() => Promise<import('./network.js').RawNetwork>} */
const loadRaw = lazily(network)
const load = () => loadRaw().then(makeNetwork)

/** @param {string} id */
const field = id => one(builder, `#${id}`, HTMLInputElement)
/** @param {string} id */
const select = id => one(builder, `#${id}`, HTMLSelectElement)

let choice = parse(location.search, location.hash)
/** The titles of roles that were chosen. @type {Map<string, string>} */
const titles = new Map()
/** Counts the drawings, so that a slow one does not stand over a newer. */
let turn = 0

/** @param {Partial<import('./advisers.js').Choice>} changes */
const change = changes => {
  choice = { ...choice, ...changes }
  history.replaceState(null, '', write(choice))
  show()
}

const show = async () => {
  const mine = ++turn
  for (const radio of form.querySelectorAll('input')) if (radio.name === 'send') radio.checked = radio.value === choice.send
  for (const part of all(form, '[data-part]')) part.hidden = !part.dataset.part?.split(' ').includes(choice.send)
  listOf('compare', choice.roles.map(id => titles.get(id) ?? id), at => change({ roles: choice.roles.filter((_, place) => place !== at) }), field('send-compare'))
  listOf('pack', choice.pack.of.map(nameOf), at => change({ pack: removed(choice.pack, at) }), field('send-pack'))
  field('send-compare').disabled = choice.roles.length >= MOST_COMPARED
  const lacking = missing(choice)
  made.hidden = lacking !== ''
  status.textContent = lacking
  if (lacking) return
  const to = new URL(placeOf(address(choice)), home).href
  link.value = to
  one(made, '[data-builder-open]', HTMLAnchorElement).href = location.protocol === 'file:' ? top + placeOf(address(choice)) : to
  one(made, '[data-builder-mail]', HTMLAnchorElement).href = `mailto:?subject=${encodeURIComponent(site)}&body=${encodeURIComponent(to)}`
  status.textContent = _('The link is ready.')
  showCode(to, mine)
  if (choice.send !== 'list') return
  const found = await load().then(all => filtered(all, choice.filter, new Set()).length, () => null)
  if (mine === turn && found !== null) status.textContent = found > 0 ? _n('The link is ready. It shows {count} role.', 'The link is ready. It shows {count} roles.', found) : _('No role fits all of this. Take one of your choices away.')
}

/** A role has a code that was made with the site and holds its short address; other links are drawn here. @param {string} to  @param {number} mine */
const showCode = async (to, mine) => {
  if (choice.send === 'role') {
    const file = top + placeOf(`roles/${choice.role}/`).replace(/roles\/(.*)\/$/, 'qr/roles/$1.svg')
    code.replaceChildren(make('img', { src: file, alt: _('QR code of the role’s short address'), width: '200', height: '200' }))
    codeWords.replaceChildren(make('a', { href: file, download: `${choice.role}.svg` }, _('QR code for print (SVG)')))
    return
  }
  if (to.length > FITS) {
    code.replaceChildren()
    codeWords.replaceChildren(_('The link is too long for a QR code.'))
    return
  }
  const drawn = await codeOf(to).catch(() => null)
  if (mine !== turn || !drawn) return
  const save = make('button', { type: 'button', class: 'button button-quiet button-small' }, _('QR code for print (SVG)'))
  save.addEventListener('click', () => download(`${choice.send}.svg`, 'image/svg+xml', new XMLSerializer().serializeToString(drawn)))
  code.replaceChildren(drawn)
  codeWords.replaceChildren(save)
}

/** @param {string} item of a pack */
const nameOf = item => [...select('send-more').options].find(({ value }) => value === item)?.text ?? titles.get(item.split(':')[1]) ?? item

/** @param {string} name  @param {string[]} names  @param {(at: number) => void} remove  @param {HTMLElement} after where the focus goes */
const listOf = (name, names, remove, after) => {
  one(form, `[data-list="${name}"]`, HTMLElement).replaceChildren(...names.map((words, at) => {
    const button = make('button', { type: 'button', class: 'button button-quiet button-small', 'aria-label': _('Remove {title}', { title: words }) }, _('Remove'))
    button.addEventListener('click', () => {
      remove(at)
      after.focus()
    })
    return make('li', {}, make('span', {}, words), ' ', button)
  }))
}

/** @param {string} id of a field  @param {(role: string) => void} choose  @param {{ label: string, value: string }[]} [first] */
const picker = (id, choose, first = []) => {
  const input = field(id)
  rolePicker(input, { top, first, choose: role => {
    titles.set(role, input.value)
    choose(role)
  } })
  input.addEventListener('input', () => { if (input.value === '') choose('') })
}

picker('send-role', role => change({ role }))
picker('send-from', from => change({ from }), [{ label: outside, value: 'start' }])
picker('send-to', to => change({ to }))
picker('send-compare', role => {
  field('send-compare').value = ''
  if (role) change({ roles: [...new Set([...choice.roles, role])] })
})
picker('send-pack', role => {
  field('send-pack').value = ''
  if (role) change({ pack: added(choice.pack, `role:${role}`) })
})
select('send-more').addEventListener('change', () => {
  const item = select('send-more').value
  select('send-more').value = ''
  if (item) change({ pack: added(choice.pack, item) })
})
form.addEventListener('submit', event => event.preventDefault())
form.addEventListener('input', ({ target }) => {
  if (target === field('send-note')) change({ note: field('send-note').value.trim() })
  if (target === field('send-title')) change({ pack: { ...choice.pack, title: field('send-title').value.trim() } })
})
form.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return
  if (target.name === 'send') change({ send: parse(`?send=${target.value}`, '').send })
  else if (target.id === 'send-best') change({ best: parse(`?best=${target.value}`, '').best })
  else if (target.id === 'send-form') change({ pack: { ...choice.pack, form: parse(`?form=${target.value}`, '').pack.form } })
  else if (target.name) change({ filter: chosenFilter() })
})
one(made, '[data-builder-copy]', HTMLButtonElement).addEventListener('click', () => copy(link.value, status, () => link.select()))

const chosenFilter = () => {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (value && name !== 'send') query.set(name, query.has(name) ? `${query.get(name)},${value}` : String(value))
  return parseFilter(query)
}

/** @param {string} text  @param {HTMLElement} place where it is said  @param {() => void} mark makes copying by hand easy */
const copy = async (text, place, mark) => {
  try {
    await navigator.clipboard.writeText(text)
    place.textContent = _('Copied.')
  } catch {
    mark()
    place.textContent = _('This browser does not allow it. What is marked can be copied by hand.')
  }
}

/** Puts what the address says into the fields. */
const fill = async () => {
  field('send-note').value = choice.note
  field('send-title').value = choice.pack.title
  select('send-best').value = choice.best
  select('send-form').value = choice.pack.form
  for (const box of form.querySelectorAll('input')) if (box.type === 'checkbox') box.checked = (box.name === 'not' ? choice.filter.not : choice.filter.chosen.flag ?? []).includes(box.value)
  for (const name of ['ladder', 'stage']) select(`send-${name}`).value = choice.filter.chosen[name]?.[0] ?? ''
  select('send-level').value = String(choice.filter.level ?? '')
  const named = [choice.role, choice.from, choice.to, ...choice.roles, ...choice.pack.of.map(item => item.split(':')[1]), shown].filter(Boolean)
  if (named.length === 0) return
  const { roles, role } = await load()
  for (const id of named) {
    const at = role.get(id)
    if (at !== undefined) titles.set(id, roles[at].title)
  }
  titles.set('start', outside)
  field('send-role').value = titles.get(choice.role) ?? ''
  field('send-from').value = titles.get(choice.from) ?? ''
  field('send-to').value = titles.get(choice.to) ?? ''
  one(embed, '#embed-role', HTMLInputElement).value = titles.get(shown) ?? ''
}

const embed = one(document, '[data-embed]', HTMLFormElement)
const snippet = one(document, '[data-snippet] code', HTMLElement)
const embedDo = one(document, '[data-embed-do]', HTMLElement)
const embedStatus = one(embedDo, '[data-embed-status]', HTMLElement)
const open = one(embedDo, '[data-embed-open]', HTMLAnchorElement)
const ready = { html: String(snippet.textContent), page: open.href }
const [, kind = 'search', shown = ''] = /^(roles|ladders)\/([a-z0-9-]+)$/.exec(new URLSearchParams(location.search).get('embed') ?? '') ?? []

/** @param {string} show  @param {string} id */
const showSnippet = async (show, id) => {
  for (const radio of embed.querySelectorAll('input')) if (radio.name === 'show') radio.checked = radio.value === show
  for (const part of all(embed, '[data-show]')) part.hidden = part.dataset.show !== show
  const known = show === 'search' || id !== ''
  embedDo.hidden = !known
  embedStatus.textContent = ''
  if (show === 'search') {
    snippet.textContent = ready.html
    open.href = ready.page
  } else if (!known) {
    snippet.textContent = show === 'roles' ? _('Choose a role.') : _('Choose a ladder.')
  } else {
    try {
      const answer = await fetch(top + placeOf(`embed/${show}/${id}/oembed.json`))
      snippet.textContent = (await answer.json()).html
      open.href = `${ready.page.replace(/search\/$/, '')}${show}/${id}/`
    } catch {
      embedDo.hidden = true
      snippet.textContent = _('This could not be fetched. It needs the site on the web.')
    }
  }
}

embed.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.name === 'show') showSnippet(target.value, target.value === 'ladders' ? one(embed, '#embed-ladder', HTMLSelectElement).value : '')
  if (target instanceof HTMLSelectElement) showSnippet('ladders', target.value)
})
embed.addEventListener('submit', event => event.preventDefault())
rolePicker(one(embed, '#embed-role', HTMLInputElement), { top, choose: role => { showSnippet('roles', role) } })
one(embedDo, '[data-embed-copy]', HTMLButtonElement).addEventListener('click', () =>
  copy(String(snippet.textContent), embedStatus, () => getSelection()?.selectAllChildren(snippet)))
if (kind === 'ladders') one(embed, '#embed-ladder', HTMLSelectElement).value = shown
showSnippet(kind, shown)

fill().catch(() => {}).then(show)
builder.hidden = false
embed.hidden = false
one(document, '[data-builder-plain]', HTMLElement).hidden = true
one(document, '[data-embed-plain]', HTMLElement).hidden = true
