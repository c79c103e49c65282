/** The address of this page as others can open it. */
import { one } from './dom.js'
import { _ } from './say.js'

const inFolder = location.protocol === 'file:'

/** Without what stands behind ? or #. In a copy on a stick it is that of the site on the web, as nobody else has the copy. */
export const publicPage = () => inFolder
  ? one(document, 'link[rel=canonical]', HTMLLinkElement).href
  : location.origin + location.pathname

export const publicLink = () => publicPage() + location.search

/** What is said when the link is copied. */
export const copied = () => inFolder ? _('Link copied. It leads to this page on the web, not to this copy.') : _('Link copied.')
