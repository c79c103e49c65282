/**
 * What `build.py serve` adds to each page: it reloads when the site was built again, and shows what is wrong with the files meanwhile.
 * Served by `serve` alone; nothing of it is in the built site.
 *
 * @typedef {{ where: string, wrong: string, todo: string }} Problem
 * @typedef {{ version: string, problems: Problem[] }} State
 */

const here = new URL(import.meta.url)
const loaded = here.searchParams.get('version')
const kept = `preview ${location.pathname}`

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} part
 * @param {...(Node | string)} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
const make = (name, part, ...content) => {
  const element = document.createElement(name)
  element.className = part
  element.append(...content)
  return element
}

/** The overlay stands in a shadow tree, so that neither its styles nor the site's reach the other. */
const host = document.createElement('div')
host.id = 'preview-problems'
const shadow = host.attachShadow({ mode: 'open' })
const style = document.createElement('link')
style.rel = 'stylesheet'
style.href = new URL('preview.css', here).href
const panel = make('section', 'panel')
panel.setAttribute('aria-label', 'Problems in the files')
panel.setAttribute('role', 'alert')
panel.tabIndex = 0 // a long list scrolls by keyboard
shadow.append(style, panel)
host.hidden = true
document.body.append(host)

/** @param {Problem[]} problems */
const show = problems => {
  host.hidden = problems.length === 0
  const hide = make('button', 'hide', 'Hide')
  hide.type = 'button'
  hide.addEventListener('click', () => { host.hidden = true })
  panel.replaceChildren(...(host.hidden ? [] : [
    make('div', 'top', make('h2', 'title', problems.length === 1 ? 'One problem' : `${problems.length} problems`), hide),
    make('p', 'lead', 'The page is as it was before. This goes away when the files are mended and saved.'),
    make('ol', 'list', ...problems.map(problem =>
      make('li', 'problem', make('code', 'where', problem.where), make('p', 'wrong', problem.wrong), make('p', 'todo', problem.todo))))
  ]))
}

/** @param {State} state */
const follow = state => {
  if (state.version === loaded) return show(state.problems)
  sessionStorage.setItem(kept, JSON.stringify([scrollX, scrollY]))
  source?.close()
  location.reload()
}

/** The page is where it was before it reloaded, whatever the browser makes of it by itself. */
const scrolled = sessionStorage.getItem(kept)
sessionStorage.removeItem(kept)
if (scrolled) {
  const [left, top] = JSON.parse(scrolled)
  const back = () => scrollTo({ left, top, behavior: 'instant' })
  back()
  if (document.readyState !== 'complete') addEventListener('load', back, { once: true })
}

/** A browser keeps six connections to a host, so only pages that can be seen hold one. @type {EventSource | undefined} */
let source
const listen = () => {
  source?.close()
  if (document.hidden) return
  source = new EventSource(new URL('events', here))
  source.addEventListener('message', event => follow(JSON.parse(event.data)))
}
document.addEventListener('visibilitychange', listen)
addEventListener('pageshow', event => { if (event.persisted) listen() })
addEventListener('pagehide', () => source?.close())
listen()
