/** QR codes drawn in the browser, for links that are made there. */

/** The longest link that a phone still reads from a screen. */
export const FITS = 1800
const SVG = 'http://www.w3.org/2000/svg'

/** The library is fetched when the first code is asked for. @param {string} link  @returns {Promise<SVGSVGElement>} */
export const codeOf = async link => {
  const { encode } = await import('../vendor/uqr/uqr.js')
  const { data, size } = encode(link, { ecc: 'L', border: 2 })
  const svg = document.createElementNS(SVG, 'svg')
  if (!(svg instanceof SVGSVGElement)) throw new Error('This browser draws no pictures.')
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`)
  svg.setAttribute('class', 'plan-qr')
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', 'QR code of the link')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', data.flatMap((line, y) => line.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join(''))
  svg.append(path)
  return svg
}
