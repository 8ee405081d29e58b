import type { WindowMessage } from '../../language/window/window.ts';

/** `system` follows what the computer's user has set. */
export type Theme = 'system' | 'light' | 'dark' | 'contrast';
export const THEMES: readonly Theme[] = ['system', 'light', 'dark', 'contrast'];
export const THEME_NAMES = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
} as const satisfies Record<Theme, WindowMessage>;

const KEY = 'chirograph.theme';

/** Which set of tokens the window wears; remembered on this computer. */
export class Appearance {
  theme = $state<Theme>('system');
  readonly #storage: Storage;
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  readonly #contrast = matchMedia('(prefers-contrast: more)');

  constructor(storage: Storage) {
    this.#storage = storage;
    const kept = storage.getItem(KEY);
    this.theme = THEMES.find((theme) => theme === kept) ?? 'system';
    this.#dark.addEventListener('change', () => this.#wear());
    this.#contrast.addEventListener('change', () => this.#wear());
    this.#wear();
  }

  choose(theme: Theme): void {
    this.theme = theme;
    this.#storage.setItem(KEY, theme);
    this.#wear();
  }

  #wear(): void {
    const system = this.#contrast.matches ? 'contrast' : this.#dark.matches ? 'dark' : 'light';
    document.documentElement.dataset.theme = this.theme === 'system' ? system : this.theme;
  }
}
