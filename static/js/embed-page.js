/** A page in a frame of another website: diagrams answer, the search suggests, and the website is told how high the page is. */
import { lightUp } from './board.js'
import { all, one } from './dom.js'
import { suggestIn } from './search-box.js'

lightUp(document)
for (const form of all(document, '[data-suggest]')) {
  if (form instanceof HTMLFormElement) suggestIn(form, one(form, 'input', HTMLInputElement), address => open(address, '_blank', 'noopener'))
}

/** The height is no secret, and the page cannot know who shows it, so anybody may hear it. */
if (window.parent !== window) {
  new ResizeObserver(() => {
    window.parent.postMessage({ type: 'pathway-explorer-height', height: document.body.getBoundingClientRect().height }, '*')
  }).observe(document.body)
}
