import * as v from 'valibot';
import type { JournalEntry } from '../../../contract/case.ts';
import { ExclusionReason, Outline, ResolutionSource } from '../../../contract/corrections.ts';
import type { ReportHand, ReportItem, ReportWord } from '../../../contract/report.ts';
import type { Difference } from '../../../contract/results.ts';
import { Box, Count, Id, Sha256 } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { foundOrder, orderSeal } from '../case/reading.ts';
import { placeOf } from './place.ts';
import { parametersOf } from './sealed.ts';

const Said = {
  word: Id,
  excluded: v.optional(v.literal(true)),
  reason: v.optional(ExclusionReason),
  hand: v.optional(Id),
  transcription: v.optional(Sha256),
};
const Ids = v.array(v.looseObject({ word: Id }));
const Edited = v.object({
  item: Id,
  page: Count,
  removed: Ids,
  added: v.array(v.object({ ...Said, box: Box, outline: v.optional(Outline) })),
  restored: Ids,
  reading: Sha256,
});
const Excluded = v.object({ excluded: v.boolean(), reason: v.optional(ExclusionReason) });
/** What signatures are called since what the line says: those that it numbers, and those that it speaks of. */
const Numbered = v.object({ numbers: v.optional(v.array(v.object({ word: Id, number: Count })), []) });
const Transcribed = v.object({ seal: v.nullable(Sha256) });
const Attributed = v.object({ to: v.nullable(Id) });
const HandAdded = v.object({ item: Id, number: Count, writer: v.nullable(Id) });
const HandAssigned = v.object({ to: v.nullable(Id) });
const Resolved = v.object({
  item: Id,
  page: Count,
  to: v.nullable(v.object({ dpi: v.number(), source: ResolutionSource })),
});
/**
 * Entries of before named the words that inherited an exclusion; the first ones named none. `printed` are words that
 * preparation itself left out.
 */
const Prepared = v.object({
  excluded: v.optional(v.array(Id)),
  inherited: v.optional(v.array(v.object({ ...Said, removed: v.optional(v.literal(true)) }))),
  printed: v.optional(v.array(Id), []),
  readings: v.optional(v.array(v.object({ page: Count, reading: Sha256 })), []),
});

/** Lines that may number signatures. */
const CORRECTIONS: ReadonlySet<string> = new Set([
  'word.edit',
  'word.exclude',
  'word.attribute',
  'item.prepare',
]);

/** What the tables hold of what the examiner corrected. */
export interface CorrectedTables {
  readonly items: readonly ReportItem[];
  readonly hands?: readonly ReportHand[] | undefined;
  readonly words: readonly ReportWord[];
  readonly removed?: readonly ReportWord[] | undefined;
  /** What seals each transcription now, by the word's id. */
  readonly transcriptions: ReadonlyMap<string, string>;
}

/** A value that a line gave, the last one that did. */
interface OnRecord<T> {
  readonly value: T;
  readonly line: number;
}

type Drawn = Pick<ReportWord, 'box' | 'outline'> & { readonly item: string };

/** What the journal's lines amount to for words and pages, played from the first to the last. */
export class CorrectionReplay {
  readonly #drawn = new Map<string, OnRecord<Drawn>>();
  readonly #removed = new Map<string, OnRecord<boolean>>();
  readonly #excluded = new Map<string, OnRecord<boolean>>();
  readonly #reasons = new Map<string, OnRecord<string | null>>();
  readonly #numbers = new Map<string, OnRecord<number>>();
  readonly #by = new Map<string, OnRecord<string | null>>();
  readonly #transcriptions = new Map<string, OnRecord<string | null>>();
  readonly #hands = new Map<string, OnRecord<v.InferOutput<typeof HandAdded>>>();
  readonly #readings = new Map<string, OnRecord<string>>();
  readonly #resolutions = new Map<string, OnRecord<v.InferOutput<typeof Resolved>['to']>>();
  /** Items that were once prepared before exclusions that were inherited were entered. */
  readonly #unnamed = new Set<string>();

  /** Takes the next line; one about something else changes nothing. */
  play(entry: JournalEntry): void {
    const line = entry.sequence;
    const subject = entry.subjects[0] ?? '';
    this.#corrected(entry, line, subject);
    if (!CORRECTIONS.has(entry.action)) return;
    for (const { word, number } of parametersOf(entry, Numbered)?.numbers ?? []) {
      this.#numbers.set(word, { value: number, line });
    }
  }

