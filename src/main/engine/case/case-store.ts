import type { Examiner } from '../../../contract/case.ts';
import type { EditStep } from '../../../contract/corrections.ts';
import { ChirographError, type Problem } from '../../../contract/schema.ts';
import type { SignatureEvidence } from '../../../contract/signatures.ts';
import { engineText } from '../../../language/told/told.ts';
import { canonicalJson } from './canonical-json.ts';
import { createReader, type Standing, type Tables } from './case-reader.ts';
import { readCrops, removeCrops, writeCrops } from './crops.ts';
import type { CaseDatabase } from './database.ts';
import { FINDING_ACTIONS, judge, look, type Sighting } from './evidence-check.ts';
import type { ErasureBook } from './erasure.ts';
import { resolveInside } from './folder.ts';
import { sha256 } from './hash.ts';
import { labelOf, type ItemRow } from './items.ts';
import { both, lostIn, problemColumn, withoutLost } from './problems.ts';
import { personName } from './same-person.ts';
import { qualitiesSeal } from './sealed-qualities.ts';
import type { NumberedSignature } from './signatures.ts';
import type { CaseStore } from './store.ts';
import type { Witness } from './witness.ts';

/** The whole of a case: what can be read, and every change with its journal entry. */
export function createStore(
  database: CaseDatabase,
  tables: Tables,
  standing: Standing,
  opener: Examiner,
  witness: Witness | null,
): CaseStore {
  const { items, words, corrections, hands, transcriptions, findings, letters, embeddings, results } = tables;
  const { journal, erasures, signatures, unmasking } = tables;
  const { folder, home } = standing.place;
  /** Every change is journalled; once it is on the disk, this computer is witness to the line. */
  const write: CaseDatabase['write'] = (work) => {
    const done = database.write(work);
    witness?.extend();
    return done;
  };
  const upsertForm = database.connection.prepare<[string]>(
    'INSERT INTO form (only, content) VALUES (1, ?) ON CONFLICT DO UPDATE SET content = excluded.content',
  );

  /** Records what was seen at an item's path; returns the item's row as it is now. */
  const see = (examiner: Examiner, id: string, sighting: Sighting): ItemRow =>
    write(() => {
      const item = items.row(id);
      const finding = judge(item, sighting);
      if (!finding) return item;
      items.update(item, finding.state);
      journal.append(examiner, FINDING_ACTIONS[finding.kind], [id], { sha256: finding.sha256 });
      return items.row(id);
    });

  /** The item, where these are the bytes first seen. Throws `file-changed`, and records it, where they are not. */
  const requireSame = (examiner: Examiner, id: string, hash: string): ItemRow => {
    const { bytes } = database.read(() => items.row(id));
    const item = see(examiner, id, { sha256: hash, bytes });
    if (item.file === 'present') return item;
    throw new ChirographError(
      'file-changed',
      `${labelOf(item)} (${item.path}) is not the file that was first seen: its SHA-256 differs. Put the first file back, or give this one another name to examine it as a new item.`,
      { details: `first seen ${item.sha256}, now ${hash}` },
    );
  };

  /** The writer of a name, entered where it is new; null where none is named. */
  const writerNamed = (examiner: Examiner, name: string | undefined): { key: number; id: string } | null => {
    if (name === undefined || name.trim() === '') return null;
    const writer = items.writer(name);
    if (writer.isNew) journal.append(examiner, 'writer.add', [writer.id], { identity: writer.identity });
    return writer;
  };

  /** The examiner has corrected words of items: whoever was told of corrections lost there has seen to it. */
  const correctedOn = (ids: readonly string[]): void => {
    for (const item of ids.map((id) => items.row(id))) {
      const problem = withoutLost(item.problem);
      if (problem !== item.problem) items.update(item, { problem });
    }
  };

  /** Numbers signatures that were marked on items just now, for the line that says so of words, and what these are called. */
  const numbered = (
    ids: readonly string[],
    changed: readonly string[],
  ): { numbers?: readonly NumberedSignature[] } => {
    const numbers = signatures.number(ids, changed);
    return numbers.length === 0 ? {} : { numbers };
  };

  /** The line of the lock that what an examiner finds or marks now comes after; null for none. */
  const lastLock = (examiner: Examiner): number | null => {
    const record = unmasking.record();
    return record?.people.get(personName(examiner))?.locks.at(-1)?.line ?? null;
  };

  return {
    ...createReader(database, tables, standing),
    assign(examiner, chosen, role, writer) {
      const named = writer?.trim() ?? '';
      if ((role === 'known') !== (named !== '')) {
        throw new ChirographError(
          'invalid-arguments',
          role === 'known'
            ? 'A known item needs the name of its writer.'
            : 'Only a known item has a writer. Leave the writer out.',
        );
      }
      write(() => {
        const target = role === 'known' ? writerNamed(examiner, named) : null;
        for (const id of new Set(chosen)) {
          const item = items.row(id);
          if (item.role === role && item.writer === (target?.key ?? null)) continue;
          const label = items.assign(item, role, target?.key ?? null);
          journal.append(examiner, 'item.assign', [id], {
            from: { label: labelOf(item), role: item.role, writer: items.writerId(item.writer) },
            to: { label, role, writer: target?.id ?? null },
          });
        }
      });
    },
    savePreparation(examiner, id, prepared, drawn = new Map()) {
      const item = requireSame(examiner, id, prepared.sha256);
      const cutAnew = [...drawn].flatMap(([word, crop]) => (crop === null ? [] : [[word, crop] as const]));
      const hashes = new Map(cutAnew.map(([word, { cropSha256 }]) => [word, cropSha256]));
      // Also of words drawn while the file was read: nothing else holds the crop that they name.
      const rows = database.read(() => words.drawn(item));
      const named = new Set(rows.filter((word) => !hashes.has(word.id)).map((word) => word.crop_sha256));
      const cut = [...prepared.pages.flatMap((page) => page.words), ...cutAnew.map(([, crop]) => crop)];
      const kept = named.size === 0 ? [] : [...readCrops(home, id)].filter(([hash]) => named.has(hash));
      writeCrops(home, id, new Map([...kept, ...checkedCrops(cut)]));
      const found = prepared.pages.reduce((sum, page) => sum + page.words.length, 0);
      const uncut = rows.filter((word) => word.removed === 0 && drawn.get(word.id) === null).length;
      write(() => {
        const { inherited, printed, lost, readings } = words.replace(item, prepared.pages, hashes);
        const besides = both(prepared.problem ?? null, notCutAnew(item, uncut));
        const losing = lostCorrections(item, lost.length);
        const said = besides ?? losing;
        const problem = problemColumn(besides, losing ?? lostIn(item.problem));
        const isEmpty = words.count(item) === 0;
        items.update(item, {
          preparation: isEmpty ? 'failed' : 'ready',
          format: prepared.format,
          orientation: prepared.orientation,
          problem,
          later_problem: isEmpty && problem === null ? JSON.stringify(noWordLeft(item)) : null,
        });
        journal.append(examiner, 'item.prepare', [id], {
          sha256: prepared.sha256,
          pages: prepared.pages.length,
          words: found,
          qualities: qualitiesSeal(prepared.pages.map(({ quality }) => quality)),
          ...(said ? { code: said.code } : {}),
          inherited,
          ...(printed.length === 0 ? {} : { printed }),
          ...(lost.length === 0 ? {} : { lost }),
          ...(readings.length === 0 ? {} : { readings }),
          ...numbered(
            [id],
            inherited.map(({ word }) => word),
          ),
        });
      });
    },
    saveFailure(examiner, id, problem) {
      write(() => {
        const item = items.row(id);
        const prepared = item.preparation === 'ready' || item.preparation === 'stale';
        const preparation = prepared ? item.preparation : 'failed';
        // The words that an item has stand, and so does what was said of them.
        const column = prepared ? 'later_problem' : 'problem';
        if (item.preparation === preparation && sameProblem(item[column], problem)) return;
        items.update(item, { preparation, [column]: JSON.stringify(problem) });
        journal.append(examiner, 'item.failure', [id], { code: problem.code });
      });
    },
    exclude: (examiner, chosen, excluded, reason = null, step) =>
      write(() => {
        const named = corrections.words(chosen);
        const said = excluded ? reason : null;
        const changed = named.filter(
          (word) => (word.excluded === 1) !== excluded || (excluded && word.reason !== said),
        );
        for (const word of changed) corrections.exclude(word, excluded, said);
        const found = itemsOf(named);
        if (changed.length > 0) {
          correctedOn(itemsOf(changed));
          journal.append(examiner, 'word.exclude', idsOf(changed), {
            excluded,
            ...(said === null ? {} : { reason: said }),
            items: itemsOf(changed),
            ...numbered(itemsOf(changed), idsOf(changed)),
            ...stepOf(step),
          });
        }
        return { items: found };
      }),
    edit(examiner, id, edit, cut) {
      const { item_id: item } = database.read(() => corrections.page(id));
      if (cut !== null) {
        requireSame(examiner, item, cut.sha256);
        writeCrops(home, item, new Map([...readCrops(home, item), ...checkedCrops(cut.crops)]));
      }
      return write(() => {
        const page = corrections.page(id);
        const { added, parameters } = corrections.edit(page, edit);
        correctedOn([item]);
        const row = items.row(item);
        if (row.preparation === 'ready' || row.preparation === 'failed') {
          items.update(row, withWords(row, words.count(row)));
        }
        journal.append(examiner, 'word.edit', [...edit.remove, ...added, ...edit.restore], {
          kind: edit.kind,
          item,
          page: page.number,
          ...parameters,
          ...numbered([item], [...added, ...edit.restore]),
          ...stepOf(edit.step),
        });
        return { item, added };
      });
    },
    transcribe: (examiner, id, text, step) =>
      write(() => {
        const [word] = corrections.words([id]) as [ReturnType<typeof corrections.words>[number]];
        if ((word.transcription ?? '') !== text) {
          const seal = transcriptions.set(word.key, text);
          correctedOn([word.item_id]);
          journal.append(examiner, 'word.transcribe', [id], { item: word.item_id, seal, ...stepOf(step) });
        }
        return { item: word.item_id };
      }),
    attribute: (examiner, chosen, hand, step) =>
      write(() => {
        const named = corrections.words(chosen);
        const to = hand === null ? null : hands.row(hand);
        if (to !== null && named.some((word) => word.item_key !== to.item)) {
          throw new ChirographError(
            'invalid-arguments',
            'A hand is one on its own item: these words are on another. Add a hand to that item.',
          );
        }
        const changed = named.filter((word) => word.hand_id !== hand);
        for (const word of changed) corrections.attribute(word, to);
        if (changed.length > 0) {
          correctedOn(itemsOf(changed));
          journal.append(examiner, 'word.attribute', idsOf(changed), {
            from: changed.map((word) => word.hand_id),
            to: hand,
            items: itemsOf(changed),
            ...numbered(itemsOf(changed), idsOf(changed)),
            ...stepOf(step),
          });
        }
        return { items: itemsOf(named) };
      }),
    addHand: (examiner, id, writer) =>
      write(() => {
        const by = writerNamed(examiner, writer);
        const hand = hands.add(items.row(id), by?.key ?? null);
        journal.append(examiner, 'hand.add', [hand.id, id], {
          item: id,
          number: hand.number,
          writer: by?.id ?? null,
        });
        return hand.id;
      }),
    assignHand(examiner, id, writer) {
      write(() => {
        const hand = hands.row(id);
        const by = writerNamed(examiner, writer);
        if (hand.writer === (by?.key ?? null)) return;
        hands.assign(hand, by?.key ?? null);
        journal.append(examiner, 'hand.assign', [id], {
          from: items.writerId(hand.writer),
          to: by?.id ?? null,
        });
      });
    },
    resolve: (examiner, chosen, resolution, step) =>
      write(() => {
        const pages = [...new Set(chosen)].map((id) => corrections.page(id));
        for (const page of pages) {
          const from =
            page.stated_dpi === null || page.stated_by === null
              ? null
              : { dpi: page.stated_dpi, source: page.stated_by };
          if (from?.dpi === resolution?.dpi && from?.source === resolution?.source) continue;
          corrections.resolve(page, resolution);
          journal.append(examiner, 'page.resolution', [page.id], {
            item: page.item_id,
            page: page.number,
            from,
            to: resolution,
            ...stepOf(step),
          });
        }
        return { items: itemsOf(pages) };
      }),
    saveFinding: (examiner, known, input, step) =>
      write(() => {
        const { id, changed } = findings.save(known, input);
        const statement = findings.statements().get(id);
        if (changed && statement !== undefined) {
          const marks = statement.marks.map(({ mark }) => mark);
          const after = lastLock(examiner);
          journal.append(examiner, 'finding.save', [id, ...marks], {
            ...statement,
            ...(after === null ? {} : { after }),
            ...stepOf(step),
          });
        }
        return id;
      }),
    removeFinding(examiner, id, step) {
      write(() => {
        const number = findings.remove(id);
        if (number !== null) journal.append(examiner, 'finding.remove', [id], { number, ...stepOf(step) });
      });
    },
    saveLetter: (examiner, known, input, step) =>
      write(() => {
        const { id, changed } = letters.save(known, input);
        const statement = letters.statements().get(id);
        if (changed && statement !== undefined) {
          const after = lastLock(examiner);
          journal.append(examiner, 'letter.save', [id], {
            ...statement,
            ...(after === null ? {} : { after }),
            ...stepOf(step),
          });
        }
        return id;
      }),
    removeLetter(examiner, id, step) {
      write(() => {
        if (letters.remove(id)) journal.append(examiner, 'letter.remove', [id], stepOf(step));
      });
    },
    recordProcessing: (examiner, id, tone) =>
      write(() => {
        const page = corrections.page(id);
        const { item_id: item, number } = page;
        journal.append(examiner, 'view.process', [page.id], { item, page: number, tone: { ...tone } });
      }),
    saveEmbeddings(examiner, model, rows) {
      write(() => {
        const count = embeddings.save(model, rows);
        if (count === 0) return;
        journal.append(examiner, 'embeddings.save', [], {
          model: model.sha256,
          count,
          providers: [...new Set(rows.map((row) => row.provider))].sort(),
        });
      });
    },
    async recheck(id, signal) {
      const file = database.read(() => resolveInside(folder, items.row(id).path));
      return see(opener, id, await look(file, signal)).file;
    },
    saveComparison(examiner, comparison, { fingerprint }) {
      const { id, questioned, known, score, questionedWords, knownWords, model, evidence } = comparison;
      const ratio = evidence?.likelihoodRatio;
      write(() => {
        results.save('comparison', id, fingerprint, comparison);
        journal.append(examiner, 'comparison.run', [id, ...questioned, ...known], {
          score,
          questionedWords,
          knownWords,
          model: model.sha256,
          provider: model.provider,
          fingerprint,
          ...(ratio ? { log10Lr: ratio.log10Lr, calibration: ratio.population.sha256 } : {}),
          result: sha256(canonicalJson(comparison)),
        });
      });
    },
    saveSignatureComparison(examiner, comparison, { fingerprint }) {
      const { id, questioned, references, sources, score, model, evidence } = comparison;
      write(() => {
        results.save('signature', id, fingerprint, comparison);
        journal.append(examiner, 'signature.run', [id, sources.questioned, ...sources.known], {
          signature: questioned,
          references,
          score,
          model: model.sha256,
          provider: model.provider,
          fingerprint,
          ...ratioOf(evidence),
          result: sha256(canonicalJson(comparison)),
        });
      });
    },
    saveSearch(examiner, search, { fingerprint }) {
      const { id, questioned, searched, hits, questionedWords, model } = search;
      write(() => {
        results.save('search', id, fingerprint, search);
        journal.append(examiner, 'search.run', [id, ...questioned], {
          searched,
          hits: hits.map(({ writer, score }) => ({ writer, score })),
          questionedWords,
          model: model.sha256,
          provider: model.provider,
          fingerprint,
          result: sha256(canonicalJson(search)),
        });
      });
    },
    saveForm(examiner, form) {
      write(() => {
        upsertForm.run(JSON.stringify(form));
        journal.append(examiner, 'form.save', [], { form: sha256(canonicalJson(form)) });
      });
    },
    useModel(examiner, model, isDefault) {
      write(() => {
        embeddings.nameModel(model);
        journal.append(examiner, 'model.use', [], { model: model.sha256, default: isDefault });
      });
    },
    beginUnmasking(examiner) {
      write(() => unmasking.begin(examiner, false));
    },
    advanceUnmasking(examiner, to) {
      write(() => unmasking.advance(examiner, to));
    },
    endUnmasking(examiner, reason) {
      write(() => unmasking.end(examiner, reason));
    },
    usePopulation(examiner, population) {
      write(() => journal.append(examiner, 'population.use', [], { population }));
    },
    erase(examiner, target, reason, note) {
      const erased = write(() => erasures.erase(examiner, target, reason, note));
      try {
        scrub(home, database, erasures);
      } catch (cause) {
        throw notOverwritten(cause);
      }
      return erased;
    },
    record(examiner, action, subjects, parameters) {
      write(() => journal.append(examiner, action, subjects, parameters));
    },
  };
}

