import type { Page } from '../../src/contract/case.ts';
import type { Finding, FindingInput } from '../../src/contract/findings.ts';
import { measure } from '../../src/contract/measurements.ts';
import { ChirographError } from '../../src/contract/schema.ts';

/** Findings as the engine keeps them, in memory: ids and numbers are never given again, what was removed may come back. */
export class FakeFindings {
  /** Set to refuse every change. */
  full = false;
  readonly #known = new Map<string, Finding>();
  readonly #removed = new Set<string>();
  readonly #owner = new Map<string, string>();
  readonly #page: (id: string) => Page;

  /** @param page a page of the case by its id. */
  constructor(page: (id: string) => Page) {
    this.#page = page;
  }

  list(): Finding[] {
    return [...this.#known.values()].filter(({ id }) => !this.#removed.has(id));
  }

  save(known: string | undefined, { marks, ...said }: FindingInput): Finding {
    this.#write();
    const id = known ?? `finding-${String(this.#known.size + 1).padStart(4, '0')}`;
    const number = this.#known.get(id)?.number ?? this.#known.size + 1;
    if (known !== undefined && !this.#known.has(known))
      throw new ChirographError('not-found', 'No such finding.');
    const finding: Finding = {
      ...said,
      id,
      number,
      marks: marks.map(({ id: mark = this.#newMark(id), page, content }) => {
        if (this.#owner.get(mark) !== id) throw new ChirographError('not-found', 'No such mark.');
        const { item, index, dpi } = this.#page(page);
        return { id: mark, item, page, index, content, measurement: measure(content, dpi) };
      }),
    };
    this.#known.set(id, finding);
    this.#removed.delete(id);
    return finding;
  }

  remove(id: string): Record<string, never> {
    this.#write();
    this.#removed.add(id);
    return {};
  }

  #newMark(finding: string): string {
    const id = `mark-${String(this.#owner.size + 1).padStart(4, '0')}`;
    this.#owner.set(id, finding);
    return id;
  }

  #write(): void {
    if (this.full) throw new ChirographError('disk-full', 'The disk is full. Make room and try again.');
  }
}
