/** The page on which the whole site is saved in the browser, and removed. Only saving brings in the worker that then answers for the site. */
import { one } from './dom.js'
import { CHANGED, bytesIn, look, newest, save, saved } from './saved.js'
import { _ } from './say.js'
import { workerAddress } from './trusted.js'
import { megabytes } from './words.js'

const TRIES = 3
const place = one(document, '[data-offline]', HTMLElement)
const status = one(place, '[data-offline-status]', HTMLElement)
const bar = one(place, '[data-offline-bar]', HTMLElement)
const progress = one(bar, 'progress', HTMLProgressElement)
const count = one(bar, '[data-offline-count]', HTMLElement)
const main = one(place, '[data-offline-main]', HTMLButtonElement)
const remove = one(place, '[data-offline-remove]', HTMLButtonElement)
const site = new URL(String(place.dataset.top), location.href).href

/** Stops what is being saved. @type {AbortController | undefined} */
let saving

const registration = async () => {
  const found = await navigator.serviceWorker.getRegistration(site)
  return found?.scope === site ? found : undefined
}

/** What is here: a version that is whole and in use, or some of one. */
const state = async () => {
  const all = (await Promise.all((await saved(site)).map(name => look(site, name)))).flatMap(one => one ?? [])
  const whole = (await registration())?.active ? all.find(one => one.whole) : undefined
  const most = whole ? [] : await Promise.all(all.map(async ({ cache, list }) => ({ list, bytes: await bytesIn(site, cache, list) })))
  return { whole, half: most.sort((one, other) => other.bytes - one.bytes)[0], any: all.length > 0 }
}

/** @param {unknown} error */
const reason = error => {
  const { name, message } = /** @type {Error} */ (error)
  if (name === 'AbortError') return _('Stopped. What was saved so far is kept.')
  if (name === 'QuotaExceededError') return _('This browser has not enough space left for it. Make room on the device and go on, or remove what was saved.')
  if (name === 'SecurityError' || name === 'NotAllowedError') return _('This browser does not let the site keep anything. Look for private browsing, or for a setting that blocks cookies.')
  if (message === CHANGED) return _('The site is being changed just now. What was saved so far is kept. Try again in a few minutes.')
  return _('The connection broke off. What was saved so far is kept. Go on when you are connected again.')
}

/** @param {number} bytes  @param {number} of */
const showBar = (bytes, of) => {
  progress.max = of
  progress.value = bytes
  count.textContent = _('{some} of {all}', { some: megabytes(bytes), all: megabytes(of) })
  bar.hidden = false
}

/** Shows what is here and what can be done. @param {string} [said] what has just happened */
const show = async said => {
  const { whole, half, any } = await state()
  const list = await newest(site).catch(() => undefined)
  const old = whole && list && list.version !== whole.list.version
  if (old) (await registration())?.update().catch(() => {})
  bar.hidden = true
  if (half) showBar(half.bytes, half.list.bytes)
  const size = list ? _('It takes {size} on this device. About {packed} are downloaded.', { size: megabytes(list.bytes), packed: megabytes(list.packed) }) : _('How large it is cannot be told without a connection.')
  status.textContent = said ?? (whole
    ? `${_('The whole site is saved in this browser ({size}).', { size: megabytes(whole.list.bytes) })} ${old ? _('The site has changed since, and the copy is being brought up to date.') : _('You can use it without a network.')}`
    : half ? `${_('Some of the site is saved.')} ${size}` : `${_('Nothing is saved yet.')} ${size}`)
  main.textContent = half ? _('Go on saving') : list ? _('Save for offline ({size})', { size: megabytes(list.bytes) }) : _('Save for offline')
  const had = document.activeElement === main || document.activeElement === remove
  main.hidden = whole !== undefined
  remove.hidden = !any
  if (had) (main.hidden ? remove : main).focus()
}

/** Waits until the new worker has started. @param {ServiceWorkerRegistration} registered */
const started = ({ installing }) => new Promise((resolve, reject) => {
  const look = () => {
    if (!installing || installing.state === 'activated') resolve(undefined)
    else if (installing.state === 'redundant') reject(new Error(CHANGED))
  }
  installing?.addEventListener('statechange', look)
  look()
})

/** @param {AbortSignal} signal */
const saveAll = async signal => {
  for (let tries = 1; ; tries += 1) {
    try {
      const list = await newest(site)
      await save(site, list, bytes => showBar(bytes, list.bytes), signal)
      await started(await navigator.serviceWorker.register(workerAddress(`${site}sw.js`), { scope: site }))
      return
    } catch (error) {
      if (tries === TRIES || /** @type {Error} */ (error).message !== CHANGED) throw error
    }
  }
}

const start = async () => {
  saving = new AbortController()
  status.textContent = _('Saving. Stay on this page until it is done.')
  main.textContent = _('Stop')
  remove.hidden = true
  navigator.storage?.persist?.().catch(() => {})
  try {
    await saveAll(saving.signal)
    await show(_('The whole site is saved in this browser. You can use it without a network.'))
  } catch (error) {
    await show(reason(error))
  } finally {
    saving = undefined
  }
}

const removeAll = async () => {
  await (await registration())?.unregister()
  await Promise.all((await saved(site)).map(name => caches.delete(name)))
  await show(_('The saved copy is removed from this browser.'))
}

/** @param {string} why the site cannot be saved here */
const cannot = why => { one(document, '[data-offline-without]', HTMLElement).textContent = why }

const offer = async () => {
  await show()
  main.addEventListener('click', () => (saving ? saving.abort() : start()))
  remove.addEventListener('click', () => removeAll().catch(error => show(reason(error))))
  one(document, '[data-offline-without]', HTMLElement).remove()
  place.hidden = false
}

if (location.protocol === 'file:') cannot(_('This is a copy on a stick or in a folder. It is all here already and needs no network.'))
else if (!navigator.serviceWorker || !window.caches) cannot(_('This browser cannot save the site. Private windows and old browsers cannot, and it needs an address that starts with https.'))
else offer().catch(error => cannot(reason(error)))