/**
 * Overwrites what an erasure left behind: freed pages of the database, the write-ahead log, and crops in derived/. Does
 * nothing where nothing is left; an opening calls it as well, for what a kill interrupted.
 */
export function scrub(home: string, database: CaseDatabase, erasures: ErasureBook): void {
  const { erasures: waiting, items } = database.read(() => erasures.unscrubbed());
  if (waiting.length === 0) return;
  for (const item of items) removeCrops(home, item);
  database.scrub();
  database.write(() => erasures.setScrubbed());
}

/** The erasure stands and is entered; only its traces on the disk are left. */
function notOverwritten(cause: unknown): unknown {
  if (!(cause instanceof ChirographError)) return cause;
  return new ChirographError(
    cause.code,
    `It was erased, but what it left on the disk could not be overwritten yet: ${cause.code === 'disk-full' ? 'the disk is full. Make room' : 'a file cannot be written. See to the rights in the case folder'}, then open the case again; that ends the erasure.`,
    { details: cause.message, cause },
  );
}

/** What to look at after an item was prepared again and so many corrected words are not found any more; null for none. */
function lostCorrections(item: ItemRow, lost: number): Problem | null {
  if (lost === 0) return null;
  return {
    code: 'corrections-to-check',
    message: engineText(
      'en',
      'Preparing {item} again found other words where {lost, plural, one {# corrected word} other {# corrected words}} lay: an exclusion, a hand or a transcription found no place any more. Look through the words of {item} and say it of those that are there now; the journal names the words that are gone.',
      { item: labelOf(item), lost },
    ),
  };
}

