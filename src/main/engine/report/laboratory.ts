import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import {
  Laboratory,
  LARGEST_LOGO_BYTES,
  NO_LABORATORY,
  type PrintedLaboratory,
} from '../../../contract/laboratory.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { writeAtomically } from '../case/atomic-file.ts';
import { sha256 } from '../case/hash.ts';
import { readPlainFile } from '../case/plain-file.ts';
import { diskFull } from '../case/writing-problem.ts';
import type { Preparation } from '../imaging/preparation.ts';
import type { Picture } from './sheet.ts';
import { parsedAs } from './sealed.ts';

/** A logo is printed 40 mm wide at most: 600 pixels an inch. */
const LOGO_PIXELS = 945;
const LARGEST_TEMPLATE = 64 * 1024;

const Stored = v.object({ format: v.literal('chirograph-laboratory'), laboratory: Laboratory });

/** The laboratory's template, and its logo as it is printed. */
export interface LaboratoryInUse {
  readonly printed: PrintedLaboratory;
  readonly logo: Picture | null;
}

/** The template of this computer's user: `laboratory.json`, and the logo's file as it was given, in a folder of its own. */
export class LaboratoryTemplate {
  readonly #folder: string;
  readonly #preparation: Pick<Preparation, 'render'>;

  /** @param userData folder of the user's data. */
  constructor(userData: string, preparation: Pick<Preparation, 'render'>) {
    this.#folder = path.join(userData, 'laboratory');
    this.#preparation = preparation;
  }

  /**
   * As it was saved; empty where it never was.
   *
   * @throws ChirographError `file-unreadable` for a file that is not what was saved.
   */
  read(): PrintedLaboratory {
    const bytes = readPlainFile(this.#file, LARGEST_TEMPLATE);
    const logo = readPlainFile(this.#logo, LARGEST_LOGO_BYTES);
    const printed = { logo: logo && sha256(logo) };
    if (bytes === null) return { ...NO_LABORATORY, ...printed };
    const stored = parsedAs(bytes.toString('utf8'), Stored);
    if (stored === null) {
      throw new ChirographError(
        'file-unreadable',
        `${this.#file} is not what Chirograph saved. Delete it, and fill in the laboratory again.`,
      );
    }
    return { ...stored.laboratory, ...printed };
  }

  /** The same with the logo decoded, in a process of its own as every picture is. Throws as `read` and as rendering does. */
  async inUse(signal?: AbortSignal): Promise<LaboratoryInUse> {
    const printed = this.read();
    const logo = printed.logo === null ? null : await this.#render(this.#logo, signal);
    return { printed, logo };
  }

  /**
   * @param logo the file's bytes; null takes it away, undefined leaves it as it is.
   * @throws ChirographError `format-not-read` for what is no picture, `file-too-large`, `disk-full`, `folder-read-only`.
   */
  async save(laboratory: Laboratory, logo: Uint8Array | null | undefined): Promise<PrintedLaboratory> {
    if (logo) await this.#takeLogo(logo);
    const stored: v.InferOutput<typeof Stored> = { format: 'chirograph-laboratory', laboratory };
    this.#write(this.#file, Buffer.from(`${JSON.stringify(stored, null, 2)}\n`));
    if (logo === null) rmSync(this.#logo, { force: true });
    return this.read();
  }

  get #file(): string {
    return path.join(this.#folder, 'laboratory.json');
  }

  get #logo(): string {
    return path.join(this.#folder, 'logo');
  }

  /** Puts a logo in its place once it has been decoded from beside it. */
  async #takeLogo(bytes: Uint8Array): Promise<void> {
    if (bytes.length > LARGEST_LOGO_BYTES) {
      throw new ChirographError(
        'file-too-large',
        'The logo is larger than 512 KiB. Choose a smaller picture.',
      );
    }
    const tried = `${this.#logo}.tried`;
    this.#write(tried, bytes);
    try {
      await this.#render(tried);
    } catch (cause) {
      if (cause instanceof ChirographError && cause.code === 'cancelled') throw cause;
      throw new ChirographError(
        'format-not-read',
        'The logo cannot be read as a picture. Choose a PNG or JPEG file.',
        { cause },
      );
    } finally {
      rmSync(tried, { force: true });
    }
    this.#write(this.#logo, bytes);
  }

  #render(file: string, signal?: AbortSignal): Promise<Picture> {
    return this.#preparation.render({ path: file, page: 0, maxSize: LOGO_PIXELS }, signal);
  }

  #write(file: string, bytes: Uint8Array): void {
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeAtomically(file, [bytes]);
    } catch (cause) {
      throw (
        diskFull(file, cause) ??
        new ChirographError(
          'folder-read-only',
          `${file} cannot be written, so the laboratory was not saved. Ask for the right to write there.`,
          { cause },
        )
      );
    }
  }
}
