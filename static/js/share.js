/** Copying, beside what is to be copied. */
import { all, one } from './dom.js'

/** Makes the buttons appear that copy an address. @param {ParentNode} page */
export const offerCopies = page => {
  for (const place of all(page, '[data-share]')) {
    const button = one(place, '[data-copy]', HTMLButtonElement)
    const status = one(place, '[role=status]', HTMLElement)
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(String(button.dataset.copy))
        status.textContent = 'Copied.'
      } catch {
        status.textContent = 'This browser does not allow it. Mark the address and copy it.'
      }
    })
    place.hidden = false
  }
}