/** What to look at where so many drawn words give no crop any more; null for none. */
function notCutAnew(item: ItemRow, uncut: number): Problem | null {
  if (uncut === 0) return null;
  return {
    code: 'corrections-to-check',
    message: engineText(
      'en',
      '{words, plural, one {# drawn word} other {# drawn words}} of {item} could not be cut anew, being off the page or without ink as it is read now, and {words, plural, one {keeps the crop it} other {keep the crops they}} had. Draw anew what is to be compared.',
      { words: uncut, item: labelOf(item) },
    ),
  };
}

function noWordLeft(item: ItemRow): Problem {
  return {
    code: 'no-writing',
    message: `Every word of ${labelOf(item)} was taken off its pages. Undo that, or draw the words to be compared.`,
  };
}

/** How an item stands once so many words are on its pages: one that comes to hold some, or none, says so no more, or now. */
function withWords(item: ItemRow, words: number): Partial<ItemRow> {
  const preparation = words > 0 ? 'ready' : 'failed';
  if (preparation === item.preparation) return {};
  const { problem, later_problem } = item;
  if (words === 0) return { preparation, later_problem: later_problem ?? JSON.stringify(noWordLeft(item)) };
  const unlessEmpty = (stored: string | null): string | null =>
    stored !== null && (JSON.parse(stored) as Problem).code === 'no-writing' ? null : stored;
  return { preparation, problem: unlessEmpty(problem), later_problem: unlessEmpty(later_problem) };
}

