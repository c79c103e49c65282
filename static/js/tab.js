/**
 * A shared computer: what is kept belongs to this tab only. A browser can bring back a tab that was closed, with all that it kept, so
 * what it kept is let go unless a page of the site was open in it within the last ten minutes.
 */
const SEEN = 'plan-shared'
const LEASE = 600_000
const PAUSE = 20_000

/** @template Value @param {() => Value} act  @returns {Value | null} null where the browser keeps nothing */
const attempt = act => {
  try {
    return act()
  } catch {
    return null
  }
}

/** Whether this tab keeps plans for itself. */
export const isShared = () => attempt(() => sessionStorage.getItem(SEEN)) !== null

/** From now on this tab keeps plans for itself. */
export const begin = () => attempt(() => sessionStorage.setItem(SEEN, String(Date.now())))

/** Lets go of all that this tab kept. */
export const end = () => attempt(() => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('plan')) sessionStorage.removeItem(key)
})

const stay = () => { if (isShared()) begin() }

if (isShared()) {
  const late = Date.now() - Number(attempt(() => sessionStorage.getItem(SEEN))) > LEASE
  if (late) end()
  begin()
}
setInterval(stay, PAUSE)
addEventListener('pagehide', stay)
