import type { Page } from 'playwright-core';

/**
 * What of the window cannot be read or pressed: text and controls that something cuts off, and controls that something else
 * covers; a line for each. What a scroller holds can be reached, and text that ends in an ellipsis is whole in its title or
 * its element's name. What lies on a page is left out: the page is moved under it.
 */
export const cutOff = (page: Page): Promise<string[]> => page.evaluate<string[]>(CUT_OFF);

const CUT_OFF = `(() => {
  const CONTROLS = 'button, input, select, textarea, a[href], summary, [role=option], [role=menuitem]';
  const found = [];
  const named = (element) => (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 60) || element.outerHTML.slice(0, 80);
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest('.viewer, .sr-only, [inert]') === null;
  let seen;
  /** What cuts a rectangle off; null for none, and then \`seen\` is what it or the scroller that it lies in takes up. */
  const cut = (element, rect) => {
    let { left, right, top, bottom } = rect;
    // Above and below its letters a font has room for accents and brackets that lines lend each other.
    const slack = element.matches(CONTROLS) ? 2 : 0.2 * (bottom - top);
    let shortened = false;
    for (let at = element; at !== null && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (at !== element || !at.matches(CONTROLS)) {
        const box = at.getBoundingClientRect();
        const inside = { left: box.left + at.clientLeft, top: box.top + at.clientTop };
        inside.right = inside.left + at.clientWidth;
        inside.bottom = inside.top + at.clientHeight;
        if (/auto|scroll/.test(style.overflowX) && at.scrollWidth > at.clientWidth) ({ left, right } = inside);
        else if (style.overflowX !== 'visible' && style.display !== 'inline' && (left < inside.left - 1 || right > inside.right + 1)) {
          if (style.textOverflow !== 'ellipsis') return at;
          shortened = true;
          left = Math.max(left, inside.left);
          right = Math.min(right, inside.right);
        }
        if (/auto|scroll/.test(style.overflowY) && at.scrollHeight > at.clientHeight) ({ top, bottom } = inside);
        else if (style.overflowY !== 'visible' && style.display !== 'inline' && (top < inside.top - slack || bottom > inside.bottom + slack)) return at;
      }
      if (style.position === 'fixed' || at.matches('dialog')) break;
    }
    if (left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1) return document.body;
    seen = { left, right, top, bottom };
    return shortened && element.closest('[title], [aria-label]:is(button, [role=option])') === null ? element : null;
  };
  const report = (element, by) => found.push('cut off: ' + named(element) + ' by ' + (by.className || by.tagName));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === '' || element.matches('option, script, style') || !shown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      const by = cut(element, rect);
      if (by === null) continue;
      report(element, by);
      break;
    }
  }
  const modal = [...document.querySelectorAll('dialog[open], :popover-open')].at(-1) ?? document.body;
  const controls = [...document.querySelectorAll(CONTROLS)].filter(shown);
  for (const control of controls) {
    const { left, right, top, bottom } = control.getBoundingClientRect();
    const by = cut(control, { left, right, top, bottom });
    if (by !== null) report(control, by);
    else if (top >= seen.top && bottom <= seen.bottom && modal.contains(control) && getComputedStyle(control).pointerEvents !== 'none') {
      for (const x of [left + 6, right - 6]) {
        if (x < seen.left || x > seen.right) continue;
        const hit = document.elementFromPoint(x, (top + bottom) / 2);
        if (hit === null || control.contains(hit) || hit.contains(control)) continue;
        found.push('covered: ' + named(control) + ' by ' + (hit.className || hit.tagName));
        break;
      }
    }
  }
  return [...new Set(found)];
})()`;
