import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Item } from '../../../contract/case.ts';
import type { RunOutcome } from '../../../contract/methods.ts';
import { ChirographError, isFailure, type ErrorCode, type Problem } from '../../../contract/schema.ts';
import { cancelled, toProblem } from '../../../contract/wire.ts';
import { eachOf } from '../case/each-of.ts';
import { CASE_FILE, OWN_FOLDERS } from '../case/folder.ts';
import { listFolder } from '../case/folder-listing.ts';
import { readOnlyError } from '../case/held-case.ts';
import { openAnew, openOrLook } from '../case/open-case-store.ts';
import { witnessFolder } from '../case/witness.ts';
import type { CaseStore, CutRecord, EmbeddingRecord, OpenOptions } from '../case/store.ts';
import { createDemoCase } from '../demo/demo-case.ts';
import { demoFolder, newDemoFolder } from '../demo/new-folder.ts';
import type { PreparedFile } from '../imaging/preparation.ts';
import {
  createFolderQueue,
  createTurns,
  meter,
  openCase,
  type CallContext,
  type Handlers,
  type OpenCase,
  type Services,
} from '../services.ts';
import { versionsInUse } from '../versions.ts';
import { viewOf } from './case-view.ts';
import { withCautions } from './page-cautions.ts';

/** Crops encoded between two commits: a kill loses at most this many. */
const COMMIT_EVERY = 256;
/** Least time between two notices of one job, in milliseconds. */
const NOTICE_INTERVAL_MS = 500;
/** Files in work at once; the preparation's children bound what really runs. */
const FILES_AT_ONCE = 4;
/** Failures that are no item's own: they end the run, and no item is said to have failed by them. */
const OF_THE_RUN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'cancelled',
  'case-not-open',
  'case-damaged',
  'case-locked',
  'case-read-only',
  'disk-full',
  'folder-read-only',
  'folder-unreadable',
  'provider-failed',
  'decoder-failed',
]);

type CaseMethod =
  | 'case.open'
  | 'case.get'
  | 'case.close'
  | 'case.recent'
  | 'folder.list'
  | 'case.prepare'
  | 'case.encode'
  | 'item.pages'
  | 'item.assign'
  | 'form.get'
  | 'form.save'
  | 'journal.read'
  | 'demo.create';

/** Opening, sorting, preparing and encoding a case. */
export function caseHandlers(services: Services): Handlers<CaseMethod> {
  const { cases, roots, settings } = services;
  const openings = createFolderQueue();

  return {
    async 'case.open'({ folder, unmasking, existing }, context) {
      const resolved = await roots.admit(folder);
      // A page that is loaded again opens its case while the opening of the page before is still being given up.
      return openings(await realOrNamed(resolved), context.signal, async () => {
        // Whoever made the folder may have put links where Chirograph will write.
        for (const own of [CASE_FILE, ...OWN_FOLDERS]) await roots.admit(path.join(resolved, own));
        const options: OpenOptions = {
          examiner: context.examiner(),
          software: services.software,
          homes: services.homes,
          versions: versionsInUse(),
          unmasking,
          existing,
          witnesses: witnessFolder(services.userData),
          ...(context.signal ? { signal: context.signal } : {}),
          onProgress: (done, total, note) =>
            context.onProgress?.({ done, total, unit: 'files', note, remainingSeconds: null }),
          onSlowQuery: (sql, ms) => services.log.warn({ sql, ms }, 'slow query'),
        };
        const already = await openIn(cases, resolved);
        // What another window of the same case has under way is finished first.
        const store = already
          ? await already.inTurn(context, () => openAnew(already.store, resolved, options))
          : await openOrLook(resolved, options);
        if (unmasking && store.readOnly !== null && store.unmasking() === null) {
          // It can only be looked at, and would be looked at whole.
          store.close();
          throw readOnlyError(store.readOnly);
        }
        if (already) {
          already.store.close();
          cases.delete(already.store.id);
        }
        // A copy of a case has the same identifier; one of the two is open at a time.
        cases.get(store.id)?.store.close();
        cases.set(store.id, { store, inTurn: already?.inTurn ?? createTurns() });
        const view = await viewOf(services, store);
        remember(services, { folder: resolved, name: view.name });
        return view;
      });
    },
    'case.get': (args) => viewOf(services, openCase(services, args.case).store),
    'case.close'(args) {
      openCase(services, args.case).store.close();
      cases.delete(args.case);
      return {};
    },
    async 'case.recent'() {
      const recent = settings.recent();
      const admitted = await Promise.all(
        recent.map(({ folder }) =>
          roots.admit(folder).then(
            () => true,
            () => false,
          ),
        ),
      );
      return recent.filter((_, index) => admitted[index]);
    },
    async 'folder.list'({ folder }, context) {
      const titles = await rootTitles(services.userData);
      return listFolder(roots, folder, titles, context.signal, services.homes);
    },
    'case.prepare'(args, context) {
      const open = openCase(services, args.case);
      return open.inTurn(context, () => prepareItems(services, open, args.items, context));
    },
    'case.encode'(args, context) {
      const open = openCase(services, args.case);
      return open.inTurn(context, () => encodeItems(services, open, args.items, context));
    },
    async 'item.pages'(args) {
      const { store } = openCase(services, args.case);
      return store.pages(args.item, await services.modelSha256(store));
    },
    async 'item.assign'(args, context) {
      const { store } = openCase(services, args.case);
      store.assign(context.examiner(), args.items, args.role, args.writer);
      services.emit('case.changed', { case: args.case });
      const named = new Set(args.items);
      const items = store.items(await services.modelSha256(store)).filter((item) => named.has(item.id));
      return withCautions(store, items);
    },
    'form.get': (args) => openCase(services, args.case).store.form(),
    'form.save'(args, context) {
      const { store } = openCase(services, args.case);
      store.saveForm(context.examiner(), args.form);
      return store.form();
    },
    'journal.read': (args) => openCase(services, args.case).store.journal(args.before, args.limit),
    async 'demo.create'({ folder }) {
      const target =
        folder === undefined
          ? await newDemoFolder(services.userData, 'demo-case')
          : await roots.admit(folder);
      await createDemoCase(target);
      return { folder: target };
    },
  };
}

