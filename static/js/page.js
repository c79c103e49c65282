/** What every page gets on top of its HTML: printing, copying the link, the reader's own nation first, and diagrams that answer. */
import { lightUp } from './board.js'
import { offerComparing } from './compare-marks.js'
import { all, one } from './dom.js'
import { markWhatIHave } from './have-marks.js'
import { offerNations, showNation } from './nation.js'
import { copied, publicLink } from './public.js'
import { suggestIn } from './search-box.js'
import { offerCopies } from './share.js'

for (const actions of all(document, '[data-actions]')) {
  const status = one(actions, '[data-actions-status]', HTMLElement)
  one(actions, '[data-print]', HTMLButtonElement).addEventListener('click', () => window.print())
  one(actions, '[data-copy-link]', HTMLButtonElement).addEventListener('click', async () => {
    const link = publicLink()
    try {
      await navigator.clipboard.writeText(link)
      status.textContent = copied()
    } catch {
      status.textContent = link
    }
  })
  actions.hidden = false
}

showNation(document)
offerNations(document)
lightUp(document)
offerCopies(document)
for (const form of all(document, '[data-suggest]')) {
  if (form instanceof HTMLFormElement) suggestIn(form, one(form, 'input', HTMLInputElement))
}
markWhatIHave(document)
offerComparing(document)
for (const printed of all(document, '[data-printed]')) {
  const [words, address] = [String(printed.textContent), String(printed.dataset.printed)]
  // Paper names the page as it stands, with what is chosen on it.
  addEventListener('beforeprint', () => { printed.textContent = words.replace(address, () => address + location.search) })
}
for (const link of all(document, '[data-same-page]')) {
  // What is chosen on the page stands in its address, and goes along into the other language.
  link.addEventListener('click', () => { if (link instanceof HTMLAnchorElement) [link.search, link.hash] = [location.search, location.hash] })
}