  #corrected(entry: JournalEntry, line: number, subject: string): void {
    switch (entry.action) {
      case 'word.edit': {
        const edit = parametersOf(entry, Edited);
        if (edit === null) return;
        for (const { word } of edit.removed) this.#removed.set(word, { value: true, line });
        for (const { word } of edit.restored) this.#removed.set(word, { value: false, line });
        for (const added of edit.added) {
          const { box, outline } = added;
          const value = { item: edit.item, box, ...(outline === undefined ? {} : { outline }) };
          this.#drawn.set(added.word, { value, line });
          this.#say(added, line);
        }
        this.#readings.set(pageKey(edit.item, edit.page), { value: edit.reading, line });
        return;
      }
      case 'word.exclude': {
        const change = parametersOf(entry, Excluded);
        if (change === null) return;
        for (const word of entry.subjects) {
          this.#excluded.set(word, { value: change.excluded, line });
          this.#reasons.set(word, { value: change.reason ?? null, line });
        }
        return;
      }
      case 'word.transcribe': {
        const change = parametersOf(entry, Transcribed);
        if (change !== null) this.#transcriptions.set(subject, { value: change.seal, line });
        return;
      }
      case 'word.attribute': {
        const change = parametersOf(entry, Attributed);
        if (change === null) return;
        for (const word of entry.subjects) this.#by.set(word, { value: change.to, line });
        return;
      }
      case 'hand.add': {
        const added = parametersOf(entry, HandAdded);
        if (added !== null) this.#hands.set(subject, { value: added, line });
        return;
      }
      case 'hand.assign': {
        const assigned = parametersOf(entry, HandAssigned);
        const hand = this.#hands.get(subject);
        if (assigned === null || hand === undefined) return;
        this.#hands.set(subject, { value: { ...hand.value, writer: assigned.to }, line });
        return;
      }
      case 'page.resolution': {
        const resolved = parametersOf(entry, Resolved);
        if (resolved === null) return;
        this.#resolutions.set(pageKey(resolved.item, resolved.page), { value: resolved.to, line });
        return;
      }
      case 'item.prepare': {
        const prepared = parametersOf(entry, Prepared);
        if (prepared?.excluded === undefined && prepared?.inherited === undefined) this.#unnamed.add(subject);
        for (const word of prepared?.excluded ?? []) this.#excluded.set(word, { value: true, line });
        for (const word of prepared?.printed ?? []) {
          this.#say({ word, excluded: true, reason: 'printed' }, line);
        }
        for (const { removed, ...said } of prepared?.inherited ?? []) {
          if (removed) this.#removed.set(said.word, { value: true, line });
          this.#say(said, line);
        }
        for (const { page, reading } of prepared?.readings ?? []) {
          this.#readings.set(pageKey(subject, page), { value: reading, line });
        }
      }
    }
  }

  /** Whether words, pages and hands stand as the lines say they came to; those of erased items are gone. */
  differences(tables: CorrectedTables, erased: ReadonlyMap<string, number>): Difference[] {
    return [
      ...tables.words.flatMap((word) => this.#otherWord(word, tables)),
      ...(tables.removed ?? [])
        .filter((word) => this.#removed.get(word.id)?.value !== true)
        .map((word) => difference(placeOf(word), this.#removed.get(word.id), 'on its page', 'taken off it')),
      ...this.#gone(tables, erased),
      ...this.#otherHands(tables),
      ...this.#otherReadings(tables, erased),
      ...this.#otherResolutions(tables, erased),
    ];
  }

  #say({ word, excluded, reason, hand, transcription }: SaidOfWord, line: number): void {
    if (excluded) this.#excluded.set(word, { value: true, line });
    if (reason !== undefined) this.#reasons.set(word, { value: reason, line });
    if (hand !== undefined) this.#by.set(word, { value: hand, line });
    if (transcription !== undefined) this.#transcriptions.set(word, { value: transcription, line });
  }

  #otherWord(word: ReportWord, { items, hands = [], transcriptions }: CorrectedTables): Difference[] {
    const where = placeOf(word);
    const others: Difference[] = [];
    const compare = <T>(
      record: OnRecord<T> | undefined,
      before: T,
      now: T,
      text: (value: T) => string,
    ): void => {
      const expected = record?.value ?? before;
      if (canonicalJson(expected) === canonicalJson(now)) return;
      others.push(difference(where, record, text(expected), text(now)));
    };
    const item = items.find(({ label }) => label === word.item);
    compare(this.#removed.get(word.id), false, false, (removed) =>
      removed ? 'taken off its page' : 'on its page',
    );
    const excluded = this.#excluded.get(word.id);
    if (excluded !== undefined || !this.#unnamed.has(item?.id ?? '')) {
      compare(excluded, false, word.state === 'excluded', (is) => (is ? 'excluded' : 'in use'));
    }
    if (word.state === 'excluded') {
      compare(
        this.#reasons.get(word.id),
        null,
        word.reason ?? null,
        (reason) => `excluded as ${reason ?? 'nobody says'}`,
      );
    }
    const number = this.#numbers.get(word.id);
    // Of one that was marked before signatures were numbered, no line says anything.
    if (number !== undefined && word.reason === 'signature') {
      compare(number, 0, word.signature ?? 0, (which) => `signature ${which} of its source`);
    }
    const hand = hands.find(({ label }) => label === word.hand);
    compare(this.#by.get(word.id), null, hand?.id ?? null, (id) =>
      id === null ? "by the item's own hand" : `by hand ${id}`,
    );
    compare(this.#transcriptions.get(word.id), null, transcriptions.get(word.id) ?? null, (seal) =>
      seal === null ? 'no transcription' : `a transcription, SHA-256 ${seal}`,
    );
    const { box, outline } = word;
    const drawn = { box, ...(outline === undefined ? {} : { outline }), item: item?.id ?? '' };
    const isDrawn = word.origin === 'drawn';
    compare(this.#drawn.get(word.id), null, isDrawn ? drawn : null, (region) =>
      region === null ? 'found by preparation' : `drawn at ${canonicalJson(region)}`,
    );
    return others;
  }

  /** Words that a line says were drawn, and no table holds. */
  #gone({ words }: CorrectedTables, erased: ReadonlyMap<string, number>): Difference[] {
    const present = new Set(words.map(({ id }) => id));
    return [...this.#drawn].flatMap(([id, record]): Difference[] => {
      const isOff = this.#removed.get(id)?.value ?? false;
      if (isOff || present.has(id) || erased.has(record.value.item)) return [];
      return [difference(`word ${id}`, record, 'drawn', 'no such word')];
    });
  }

  #otherHands({ items, hands = [] }: CorrectedTables): Difference[] {
    const labels = new Map(items.map((item) => [item.id, item.label]));
    const standing = new Map(hands.map((hand) => [hand.id, hand]));
    const text = (label: string, writer: string | null): string =>
      `${label}, ${writer === null ? 'of nobody known' : `of writer ${writer}`}`;
    return [
      ...[...this.#hands].flatMap(([id, record]): Difference[] => {
        const { item, number, writer } = record.value;
        const now = standing.get(id);
        const expected = text(`${labels.get(item) ?? '?'}/${number}`, writer);
        const found = now === undefined ? 'no such hand' : text(now.label, now.writer?.id ?? null);
        return expected === found ? [] : [difference(`hand ${id}`, record, expected, found)];
      }),
      ...hands
        .filter(({ id }) => !this.#hands.has(id))
        .map(({ id, label }) => difference(`hand ${id}`, undefined, 'no such hand', label)),
    ];
  }

  #otherReadings({ items, words }: CorrectedTables, erased: ReadonlyMap<string, number>): Difference[] {
    const ids = new Map(items.map((item) => [item.label, item.id]));
    const pages = Map.groupBy(words, (word) => pageKey(ids.get(word.item) ?? '', word.page));
    const unsaid = [...pages].filter(
      ([key, all]) => !this.#readings.has(key) && all.some((word) => word.found !== undefined),
    );
    return [
      ...unsaid.map(([, [word]]) =>
        difference(pagePlace(word as ReportWord), undefined, 'read as found', 'another reading order'),
      ),
      ...[...this.#readings].flatMap(([key, record]): Difference[] => {
        if (erased.has(itemOf(key))) return [];
        const all = pages.get(key) ?? [];
        const seal = orderSeal(foundOrder(all.map((word) => ({ ...word, place: word.order }))));
        if (seal === record.value) return [];
        const where = all[0] === undefined ? `page ${key}` : pagePlace(all[0]);
        return [difference(`${where}: reading order`, record, `SHA-256 ${record.value}`, `SHA-256 ${seal}`)];
      }),
    ];
  }

  #otherResolutions({ items }: CorrectedTables, erased: ReadonlyMap<string, number>): Difference[] {
    const stated = new Map(
      items.flatMap(({ id, resolutions = [] }) =>
        resolutions.map(({ page, ...resolution }) => [pageKey(id, page), resolution] as const),
      ),
    );
    const text = (value: { dpi: number; source: string } | null): string =>
      value === null ? 'no resolution stated' : `${value.dpi} dpi, by ${value.source}`;
    const labels = new Map(items.map((item) => [item.id, item.label]));
    return [...new Set([...stated.keys(), ...this.#resolutions.keys()])].flatMap((key): Difference[] => {
      if (erased.has(itemOf(key))) return [];
      const record = this.#resolutions.get(key);
      const [expected, found] = [text(record?.value ?? null), text(stated.get(key) ?? null)];
      const where = `${labels.get(itemOf(key)) ?? '?'}, page ${Number(key.split(':')[1]) + 1}: resolution`;
      return expected === found ? [] : [difference(where, record, expected, found)];
    });
  }
}

interface SaidOfWord {
  readonly word: string;
  readonly excluded?: true | undefined;
  readonly reason?: string | undefined;
  readonly hand?: string | undefined;
  readonly transcription?: string | undefined;
}

const pageKey = (item: string, page: number): string => `${item}:${page}`;
const itemOf = (key: string): string => key.split(':')[0] as string;
const pagePlace = ({ item, page }: ReportWord): string => `${item}, page ${page + 1}`;

function difference(
  where: string,
  record: OnRecord<unknown> | undefined,
  expected: string,
  found: string,
): Difference {
  const said = record === undefined ? 'no journal line' : `journal line ${record.line}`;
  return { kind: 'journal', where, expected: `${expected}, ${said}`, found };
}
