/** What every page gets on top of its HTML: printing, copying the link, and the reader's own nation first. */
import { chooseNation, showNation } from './nation.js'

for (const actions of document.querySelectorAll('[data-actions]')) {
  actions.hidden = false
  const status = actions.querySelector('[data-actions-status]')
  actions.querySelector('[data-print]')?.addEventListener('click', () => window.print())
  actions.querySelector('[data-copy-link]')?.addEventListener('click', async () => {
    const link = location.href.split('#')[0]
    try {
      await navigator.clipboard.writeText(link)
      status.textContent = 'Link copied.'
    } catch {
      status.textContent = link
    }
  })
}

showNation(document)
chooseNation(document)
