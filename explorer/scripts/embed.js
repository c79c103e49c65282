// For websites that embed pages of this site: gives each frame the height that its page announces. See docs/embedding.md.
{
  const site = new URL('./', /** @type {HTMLScriptElement} */ (document.currentScript).src)
  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== site.origin || data?.type !== 'pathway-explorer-height' || !Number.isFinite(data.height)) return
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.contentWindow === source && frame.src.startsWith(site.href)) frame.height = String(Math.min(Math.max(Math.ceil(data.height), 50), 10000))
    }
  })
}
