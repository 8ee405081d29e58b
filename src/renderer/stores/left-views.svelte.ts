import type { Viewport } from '../viewer/viewport.ts';

/** How each view of a case was left, for as long as the window shows the case; what lies on the desk is kept longer. */
export class LeftViews {
  readonly words = $state<{ which: 'all' | 'used' | 'excluded' | 'signatures'; crop: boolean }>({
    which: 'all',
    crop: false,
  });
  /** What the Compare view compares. */
  readonly compare = $state<{ subject: 'writing' | 'signatures' }>({ subject: 'writing' });
  readonly journal = $state({ filter: '' });
  readonly search = $state({ top: 10 });
  readonly pairs = $state<{ order: 'nearest' | 'farthest'; sought: string }>({
    order: 'nearest',
    sought: '',
  });
  /** Whether the Case view frames the words. */
  readonly page = $state({ framed: true });
  /** What the Case view showed of a page that was not seen whole, by the page's identifier. */
  readonly #seen = new Map<string, Viewport>();
  readonly #scrolled = new Map<string, number>();

  seen(page: string): Viewport | undefined {
    return this.#seen.get(page);
  }

  /** @param view null where the page was seen whole. */
  leave(page: string, view: Viewport | null): void {
    if (view === null) this.#seen.delete(page);
    else this.#seen.set(page, view);
  }

  /** Scrolls an element to where the one of the same name was left, once so much is there, until the examiner scrolls. */
  scrolled(name: string): (element: HTMLElement) => () => void {
    return (element) => {
      const wanted = this.#scrolled.get(name) ?? 0;
      const restore = (): void => {
        element.scrollTop = wanted;
        if (element.scrollTop >= wanted - 1) arriving.disconnect();
      };
      const arriving = new MutationObserver(restore);
      arriving.observe(element, { childList: true, subtree: true });
      restore();
      const remember = (): void => {
        this.#scrolled.set(name, element.scrollTop);
      };
      const take = (): void => arriving.disconnect();
      element.addEventListener('scrollend', remember);
      for (const input of INPUTS) element.addEventListener(input, take, { passive: true });
      return () => {
        arriving.disconnect();
        remember();
      };
    };
  }
}

/** What shows that the examiner scrolls, and not what arrives. */
const INPUTS = ['wheel', 'pointerdown', 'keydown'] as const;
