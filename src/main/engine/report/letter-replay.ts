import * as v from 'valibot';
import type { JournalEntry } from '../../../contract/case.ts';
import { LetterShape } from '../../../contract/letters.ts';
import { Place } from '../../../contract/marks.ts';
import type { Difference } from '../../../contract/results.ts';
import { Count, Id, Sha256 } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import type { LetterStatement } from '../case/letters.ts';
import { parametersOf } from './sealed.ts';

const Saved = v.object({
  item: Id,
  page: Count,
  shape: LetterShape,
  places: v.array(Place),
  name: v.nullable(Sha256),
});

interface OnRecord {
  /** Null once it was taken away. */
  readonly letter: LetterStatement | null;
  readonly line: number;
}

/** What the journal's lines amount to for letters, played from the first to the last. */
export class LetterReplay {
  readonly #letters = new Map<string, OnRecord>();

  /** Takes the next line; one about something else changes nothing. */
  play(entry: JournalEntry): void {
    const line = entry.sequence;
    const subject = entry.subjects[0] ?? '';
    switch (entry.action) {
      case 'letter.save': {
        const letter = parametersOf(entry, Saved);
        if (letter !== null) this.#letters.set(subject, { letter, line });
        return;
      }
      case 'letter.remove':
        this.#letters.set(subject, { letter: null, line });
        return;
      case 'item.erase':
      case 'writer.erase': {
        // Letters on an erased item went with its pages.
        const items = new Set(entry.subjects);
        for (const [id, { letter }] of this.#letters) {
          if (letter !== null && items.has(letter.item)) this.#letters.set(id, { letter: null, line });
        }
      }
    }
  }

  /** Whether letters stand as the lines say they came to, by what the tables have the journal say of each. */
  differences(standing: ReadonlyMap<string, LetterStatement>): Difference[] {
    return [...new Set([...this.#letters.keys(), ...standing.keys()])].flatMap((id): Difference[] => {
      const record = this.#letters.get(id);
      const [expected, found] = [record?.letter ?? null, standing.get(id) ?? null];
      if (canonicalJson(expected) === canonicalJson(found)) return [];
      const said = record === undefined ? 'no journal line' : `journal line ${record.line}`;
      return [
        {
          kind: 'journal',
          where: `letter ${id}`,
          expected: `${textOf(expected)}, ${said}`,
          found: textOf(found),
        },
      ];
    });
  }
}

function textOf(letter: LetterStatement | null): string {
  return letter === null ? 'no such letter' : canonicalJson(letter);
}
