import { keyEvent, type Ground, type KeyCommand } from './commands.ts';
import type { Workplace } from './stores/workplace.svelte.ts';

/** What of the window answers keys now. */
export function groundsOf({ view, marking, lettersShown, session }: Workplace): readonly Ground[] {
  const onPage: Ground = marking.on ? 'marks' : lettersShown ? 'letters' : 'pageWords';
  const drawn = onPage !== 'pageWords';
  if (view === 'case') {
    return ['items', 'page', 'view', ...(drawn || session.readOnly === null ? [onPage] : [])];
  }
  if (view === 'compare') return ['page', 'view', ...(drawn ? [onPage] : []), 'compare'];
  return view === 'words' ? ['words'] : [];
}

/**
 * Presses a command's key where it is answered, which has the keyboard from then on.
 *
 * @returns false where there is nothing now that the command could be done with.
 */
export function press(command: KeyCommand, ground: Ground, workplace: Workplace): boolean {
  const target = targetOf(ground, workplace);
  if (target === null) return false;
  target.focus();
  if (command.keys === 'Space') {
    // A button's own key, which no event made here presses.
    target.click();
    return true;
  }
  const event = new KeyboardEvent('keydown', {
    ...keyEvent(command.keys),
    bubbles: true,
    cancelable: true,
  });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}

function targetOf(ground: Ground, { view, desk }: Workplace): HTMLElement | null {
  if (ground === 'items') return document.querySelector('[data-item][tabindex="0"]');
  if (ground === 'words') return document.querySelector('[data-word][tabindex="0"]');
  const viewers = document.querySelectorAll<HTMLElement>('.viewer');
  const viewer = viewers[view === 'compare' ? desk.panes.active : 0] ?? viewers[0] ?? null;
  if (ground !== 'compare' && ground !== 'view') return viewer;
  // The view answers these. On a page with marks some of the keys would be those of a mark.
  return document.querySelector('main.view');
}
