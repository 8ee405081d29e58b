import type { Page } from '../../src/contract/case.ts';
import type { Letter, LetterInput } from '../../src/contract/letters.ts';
import { boundsOf } from '../../src/contract/marks.ts';
import { ChirographError } from '../../src/contract/schema.ts';

/** Letters as the engine keeps them, in memory: an id is never given again, what was taken away may come back. */
export class FakeLetters {
  /** Set to refuse every change. */
  full = false;
  readonly #known = new Map<string, Letter>();
  readonly #removed = new Set<string>();
  readonly #page: (id: string) => Page;

  /** @param page a page of the case by its id. */
  constructor(page: (id: string) => Page) {
    this.#page = page;
  }

  list(): Letter[] {
    return [...this.#known.values()].filter(({ id }) => !this.#removed.has(id));
  }

  save(known: string | undefined, input: LetterInput): Letter {
    this.#write();
    if (known !== undefined && !this.#known.has(known))
      throw new ChirographError('not-found', 'No such letter.');
    const id = known ?? `letter-${String(this.#known.size + 1).padStart(4, '0')}`;
    const { item, index, dpi, quality } = this.#page(input.page);
    const { x, y, width, height } = boundsOf(input.places);
    const box = {
      x: Math.floor(x),
      y: Math.floor(y),
      width: Math.ceil(width) + 1,
      height: Math.ceil(height) + 1,
    };
    const letter = { ...input, id, item, index, image: `letter-${id}`, box, dpi };
    this.#known.set(id, { ...letter, xHeight: quality?.xHeight ?? null });
    this.#removed.delete(id);
    return this.#known.get(id)!;
  }

  remove(id: string): Record<string, never> {
    this.#write();
    this.#removed.add(id);
    return {};
  }

  #write(): void {
    if (this.full) throw new ChirographError('disk-full', 'The disk is full. Make room and try again.');
  }
}