/** What the folders are called that are roots where the operator named none. */
async function rootTitles(userData: string): Promise<Map<string, string>> {
  return new Map([
    [await realOrNamed(homedir()), 'Home'],
    [await realOrNamed(demoFolder(userData)), 'Demo cases'],
  ]);
}

/** The real path of a folder; as it was named where there is none. */
const realOrNamed = (folder: string): Promise<string> => realpath(folder).catch(() => folder);

/** A case that was opened stays open where there is no room to remember it. */
function remember({ settings, log }: Services, opened: { folder: string; name: string }): void {
  try {
    settings.addRecent(opened);
  } catch (error) {
    log.warn({ details: String(error) }, 'the folder opened was not remembered');
  }
}

/** The case that is open in a folder, by whatever path the folder is named. */
async function openIn(cases: Services['cases'], folder: string): Promise<OpenCase | undefined> {
  const wanted = await realOrNamed(folder);
  for (const open of cases.values()) if ((await realOrNamed(open.store.folder)) === wanted) return open;
  return undefined;
}

async function prepareItems(
  services: Services,
  { store }: OpenCase,
  named: readonly string[] | undefined,
  context: CallContext,
): Promise<RunOutcome> {
  const started = performance.now();
  const wanted = named === undefined ? null : new Set(named);
  const items = store
    .items()
    .filter((item) => (wanted === null ? ['none', 'failed'].includes(item.preparation) : wanted.has(item.id)))
    .filter((item) => item.file === 'present');
  const report = meter(context, items.length, 'items');
  const changes = changeNotices(services, store.id);
  const failed: RunOutcome['failed'] = [];
  /** How much of an item under way is done, 0 to 1: a bundle of pages moves on page by page. */
  const shares = new Map<string, number>();
  const tell = (note: string): void =>
    report(
      [...shares.values()].reduce((sum, share) => sum + share, done),
      note,
    );
  let done = 0;
  let words = 0;
  report(0, items[0]?.label ?? '');
  await eachOf(items, FILES_AT_ONCE, async (item) => {
    if (context.signal?.aborted) throw cancelled();
    try {
      const prepared = await prepareItem(services, store, item, context, (page, pages) => {
        if (page === pages) return;
        shares.set(item.id, page / pages);
        tell(`${item.label}, page ${page} of ${pages}`);
      });
      words += prepared.words;
      if (prepared.problem && isFailure(prepared.problem)) {
        failed.push({ item: item.id, label: item.label, path: item.path, problem: prepared.problem });
      }
    } catch (error) {
      const problem = toProblem(error);
      if (OF_THE_RUN.has(problem.code)) throw error;
      if (problem.code === 'internal')
        services.log.error({ item: item.id, details: problem.details }, 'an item failed');
      store.saveFailure(context.examiner(), item.id, problem);
      failed.push({ item: item.id, label: item.label, path: item.path, problem });
    }
    done++;
    shares.delete(item.id);
    tell(item.label);
    changes.tell();
  });
  if (items.length > 0) services.emit('case.changed', { case: store.id });
  return { items: done, words, reused: 0, seconds: (performance.now() - started) / 1000, failed };
}

/** Tells the window of a long job's results while it runs, but not so often that reading them again is all it does. */
function changeNotices(services: Services, id: string): { tell(): void } {
  let last = -Infinity;
  return {
    tell() {
      if (performance.now() - last < NOTICE_INTERVAL_MS) return;
      last = performance.now();
      services.emit('case.changed', { case: id });
    },
  };
}

