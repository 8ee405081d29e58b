import type { Examiner } from '../../../contract/case.ts';
import { ChirographError, type Problem } from '../../../contract/schema.ts';
import { canonicalJson } from './canonical-json.ts';
import { createReader, type Standing, type Tables } from './case-reader.ts';
import { removeCrops, writeCrops } from './crops.ts';
import type { CaseDatabase } from './database.ts';
import { FINDING_ACTIONS, judge, look, type Sighting } from './evidence-check.ts';
import type { ErasureBook } from './erasure.ts';
import { resolveInside } from './folder.ts';
import { sha256 } from './hash.ts';
import { labelOf, type ItemRow } from './items.ts';
import type { CaseStore, PreparationRecord } from './store.ts';
import type { Witness } from './witness.ts';

/** The whole of a case: what can be read, and every change with its journal entry. */
export function createStore(
  database: CaseDatabase,
  tables: Tables,
  standing: Standing,
  opener: Examiner,
  witness: Witness | null,
): CaseStore {
  const { items, words, embeddings, results, journal, erasures } = tables;
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
        const target = role === 'known' ? items.writer(named) : null;
        if (target?.isNew) journal.append(examiner, 'writer.add', [target.id], { identity: target.identity });
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
    savePreparation(examiner, id, prepared) {
      const bytes = database.read(() => items.row(id)).bytes;
      const item = see(examiner, id, { sha256: prepared.sha256, bytes });
      if (item.file !== 'present') {
        throw new ChirographError(
          'file-changed',
          `${labelOf(item)} (${item.path}) is not the file that was first seen: its SHA-256 differs. Put the first file back, or give this one another name to examine it as a new item.`,
          { details: `first seen ${item.sha256}, prepared ${prepared.sha256}` },
        );
      }
      writeCrops(home, id, checkedCrops(prepared));
      const count = prepared.pages.reduce((sum, page) => sum + page.words.length, 0);
      write(() => {
        const excluded = words.replace(item, prepared.pages);
        items.update(item, {
          preparation: count > 0 ? 'ready' : 'failed',
          format: prepared.format,
          orientation: prepared.orientation,
          problem: prepared.problem ? JSON.stringify(prepared.problem) : null,
          later_problem: null,
        });
        journal.append(examiner, 'item.prepare', [id], {
          sha256: prepared.sha256,
          pages: prepared.pages.length,
          words: count,
          ...(prepared.problem ? { code: prepared.problem.code } : {}),
          excluded,
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
    exclude: (examiner, chosen, excluded) =>
      write(() => {
        const changed = words.exclude(chosen, excluded);
        if (changed.words.length > 0) {
          journal.append(examiner, 'word.exclude', changed.words, { excluded, items: changed.items });
        }
        return { items: changed.items };
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

/** Details may name a process or a time, and differ from one run to the next. */
function sameProblem(stored: string | null, { code, message }: Problem): boolean {
  if (stored === null) return false;
  const known = JSON.parse(stored) as Problem;
  return known.code === code && known.message === message;
}

/** The crops of a preparation by their hash, which is checked: everything later is found by it. */
function checkedCrops({ pages }: PreparationRecord): Map<string, Uint8Array> {
  const crops = new Map<string, Uint8Array>();
  for (const { crop, cropSha256 } of pages.flatMap((page) => page.words)) {
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
