/* The few texts that the browser may take as HTML or as a script, checked here. The Content-Security-Policy refuses all others (Trusted Types). */

const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('pathway-explorer', {
  createHTML: (/** @type {string} */ text) => text,
  createScriptURL: (/** @type {string} */ address) => {
    const { origin, pathname } = new URL(address, location.href)
    if (origin !== location.origin || !pathname.endsWith('/sw.js')) throw new TypeError(address)
    return address
  },
})

/** A page of the site as a document of its own, in which nothing runs. @param {string} html  @returns {Document} */
export const parsed = html => new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, 'text/html')

/** The address of the site's worker. @param {string} address  @returns {string} */
export const workerAddress = address => policy ? policy.createScriptURL(address) : address
