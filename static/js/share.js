/** Copying, beside what is to be copied. */
import { all, one } from './dom.js'
import { _ } from './say.js'

/** Makes the buttons appear that copy an address. @param {ParentNode} page */
export const offerCopies = page => {
  for (const place of all(page, '[data-share]')) {
    const button = one(place, '[data-copy]', HTMLButtonElement)
    const status = one(place, '[role=status]', HTMLElement)
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(String(button.dataset.copy))
        status.textContent = _('Copied.')
      } catch {
        status.textContent = _('This browser does not allow it. Mark the address and copy it.')
      }
    })
    place.hidden = false
  }
}
