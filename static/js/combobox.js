/**
 * A text field that suggests, as a combobox with a list that filters.
 * Source: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
import { make } from './dom.js'
import { _, _n } from './say.js'

let made = 0

/**
 * @param {HTMLInputElement} input
 * @param {object} behaviour
 * @param {(words: string) => Promise<Group[]> | Group[]} behaviour.suggest what fits the words, best first
 * @param {(option: Option) => void} behaviour.choose what to do with the one that was chosen
 * @param {() => void} [behaviour.open] called when the field is first used, so that data can be fetched early
 * @param {boolean} [behaviour.empty] whether to suggest before anything is typed
 * @returns {{ close: () => void }}
 */
export const combobox = (input, { suggest, choose, open = () => {}, empty = false }) => {
  const id = `options-${++made}`
  const list = make('ul', { id, role: 'listbox', class: 'options', 'aria-label': _('Suggestions') })
  const status = make('span', { role: 'status', class: 'visually-hidden' })
  list.hidden = true
  input.after(list, status)
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id, autocomplete: 'off' })) {
    input.setAttribute(name, value)
  }

  /** @type {{ element: HTMLElement, option: Option }[]} */
  let options = []
  let active = -1

  const close = () => {
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }

  /** @param {number} at */
  const activate = at => {
    options[active]?.element.setAttribute('aria-selected', 'false')
    active = at
    const chosen = options[active]
    if (!chosen) {
      input.removeAttribute('aria-activedescendant')
      return
    }
    chosen.element.setAttribute('aria-selected', 'true')
    chosen.element.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', chosen.element.id)
  }

  /** @param {number} at */
  const pick = at => {
    const { option } = options[at]
    close()
    choose(option)
  }

  /** @param {Group[]} groups */
  const show = groups => {
    options = []
    list.replaceChildren(...groups.map(({ heading, options: some }, place) => {
      const title = make('li', { role: 'presentation', class: 'options-heading', id: `${id}-${place}` }, heading)
      const items = some.map(option => {
        const at = options.length
        const element = make('li', { role: 'option', id: `${id}-${place}-${at}`, class: 'option', 'aria-selected': 'false' },
          make('span', { class: 'option-label' }, option.label), ...(option.note ? [make('span', { class: 'option-note' }, option.note)] : []))
        element.addEventListener('click', () => pick(at))
        options.push({ element, option })
        return element
      })
      return heading
        ? make('li', { role: 'presentation' }, make('ul', { role: 'group', 'aria-labelledby': title.id, class: 'options-group' }, title, ...items))
        : make('li', { role: 'presentation' }, make('ul', { role: 'presentation', class: 'options-group' }, ...items))
    }))
    active = -1
    input.removeAttribute('aria-activedescendant')
    list.hidden = options.length === 0
    input.setAttribute('aria-expanded', String(options.length > 0))
    status.textContent = _n('{count} suggestion', '{count} suggestions', options.length)
  }

  const update = async () => {
    const words = input.value.trim()
    if (!words && !empty) {
      close()
      return
    }
    const groups = await suggest(words)
    if (words === input.value.trim() && document.activeElement === input) show(groups)
  }

  input.addEventListener('focus', open, { once: true })
  input.addEventListener('input', update)
  input.addEventListener('blur', close)
  list.addEventListener('pointerdown', event => event.preventDefault())
  input.addEventListener('keydown', event => {
    const { key } = event
    if (event.isComposing) return
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      if (list.hidden) {
        update()
        return
      }
      const step = key === 'ArrowDown' ? 1 : -1
      const count = options.length + 1
      activate((active + 1 + step + count) % count - 1)
    } else if (key === 'Enter' && active >= 0) {
      event.preventDefault()
      pick(active)
    } else if (key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    }
  })
  return { close }
}

/** @typedef {{ label: string, note?: string, value: string }} Option */
/** @typedef {{ heading: string, options: Option[] }} Group */