/** Details may name a process or a time, and differ from one run to the next. */
function sameProblem(stored: string | null, { code, message }: Problem): boolean {
  if (stored === null) return false;
  const known = JSON.parse(stored) as Problem;
  return known.code === code && known.message === message;
}

/** Crops by their hash, which is checked: everything later is found by it. */
function checkedCrops(
  cut: readonly { readonly crop: Uint8Array; readonly cropSha256: string }[],
): Map<string, Uint8Array> {
  const crops = new Map<string, Uint8Array>();
  for (const { crop, cropSha256 } of cut) {
    if (sha256(crop) !== cropSha256) {
      throw new ChirographError(
        'internal',
        'A crop arrived damaged from preparation. Nothing was saved; prepare the item again.',
        { details: `expected ${cropSha256}` },
      );
    }
    crops.set(cropSha256, crop);
  }
  return crops;
}

/** What the line of a comparison of signatures says of its evidence. */
function ratioOf(evidence: SignatureEvidence): Record<string, number | string> {
  if (evidence.likelihoodRatio !== null) {
    const { log10Lr, population } = evidence.likelihoodRatio;
    return { log10Lr, calibration: population.sha256 };
  }
  const { withheld, calibration } = evidence;
  return {
    ...(withheld === undefined ? {} : { withheld }),
    ...(calibration === undefined ? {} : { calibration: calibration.sha256 }),
  };
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

const itemsOf = (rows: readonly { readonly item_id: string }[]): string[] => [
  ...new Set(rows.map((row) => row.item_id)),
];

const stepOf = (step: EditStep | undefined): { step?: EditStep } => (step === undefined ? {} : { step });
