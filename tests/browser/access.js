/* What tests ask a page about its looks. It runs in the page, so that each question is one trip. */
{
  const SHORT = 60
  const named = element => {
    const own = element.id ? `#${element.id}` : element.getAttribute('class') ? `.${element.getAttribute('class').split(' ')[0]}` : ''
    const words = (element.textContent || element.value || '').trim().replace(/\s+/g, ' ').slice(0, SHORT)
    return `${element.localName}${own} in .${element.parentElement?.getAttribute('class') ?? ''} '${words}'`
  }
  const shown = element =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest('[inert]')

  /* The part of a box that its ancestors let through, and whether it can be scrolled to. */
  const seen = (element, box) => {
    let { left, top, right, bottom } = box
    let cut = false
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.clipPath !== 'none') return { hidden: true }
      if (at.localName === 'svg' || (style.overflowX === 'visible' && style.overflowY === 'visible')) continue
      if (style.display === 'inline') continue
      const frame = at.getBoundingClientRect()
      const moves = [style.overflowX, style.overflowY].map(way => way === 'auto' || way === 'scroll')
      if (!moves[0] && style.overflowX !== 'visible' && (left < frame.left - 1 || right > frame.right + 1)) cut = true
      if (!moves[1] && style.overflowY !== 'visible' && (top < frame.top - 1 || bottom > frame.bottom + 1)) cut = true
      left = Math.max(left, frame.left); right = Math.min(right, frame.right)
      top = Math.max(top, frame.top); bottom = Math.min(bottom, frame.bottom)
      if (left >= right || top >= bottom) return { hidden: !cut, cut }
    }
    return { hidden: false, cut, left, top, right, bottom }
  }

  /* A poster is a drawing: it has the size and the type of the paper, whatever the reader's browser adds. */
  const drawn = element => element.closest('.poster, .picture')
  /* What stays in the window while the page moves below it. */
  const stuck = element => {
    for (let at = element; at; at = at.parentElement) if (['sticky', 'fixed'].includes(getComputedStyle(at).position)) return true
    return false
  }

  /* Every line of text that is shown: its element, and the box that is seen of it. */
  const lines = () => {
    const found = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      if (!node.data.trim() || ['script', 'style', 'option', 'optgroup', 'title', 'desc'].includes(element.localName) || !shown(element)) continue
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) {
        if (box.width < 2 || box.height < 2) continue
        const part = seen(element, box)
        if (!part.hidden) found.push({ node, element, ...part })
      }
    }
    return found
  }

  const TARGETS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
  const targets = () => [...document.querySelectorAll(TARGETS)].filter(shown).flatMap(element => {
    const boxes = [...element.getClientRects(), ...[...(element.labels ?? [])].filter(shown).flatMap(label => [...label.getClientRects()])]
    const parts = boxes.filter(box => box.width && !seen(element, box).hidden)
    if (!parts.length || element.disabled) return []
    return [{ element, parts, bounds: around(parts) }]
  })
  const around = boxes => ({
    left: Math.min(...boxes.map(box => box.left)), top: Math.min(...boxes.map(box => box.top)),
    right: Math.max(...boxes.map(box => box.right)), bottom: Math.max(...boxes.map(box => box.bottom)),
  })
  /* A link in a sentence: it lies in the lines of a text that says more than it. */
  const inSentence = ({ element }) => {
    if (getComputedStyle(element).display !== 'inline') return false
    let block = element.parentElement
    while (getComputedStyle(block).display === 'inline') block = block.parentElement
    const others = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    for (let node = others.nextNode(); node; node = others.nextNode()) {
      if (/[\p{L}\p{N}]/u.test(node.data) && !node.parentElement.closest(TARGETS) && shown(node.parentElement)) return true
    }
    return false
  }
  const LEAST = 24
  const small = ({ bounds }) => bounds.right - bounds.left < LEAST - 0.5 || bounds.bottom - bounds.top < LEAST - 0.5
  const middle = ({ bounds }) => [(bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2]
  const gap = ([x, y], { left, top, right, bottom }) =>
    Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom))

  window.access = {
    /* Texts that are cut off, or that lie where nobody can scroll to. */
    cutOff: () => {
      const wide = document.documentElement.clientWidth
      const lost = lines().filter(({ element, cut, left, right }) => !drawn(element) && (cut || left < -1 || right > wide + 1))
      return [...new Set(lost.map(({ element }) => named(element)))]
    },
    /* Pairs of texts that lie on each other. */
    overlapping: () => {
      const all = lines().filter(({ element, left, right }) => right > left && !drawn(element)).sort((a, b) => a.top - b.top)
      const found = new Set()
      all.forEach((one, at) => {
        for (let next = at + 1; next < all.length && all[next].top < one.bottom; next++) {
          const other = all[next]
          if (one.node === other.node || stuck(one.element) !== stuck(other.element)) continue
          const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
          const down = Math.min(one.bottom, other.bottom) - other.top
          if (across > 2 && down > 0.4 * Math.min(one.bottom - one.top, other.bottom - other.top)) found.add(`${named(one.element)} / ${named(other.element)}`)
        }
      })
      return [...found]
    },
    /* Targets that are too small for a finger: under 24 px, neither in a sentence nor far enough from the next one (2.5.8). */
    smallTargets: () => {
      const all = targets()
      return all.filter(one => small(one) && !inSentence(one) && all.some(other =>
        other !== one && !one.element.contains(other.element) && !other.element.contains(one.element) && (
          other.parts.some(part => gap(middle(one), part) < LEAST / 2) ||
          (small(other) && Math.hypot(middle(one)[0] - middle(other)[0], middle(one)[1] - middle(other)[1]) < LEAST))
      )).map(({ element, bounds }) => `${named(element)} ${Math.round(bounds.right - bounds.left)} × ${Math.round(bounds.bottom - bounds.top)}`)
    },
    /* What is wrong with the place and the looks of what has the focus: it may be hidden in part, but not as a whole (2.4.11); its name. */
    focused: () => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const wrong = []
      const boxes = [...element.getClientRects()].filter(box => box.width && box.height)
      const [wide, high] = [document.documentElement.clientWidth, innerHeight]
      const spots = boxes.flatMap(({ left, top, width, height }) =>
        [0.15, 0.5, 0.85].flatMap(x => [0.2, 0.5, 0.8].map(y => [left + x * width, top + y * height])))
      const inside = spots.filter(([x, y]) => x >= 0 && y >= 0 && x < wide && y < high)
      const free = inside.filter(([x, y]) => {
        const top = document.elementFromPoint(x, y)
        return top && (element.contains(top) || top.contains(element) || [...(element.labels ?? [])].some(label => label.contains(top)))
      })
      if (!free.length) wrong.push('hidden')
      const style = getComputedStyle(element)
      if (!element.matches(':focus-visible') || style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) wrong.push('no outline')
      return { name: named(element), wrong }
    },
    /* What would move although a reader asked for less motion. */
    moving: () => [...document.querySelectorAll('*')].filter(element => ['', '::before', '::after'].some(part => {
      const style = getComputedStyle(element, part)
      const long = times => times.split(',').some(time => parseFloat(time) > 0)
      return long(style.transitionDuration) || long(style.animationDuration) || style.scrollBehavior === 'smooth'
    })).map(named),
    /* Lines of drawings in the colour of the ground that they lie on. */
    lost: () => [...document.querySelectorAll('svg :is(path, line, polyline, polygon, rect, circle)')].filter(element => {
      if (!shown(element) || element.closest('defs, marker, clipPath, mask')) return false
      const style = getComputedStyle(element)
      let at = element.closest('svg')
      while (at.parentElement && /^rgba\(.*, 0\)$/.test(getComputedStyle(at).backgroundColor)) at = at.parentElement
      return style.stroke === getComputedStyle(at).backgroundColor
    }).map(named),
    /* Headings that skip a level. */
    skippedHeadings: () => {
      const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(shown)
      return levels.filter((heading, at) => Number(heading.localName[1]) > (at ? Number(levels[at - 1].localName[1]) : 0) + 1).map(named)
    },
  }
}
