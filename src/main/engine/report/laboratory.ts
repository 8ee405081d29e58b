import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import {
  Laboratory,
  LARGEST_LOGO_BYTES,
  NO_LABORATORY,
  type PrintedLaboratory,
} from '../../../contract/laboratory.ts';
import { ChirographError, Sha256 } from '../../../contract/schema.ts';
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

const Stored = v.object({
  format: v.literal('chirograph-laboratory'),
  laboratory: Laboratory,
  /** SHA-256 of the logo; left out by earlier versions, whose logo lies in a file of one name. */
  logo: v.optional(v.nullable(Sha256)),
});
const LOGO_BEFORE = 'logo';

const logoName = (hash: string): string => `logo-${hash}`;
const LOGOS = /^logo(?:-[0-9a-f]{64})?$/u;

/** The laboratory's template, and its logo as it is printed. */
export interface LaboratoryInUse {
  readonly printed: PrintedLaboratory;
  readonly logo: Picture | null;
}

/**
 * The template of this computer's user: `laboratory.json` in a folder of its own, and beside it the logo's file as it was
 * given, under its hash. Text and logo change with the one file that names both.
 */
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
    if (bytes === null) return { ...NO_LABORATORY, logo: this.#logoIn(LOGO_BEFORE)?.hash ?? null };
    const stored = parsedAs(bytes.toString('utf8'), Stored);
    if (stored === null) {
      throw new ChirographError(
        'file-unreadable',
        `${this.#file} is not what Chirograph saved. Delete it, and fill in the laboratory again.`,
      );
    }
    const { laboratory, logo: named } = stored;
    const logo = named === null ? null : this.#logoIn(named === undefined ? LOGO_BEFORE : logoName(named));
    // A logo that is not the one that was saved is none.
    return { ...laboratory, logo: named === undefined || logo?.hash === named ? (logo?.hash ?? null) : null };
  }

  /** The same with the logo decoded, in a process of its own as every picture is. Throws as `read` and as rendering does. */
  async inUse(signal?: AbortSignal): Promise<LaboratoryInUse> {
    const printed = this.read();
    if (printed.logo === null) return { printed, logo: null };
    const named = this.#at(logoName(printed.logo));
    return { printed, logo: await this.#render(existsSync(named) ? named : this.#at(LOGO_BEFORE), signal) };
  }

  /**
   * @param logo the file's bytes; null takes it away, undefined leaves it as it is.
   * @throws ChirographError `format-not-read` for what is no picture, `file-too-large`, `disk-full`, `folder-read-only`.
   */
  async save(laboratory: Laboratory, logo: Uint8Array | null | undefined): Promise<PrintedLaboratory> {
    const named = logo === undefined ? await this.#keptLogo() : logo && (await this.#takeLogo(logo));
    const stored: v.InferOutput<typeof Stored> = {
      format: 'chirograph-laboratory',
      laboratory,
      logo: named,
    };
    this.#write(this.#file, Buffer.from(`${JSON.stringify(stored, null, 2)}\n`));
    this.#removeOtherLogos(named);
    return this.read();
  }

  get #file(): string {
    return this.#at('laboratory.json');
  }

  #at(name: string): string {
    return path.join(this.#folder, name);
  }

  #logoIn(name: string): { bytes: Buffer; hash: string } | null {
    const bytes = readPlainFile(this.#at(name), LARGEST_LOGO_BYTES);
    return bytes && { bytes, hash: sha256(bytes) };
  }

  /** The hash of the logo that stays; one of an earlier version gets the name that it is to have. */
  async #keptLogo(): Promise<string | null> {
    const { logo } = this.read();
    const before = logo === null ? null : this.#logoIn(LOGO_BEFORE);
    return before !== null && before.hash === logo ? this.#takeLogo(before.bytes) : logo;
  }

  /** What no saving names any more; left there by a kill, it is removed with the next saving. */
  #removeOtherLogos(named: string | null): void {
    const kept = named === null ? null : logoName(named);
    const logos = readdirSync(this.#folder).filter((name) => LOGOS.test(name) && name !== kept);
    for (const name of logos) rmSync(this.#at(name), { force: true });
  }

  /** Puts a logo beside the others once it has been decoded; returns its hash. */
  async #takeLogo(bytes: Uint8Array): Promise<string> {
    if (bytes.length > LARGEST_LOGO_BYTES) {
      throw new ChirographError(
        'file-too-large',
        'The logo is larger than 512 KiB. Choose a smaller picture.',
      );
    }
    const tried = this.#at(`${LOGO_BEFORE}.tried`);
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
    const hash = sha256(bytes);
    this.#write(this.#at(logoName(hash)), bytes);
    return hash;
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
