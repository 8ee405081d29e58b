import { fit, type Size, type Viewport } from './viewport.ts';

/** One page as a pane needs it. */
export interface Sheet extends Size {
  readonly id: string;
  readonly dpi: number | null;
  /** With the height of a small letter in page pixels, where it was measured. */
  readonly quality: { readonly xHeight: number | null } | null;
}

const NOWHERE: Viewport = { scale: 1, x: 0, y: 0, angle: 0 };

/** What one pane shows: its own size, its page, and the part of the page in view. */
export class Pane {
  size = $state.raw<Size>({ width: 0, height: 0 });
  sheet = $state.raw<Sheet | null>(null);
  view = $state.raw<Viewport>(NOWHERE);
  /** True while the whole page is shown: the page is then fitted again when the pane changes size. */
  fitted = $state(true);

  get ready(): boolean {
    return this.sheet !== null && this.size.width > 0 && this.size.height > 0;
  }

  resize(size: Size): void {
    if (size.width === this.size.width && size.height === this.size.height) return;
    const first = this.size.width === 0 || this.size.height === 0;
    this.size = size;
    if (first || this.fitted) this.fit();
  }

  /** Puts a page into the pane; another page than before is shown whole and upright. */
  place(sheet: Sheet | null): boolean {
    if (sheet?.id === this.sheet?.id) return false;
    this.sheet = sheet;
    this.reset();
    return true;
  }

  show(view: Viewport): void {
    this.view = view;
    this.fitted = false;
  }

  /** The whole page, turned as it is. */
  fit(): void {
    if (this.sheet === null || !this.ready) return;
    this.view = fit(this.sheet, this.size, this.view.angle);
    this.fitted = true;
  }

  /** The whole page, upright. */
  reset(): void {
    this.view = { ...this.view, angle: 0 };
    this.fit();
  }
}
