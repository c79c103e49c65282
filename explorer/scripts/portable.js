/**
 * Makes the site work from a folder, where browsers load no modules and fetch nothing. A classic script, first on every page of a portable
 * copy; `explorer/portable.py` puts the texts of the modules at its end.
 */
const portable = (() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript)
  const top = new URL('.', script.src).href
  /** @type {Record<string, string>} */
  let modules = {}
  /** The address of each module that is made. @type {Record<string, string>} */
  const made = {}
  /** @type {Record<string, string>} */
  const texts = {}

  /** A module as a blob: address, after those that it imports. @param {string} name  @returns {string} */
  const blob = name => made[name] ??= URL.createObjectURL(new Blob([
    modules[name].replace(/portable:([^'"]+)/g, (_, other) => blob(other)),
  ], { type: 'text/javascript' }))

  /** @param {string} address  @returns {Promise<void>} */
  const load = address => new Promise((resolve, reject) => {
    const carrier = document.createElement('script')
    carrier.src = address
    carrier.addEventListener('load', () => resolve())
    carrier.addEventListener('error', () => reject(new TypeError(`There is no ${address}.`)))
    document.head.append(carrier)
  })

  /** The page of a folder: no server finds it there. @param {string} address  @returns {string} */
  const pageOf = address => {
    const url = new URL(address)
    if (url.href.startsWith(top) && url.pathname.endsWith('/')) url.pathname += 'index.html'
    return url.href
  }

  /** Data comes from a script beside it, which calls `keep`; of a page, what packs take. */
  window.fetch = async address => {
    const name = pageOf(new URL(address instanceof Request ? address.url : address, location.href).href).slice(top.length).split(/[?#]/)[0]
    if (!(name in texts)) await load(`${top}${name}.js`)
    return new Response(texts[name])
  }

  /** @param {HTMLAnchorElement} link */
  const mend = link => {
    const page = link.href && pageOf(link.href)
    if (page !== link.href) link.href = page
  }

  new MutationObserver(changes => {
    for (const { target } of changes) {
      if (target instanceof HTMLAnchorElement) mend(target)
      else if (target instanceof Element) target.querySelectorAll('a').forEach(mend)
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: ['href'] })

  // Where a script itself goes to a page. Not every browser has this; links work without.
  const { navigation } = /** @type {{ navigation?: EventTarget }} */ (/** @type {unknown} */ (window))
  navigation?.addEventListener('navigate', event => {
    const { destination } = /** @type {Event & { destination: { url: string } }} */ (event)
    const page = pageOf(destination.url)
    if (!event.cancelable || page === destination.url) return
    event.preventDefault()
    location.href = page
  })

  // A page in a folder is not told by which page it was opened, so a link that is pressed leaves word of it.
  const FROM = 'opened-from'
  try {
    const from = sessionStorage.getItem(FROM)
    sessionStorage.removeItem(FROM)
    if (from?.startsWith(top)) Object.defineProperty(document, 'referrer', { value: from })
    addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('a[href]')) sessionStorage.setItem(FROM, location.href)
    })
  } catch {
    // A browser that keeps nothing: what a link brings is then shown first, as if it came from elsewhere.
  }

  return {
    /** @param {string} name  @param {string} text */
    keep: (name, text) => { texts[name] = text },
    /** What stands for `import('…')`. @param {string} name */
    open: name => import(blob(name)),
    /** What stands for `import.meta.url`. @param {string} name */
    at: name => top + name,
    /** Starts the modules that the page names, in their order and before it counts as loaded. @param {Record<string, string>} given the text of each by its name */
    start: given => {
      modules = given
      for (const named of document.querySelectorAll('script[data-module]')) {
        const runs = document.createElement('script')
        runs.type = 'module'
        runs.async = false
        runs.src = blob(String(named.getAttribute('data-module')))
        named.replaceWith(runs)
      }
    },
  }
})()
