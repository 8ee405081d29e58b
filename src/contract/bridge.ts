import * as v from 'valibot';
import type { Language } from '../language/language.ts';

/** What the application menu asks the window to do. */
export const MenuCommand = v.picklist(['open-case', 'models', 'about']);
export type MenuCommand = v.InferOutput<typeof MenuCommand>;

/** A message of the shell itself; it arrives where the engine's messages arrive, and `connect` leaves it alone. */
export const MenuMessage = v.object({ kind: v.literal('menu'), command: MenuCommand });
export type MenuMessage = v.InferOutput<typeof MenuMessage>;

/**
 * What a desktop shell gives the window, as `window.chirograph`.
 *
 * The browser shell gives none: the window then speaks JSON over a WebSocket at `/engine` of its own origin, lists
 * folders through the engine, and has no menu. Everything else is the same in both; pictures are at
 * `/image/<case id>/<image id>` of the window's origin, with `?max=<longest side in pixels>`, or of a page
 * `?tile=<level>-<column>-<row>` (tiles.ts).
 */
export interface Bridge {
  /** Sends a `Request` of wire.ts to the engine. */
  send(message: unknown): void;
  /** Called with each `Response` of wire.ts and each `MenuMessage`; listeners add up. */
  onMessage(listener: (message: unknown) => void): void;
  /** Asks for a case folder in the system's dialog; null when the examiner cancels. */
  chooseFolder(): Promise<string | null>;
  /** Asks where to save a report; the path ends in .pdf. Null when the examiner cancels. */
  chooseReportFile(suggestedName: string): Promise<string | null>;
  /** Asks for a model's ONNX file; null when the examiner cancels. */
  chooseModelFile(): Promise<string | null>;
  /** Asks for a table of labelled images; null when the examiner cancels. */
  chooseTableFile(): Promise<string | null>;
  /** Asks for the folder that such images lie in; null when the examiner cancels. */
  chooseImagesFolder(): Promise<string | null>;
  /** Tells the language that the window speaks: the menu and the dialogs follow it. */
  useLanguage(language: Language): void;
  /** As in Node's `process.platform`: linux, darwin, win32. */
  readonly platform: string;
}

declare global {
  interface Window {
    /** Absent in the browser shell. */
    readonly chirograph?: Bridge;
  }
}
