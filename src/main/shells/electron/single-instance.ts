/** The part of a window that brings it to the front. */
export interface Raisable {
  isMinimized(): boolean;
  restore(): void;
  focus(): void;
}

/**
 * One Chirograph at a time for one user: two would write the same settings. Returns false, and quits, where one runs
 * already; that one then shows its window.
 */
export function isOnlyInstance(
  app: {
    requestSingleInstanceLock(): boolean;
    quit(): void;
    on(event: 'second-instance', listener: () => void): unknown;
  },
  window: () => Raisable | null,
): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', () => {
    const shown = window();
    if (shown?.isMinimized()) shown.restore();
    shown?.focus();
  });
  return true;
}