/** Prepares one item and stores what was found: its pages, their words, and why there are none where there are none. */
async function prepareItem(
  services: Services,
  store: CaseStore,
  item: Item,
  context: CallContext,
  onPage?: (done: number, pages: number) => void,
): Promise<{ words: number; problem?: Problem }> {
  const prepared = await services.preparation.prepare(
    { path: store.pathOf(item.id), layout: 'auto' },
    context.signal,
    onPage,
  );
  const drawn = await cutDrawn(services, store, item, prepared, context);
  store.savePreparation(context.examiner(), item.id, prepared, drawn);
  const words = prepared.pages.reduce((sum, page) => sum + page.words.length, 0);
  return { words, ...(prepared.problem ? { problem: prepared.problem } : {}) };
}

/**
 * The crops of the words that the examiner drew on an item, cut anew; null where a region gives none or is off its page,
 * as another version of preparation may find. Throws `file-changed` where they are not the bytes just prepared.
 */
async function cutDrawn(
  services: Services,
  store: CaseStore,
  { id: item, label, path: file }: Item,
  prepared: Pick<PreparedFile, 'sha256' | 'pages'>,
  { signal }: CallContext,
): Promise<Map<string, CutRecord['crops'][number] | null>> {
  const all = store.drawn(item);
  const drawn = all.filter(({ page, box }) => {
    const on = prepared.pages.find(({ index }) => index === page);
    return on !== undefined && box.x + box.width <= on.width && box.y + box.height <= on.height;
  });
  const without = new Map(all.map(({ id }) => [id, null] as const));
  if (drawn.length === 0) return without;
  const { sha256, crops } = await services.preparation.cut(
    { path: store.pathOf(item), regions: drawn },
    signal,
  );
  if (sha256 !== prepared.sha256) {
    throw new ChirographError(
      'file-changed',
      `${label} (${file}) changed while it was read. Try again when nothing writes to it any more.`,
    );
  }
  return new Map([...without, ...drawn.map(({ id }, at) => [id, crops[at] ?? null] as const)]);
}

/** Computes the embeddings that ready items still lack, of words by whatever hand; the caller has the case in turn. */
export async function encodeItems(
  services: Services,
  { store }: OpenCase,
  named: readonly string[] | undefined,
  context: CallContext,
): Promise<RunOutcome> {
  const started = performance.now();
  const { encoder } = await services.model(store);
  const wanted = named === undefined ? null : new Set(named);
  const items = store
    .items()
    .filter((item) => item.preparation === 'ready' && (wanted === null || wanted.has(item.id)));
  const byHash = new Map<string, string>();
  for (const item of items) {
    for (const word of store.wordsOn(item.id)) byHash.set(word.cropSha256, item.id);
  }
  const known = store.embeddings(encoder.model.sha256, [...byHash.keys()]);
  const missing = Map.groupBy(
    [...byHash.keys()].filter((hash) => !known.has(hash)),
    (hash) => byHash.get(hash) as string,
  );
  const total = [...missing.values()].reduce((sum, hashes) => sum + hashes.length, 0);
  const report = meter(context, total, 'words');
  const changes = changeNotices(services, store.id);
  report(0, '');
  const failed: RunOutcome['failed'] = [];
  let done = 0;
  for (const item of items) {
    const hashes = missing.get(item.id);
    if (hashes === undefined) continue;
    if (context.signal?.aborted) throw cancelled();
    try {
      const crops = await cropsOf(services, store, item, hashes, context);
      for (let from = 0; from < hashes.length; from += COMMIT_EVERY) {
        const chunk = hashes.slice(from, from + COMMIT_EVERY);
        const embeddings = await encoder.embed(
          chunk.map((hash) => crops.get(hash) as Uint8Array),
          context.signal,
          (within) => report(done + within, item.label),
        );
        const rows: EmbeddingRecord[] = chunk.map((cropSha256, index) => ({
          cropSha256,
          writer: embeddings[index]!.writer,
          word: embeddings[index]!.word,
          provider: encoder.model.provider,
        }));
        store.saveEmbeddings(context.examiner(), encoder.model, rows);
        done += chunk.length;
        changes.tell();
      }
    } catch (error) {
      const problem = toProblem(error);
      if (OF_THE_RUN.has(problem.code)) throw error;
      if (problem.code === 'internal')
        services.log.error({ item: item.id, details: problem.details }, 'an item failed');
      failed.push({ item: item.id, label: item.label, path: item.path, problem });
    }
  }
  if (done > 0) services.emit('case.changed', { case: store.id });
  return {
    items: items.length,
    words: done,
    reused: known.size,
    seconds: (performance.now() - started) / 1000,
    failed,
  };
}

/** Crop bytes from derived/; where they were deleted the item is prepared again, which gives the same crops. */
async function cropsOf(
  services: Services,
  store: CaseStore,
  item: Item,
  hashes: readonly string[],
  context: CallContext,
): Promise<Map<string, Uint8Array>> {
  const crops = store.crops(item.id);
  if (hashes.every((hash) => crops.has(hash))) return crops;
  await prepareItem(services, store, item, context);
  const again = store.crops(item.id);
  if (hashes.some((hash) => !again.has(hash))) {
    throw new ChirographError(
      'file-changed',
      `${item.label} (${item.path}) no longer gives the words it gave before. Prepare it again and look at its words.`,
    );
  }
  return again;
}
