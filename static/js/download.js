/** A text as a file in the reader's downloads. */
import { make } from './dom.js'

/** @param {string} name  @param {string} type  @param {string} text */
export const download = (name, type, text) => {
  const link = make('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
