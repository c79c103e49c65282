/** A QR code that is drawn in the browser. The library is loaded when the first one is. */
import { _ } from './say.js'

/** The longest link that a phone still reads from a screen. */
export const FITS = 1800
const SVG = 'http://www.w3.org/2000/svg'

/**
 * @param {string} text
 * @param {object} look
 * @param {'L' | 'M'} look.ecc how much of it may be damaged: L for screens, M for paper
 * @param {number} look.border how many modules around it stay white
 * @param {string} look.label what it is, in words
 */
export const qrCode = async (text, { ecc, border, label }) => {
  const { encode } = await import('../vendor/uqr/uqr.js')
  const { data, size } = encode(text, { ecc, border })
  const svg = document.createElementNS(SVG, 'svg')
  for (const [name, value] of Object.entries({ viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' })) svg.setAttribute(name, value)
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', data.flatMap((line, y) => line.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join(''))
  svg.append(path)
  return svg
}

/** The code of a link, to be read from a screen. @param {string} link */
export const codeOf = async link => {
  const svg = await qrCode(link, { ecc: 'L', border: 2, label: _('QR code of the link') })
  svg.setAttribute('class', 'plan-qr')
  return svg
}
