import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Page } from '../../../contract/case.ts';
import type { VerbalScale } from '../../../contract/evidence.ts';
import type { NamedModel } from '../../../contract/models.ts';
import type { Comparison, ModelUse, SameWordPair, Search, SearchHit } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { engineText } from '../../../language/told/told.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { sha256 } from '../case/hash.ts';
import type { CaseReader, CaseStore, Source } from '../case/store.ts';
import { cosine, documentScore, findSameWordPairs, surerPairs } from '../comparison/compare.ts';
import { wordThreshold } from '../comparison/likelihood-ratio/calibration.ts';
import { evidenceOf, resolutionsOf, type EvidenceWord } from '../comparison/likelihood-ratio/evidence.ts';
import { ENFSI_SCALE } from '../../../contract/verbal-scale.ts';
import { countedOnce, sharedAmong, type PagedWord } from '../comparison/copies.ts';
import { findPlace } from '../comparison/placement.ts';
import { locate, sameWordThreshold, searchThreshold } from '../comparison/reference.ts';
import { withBreaks, type Steps } from '../comparison/stepwise.ts';
import { comparisonStatement, pairStatement, searchStatement } from '../../../contract/statement.ts';
import type { Encoder } from '../encoder/encoder.ts';
import type { NamedPage } from '../imaging/cautions.ts';
import { requireWords, type Layout, type PreparedFile } from '../imaging/preparation.ts';
import {
  meter,
  openCase,
  type CallContext,
  type Handlers,
  type LoadedModel,
  type OpenCase,
  type Services,
} from '../services.ts';
import { hitOf, nearness, rankWriters, type SearchedWriter } from '../writers/search.ts';
import { encodeItems } from './case-handlers.ts';
import { cautionsWith } from './page-cautions.ts';
import { pageOf, requireOnce, requireOtherWriting, type Side } from './same-writing.ts';

/** False-positive rate of the threshold where the question is about two images only. */
const PAIR_FALSE_POSITIVES = 0.01;

type ComparisonMethod =
  | 'comparison.run'
  | 'comparison.list'
  | 'search.run'
  | 'search.list'
  | 'pair.run'
  | 'scale.get'
  | 'scale.set';

/** Comparing, searching, and the lists of what was compared and searched before. */
export function comparisonHandlers(services: Services): Handlers<ComparisonMethod> {
  return {
    'comparison.run'(args, context) {
      const open = openCase(services, args.case);
      const { store } = open;
      return open.inTurn(context, async () => {
        const before = bothSides(store, args);
        await checkEvidence(store, [...before.questioned, ...before.known], context);
        const model = requirePopulation(await services.model(store));
        await encodeWhole(services, open, [...before.questioned, ...before.known], context);
        // Items may have been sorted anew meanwhile. What is read here goes into the result, whatever else comes before it is saved.
        const { questioned, known, writers } = bothSides(store, args);
        const side = { questioned: ids(questioned), known: ids(known) };
        const words = {
          questioned: embedded(store, model.encoder, questioned),
          known: embedded(store, model.encoder, known),
        };
        requireOtherWriting(store, words.questioned, words.known);
        for (const each of [words.questioned, words.known]) requireOnce(store, each);
        const score = documentScore(words.questioned.words, words.known.words);
        const counts = {
          questionedWords: words.questioned.words.length,
          knownWords: words.known.words.length,
        };
        const scale = scaleInUse(services);
        const cautions = cautionsWith(store, [...questioned, ...known]);
        const fingerprint = withModel(comparisonFingerprint(store, side), model);
        const { signal } = context;
        const reference =
          model.reference &&
          (await withBreaks(findPlace(model.reference, words.questioned.words, words.known.words), signal));
        const shown = pageThreshold(model, counts.questionedWords * counts.knownWords);
        const report = meter(context, counts.questionedWords, 'words');
        const pairs = await withBreaks(
          findPairs(model, words.questioned.words, words.known.words, shown),
          signal,
          (share) => report(share * counts.questionedWords, ''),
        );
        const comparison: Comparison = {
          id: randomUUID(),
          at: new Date().toISOString(),
          ...side,
          writers,
          ...counts,
          score,
          reference,
          statement: comparisonStatement({ score, ...counts, reference }),
          evidence: evidenceOf(model.calibration, words.questioned.words, words.known.words, scale, pairs),
          ...cautions,
          pairs: surerPairs(pairs, shown),
          model: used(model.encoder, [...words.questioned.providers, ...words.known.providers]),
          software: services.software,
          stale: null,
        };
        store.saveComparison(context.examiner(), comparison, { fingerprint });
        return comparison;
      });
    },
    'comparison.list': (args) => listComparisons(services, openCase(services, args.case).store),
    'search.run'(args, context) {
      const open = openCase(services, args.case);
      const { store } = open;
      return open.inTurn(context, async () => {
        const before = [...questionedOf(store, args.questioned), ...readyKnown(store)];
        await checkEvidence(store, before, context);
        const model = requirePopulation(await services.model(store));
        await encodeWhole(services, open, before, context);
        // As in a comparison: what was sorted anew meanwhile counts, and what is read here goes into the result.
        const questioned = questionedOf(store, args.questioned);
        const known = readyKnown(store);
        const words = embedded(store, model.encoder, questioned);
        const all = embeddedOrNone(store, model.encoder, known);
        requireOtherWriting(store, words, all);
        requireOnce(store, words);
        const writerOf = new Map(known.map(({ id, writer }) => [id, writer]));
        const theirs = Map.groupBy(all.words, ({ item }) => writerOf.get(item));
        const writers: (SearchedWriter & Pick<Embedded, 'words'>)[] = [];
        const leftOut: string[] = [];
        const copies: PagedWord[] = [];
        for (const { id, name } of store.view(model.encoder.model.sha256).writers) {
          const once = countedOnce(theirs.get(id) ?? [], all.pages);
          copies.push(...once.copies);
          if (once.words.length === 0) leftOut.push(id);
          else writers.push({ id, name, words: once.words });
        }
        if (writers.length === 0) {
          throw new ChirographError(
            'too-little-writing',
            'No known writer of this case has words to search among. Assign known items and prepare them first.',
          );
        }
        const most = Math.max(...writers.map((writer) => writer.words.length));
        const scale = scaleInUse(services);
        const shared = sharedAmong(new Map(writers.map((writer) => [writer.id, writer.words])));
        const cautions = cautionsWith(
          store,
          [...questioned, ...known],
          inOrder(copies, all.pages).map(placeIn(store, known)),
          inOrder(shared.pages, all.pages).map(placeIn(store, known)),
        );
        const fingerprint = withModel(searchFingerprint(store, { questioned: ids(questioned) }), model);
        const shown = pageThreshold(model, words.words.length * most);
        const ranked = rankWriters(words.words, writers, args.top);
        const report = meter(context, ranked.length, 'writers');
        const hits: SearchHit[] = [];
        for (const each of ranked) {
          const { writer } = each;
          report(hits.length, writer.name);
          const pairs = await withBreaks(
            findPairs(model, words.words, writer.words, shown),
            context.signal,
            (share) => report(hits.length + share, writer.name),
          );
          const evidence = evidenceOf(model.calibration, words.words, writer.words, scale, pairs);
          hits.push({
            ...hitOf(each, surerPairs(pairs, shown), evidence),
            sharedWith: [...(shared.others.get(writer.id) ?? [])],
          });
        }
        const said = {
          searched: writers.length,
          questionedWords: words.words.length,
          ...nearness(
            hits,
            model.calibration,
            words.words.length,
            writers.map((writer) => writer.words.length),
          ),
        };
        const search: Search = {
          id: randomUUID(),
          at: new Date().toISOString(),
          questioned: ids(questioned),
          ...said,
          leftOut,
          hits,
          supportBasis: { calibration: model.calibration?.sha256 ?? null, scale },
          statement: searchStatement(said, model.calibration && scale),
          ...cautions,
          model: used(model.encoder, [...words.providers, ...all.providers]),
          software: services.software,
          stale: null,
        };
        store.saveSearch(context.examiner(), search, { fingerprint });
        return withSignatures(store, [search])[0]!;
      });
    },
    'search.list': (args) => listSearches(services, openCase(services, args.case).store),
    'scale.get': () => scaleInUse(services),
    'scale.set'({ scale }) {
      services.settings.saveVerbalScale(scale);
      return scaleInUse(services);
    },
    async 'pair.run'({ a, b }, context) {
      const { encoder, reference, referenceSha256 } = await services.model();
      const crops: Uint8Array[] = [];
      const warnings: string[] = [];
      for (const file of [a, b]) {
        const prepared = (layout: Layout): Promise<PreparedFile> =>
          services.preparation.prepare({ path: path.resolve(file), layout }, context.signal);
        crops.push(requireWords(await prepared('word'))[0]!.crop);
        const warning = notOneWord(await prepared('auto'), path.basename(file));
        if (warning !== null) warnings.push(warning);
      }
      const [first, second] = await encoder.embed(crops, context.signal);
      const wordCosine = cosine(first!.word, second!.word);
      const writerCosine = cosine(first!.writer, second!.writer);
      const measured = reference === null ? Infinity : sameWordThreshold(reference, PAIR_FALSE_POSITIVES);
      const position = reference && locate(reference, writerCosine, 1);
      const wordThreshold = Number.isFinite(measured) ? measured : null;
      const figures = {
        wordCosine,
        sameWord: wordThreshold === null ? null : wordCosine >= wordThreshold,
        wordThreshold,
        writerCosine,
        reference: position && { ...position, sha256: referenceSha256 as string },
      };
      const result = { ...figures, statement: pairStatement(figures), model: encoder.model };
      return warnings.length === 0 ? result : { ...result, warning: warnings.join(' ') };
    },
  };
}

/** The words for likelihood ratios that this computer's user has chosen. */
export const scaleInUse = ({ settings }: Services): VerbalScale => settings.verbalScale() ?? ENFSI_SCALE;

/** What to say of an image that is taken as one word whole although it does not look like one; null where it does. */
function notOneWord({ pages }: PreparedFile, name: string): string | null {
  const words = pages.flatMap((page) => page.words);
  const [page] = pages;
  const [word] = words;
  const whole = word?.box.width === page?.width && word?.box.height === page?.height;
  if (pages.length === 1 && words.length === 1 && whole) return null;
  const found = `${words.length} ${words.length === 1 ? 'word' : 'words'} on ${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`;
  return `${name} does not look like the image of one word (${found}), yet its first page was taken as one word: the figures say little. Cut the word out and compare that.`;
}

/** Stored comparisons, newest first, each with the reason why it no longer stands, if it does not. */
export async function listComparisons(
  services: Pick<Services, 'model'>,
  store: CaseReader,
): Promise<Comparison[]> {
  const inUse = await modelInUse(services, store);
  return comparisonsAgainst(store, () => inUse);
}

/** Stored searches, newest first, each with the reason why it no longer stands, if it does not. */
export async function listSearches(services: Pick<Services, 'model'>, store: CaseReader): Promise<Search[]> {
  const inUse = await modelInUse(services, store);
  return withSignatures(
    store,
    searchesAgainst(store, () => inUse),
  );
}

/** Searches with the signatures that are marked now on what they are about: on their questioned side, and on any known one. */
function withSignatures(store: CaseReader, searches: readonly Search[]): Search[] {
  const marked = Map.groupBy(store.signatures(), ({ source }) => source);
  const known = new Set(store.sources().flatMap(({ id, role }) => (role === 'known' ? [id] : [])));
  return searches.map((search) => {
    const signatures = [...marked].flatMap(([source, own]) =>
      known.has(source) || search.questioned.includes(source) ? [{ source, count: own.length }] : [],
    );
    return signatures.length === 0 ? search : { ...search, signatures };
  });
}

/** What a result is held against: the model that computes now. */
export interface ModelInUse extends NamedModel {
  /** Null where it has none, undefined where that is not known, since the model is not here. */
  readonly referenceSha256: string | null | undefined;
  /** The same of its calibration. */
  readonly calibrationSha256: string | null | undefined;
}
export type ModelFor = (computedWith: ModelUse) => ModelInUse | null;

/**
 * Stored comparisons with the reason why each no longer stands.
 *
 * @param modelFor what a result is held against, by the model that computed it; null where that cannot be used.
 */
export function comparisonsAgainst(store: CaseReader, modelFor: ModelFor): Comparison[] {
  return store.comparisons().map(({ result, fingerprint }) => ({
    ...result,
    stale: staleness(
      store,
      result,
      fingerprint,
      comparisonFingerprint(store, result),
      modelFor(result.model),
    ),
  }));
}

/** Stored searches, as `comparisonsAgainst`. */
export function searchesAgainst(store: CaseReader, modelFor: ModelFor): Search[] {
  return store.searches().map(({ result, fingerprint }) => ({
    ...result,
    stale: staleness(store, result, fingerprint, searchFingerprint(store, result), modelFor(result.model)),
  }));
}

/** What results of a running model are held against. */
export function inUseOf({ encoder, referenceSha256, calibration }: LoadedModel): ModelInUse {
  return { ...encoder.model, referenceSha256, calibrationSha256: calibration?.sha256 ?? null };
}

/** Null where the case follows the default and that cannot be used. */
function modelInUse(services: Pick<Services, 'model'>, store: CaseReader): Promise<ModelInUse | null> {
  return services.model(store).then(
    (model) => inUseOf(model),
    () => {
      const chosen = store.model();
      return chosen && { ...chosen, referenceSha256: undefined, calibrationSha256: undefined };
    },
  );
}

/** A result without the ratio that its case asks for would read as if there were no evidence: it is refused. */
function requirePopulation(model: LoadedModel): LoadedModel {
  if (model.calibrationProblem) throw model.calibrationProblem;
  return model;
}

const ids = (sources: readonly Source[]): string[] => sources.map((source) => source.id);

/** Without a reference nobody has measured which word cosine means the same text, and no words are paired. */
function pageThreshold({ reference }: LoadedModel, candidates: number): number {
  return reference === null ? Infinity : searchThreshold(reference, candidates);
}

/** Same-word pairs of two sides, down to the lower of two thresholds: of those that are shown, and of those that count as evidence. */
function findPairs(
  { calibration }: LoadedModel,
  questioned: readonly EvidenceWord[],
  known: readonly EvidenceWord[],
  shown: number,
): Steps<SameWordPair[]> {
  const counted = calibration ? wordThreshold(calibration, questioned.length * known.length) : Infinity;
  return findSameWordPairs(questioned, known, Math.min(shown, counted));
}

/** The items and further hands of a comparison; the known side is one writer's. */
function bothSides(
  store: CaseReader,
  args: { readonly questioned: readonly string[]; readonly known: readonly string[] },
): { questioned: Source[]; known: Source[]; writers: string[] } {
  const questioned = questionedOf(store, args.questioned);
  const known = chosen(store, args.known, 'known');
  const writers = [...new Set(known.map((source) => source.writer as string))];
  if (writers.length > 1) {
    throw new ChirographError(
      'invalid-arguments',
      `The known items chosen are by ${writers.length} writers (${known.map(({ label }) => label).join(', ')}). A mean over several hands says nothing: compare with one writer at a time, or search.`,
    );
  }
  return { questioned, known, writers };
}

const readyKnown = (store: CaseReader): Source[] =>
  store.sources().filter(({ role, preparation }) => role === 'known' && preparation === 'ready');

/** Encodes every word in use on the items that hold these. A result over part of an item's words would not say so: it is refused. */
async function encodeWhole(
  services: Services,
  open: OpenCase,
  sources: readonly Source[],
  context: CallContext,
): Promise<void> {
  const items = [...new Set(sources.map((source) => source.holder))];
  const [first] = (await encodeItems(services, open, items, context)).failed;
  if (first === undefined) return;
  const { code, message, details } = first.problem;
  throw new ChirographError(
    code,
    `Nothing was computed, since not every word of ${first.label} (${first.path}) could be encoded: ${message}`,
    details === undefined ? {} : { details },
  );
}

/** The questioned side: hands that the examiner told apart on one item are not put together again. */
function questionedOf(store: CaseReader, side: readonly string[]): Source[] {
  const questioned = chosen(store, side, 'questioned');
  for (const [, [first, second]] of Map.groupBy(questioned, ({ holder }) => holder)) {
    if (first === undefined || second === undefined) continue;
    throw new ChirographError(
      'invalid-arguments',
      `${first.label} and ${second.label} are hands that were told apart on one item. A mean over several hands says nothing: compare one of them at a time.`,
    );
  }
  return questioned;
}

/** The items and further hands of one side, each known, prepared and of the role that the side needs. */
function chosen(store: CaseReader, side: readonly string[], role: 'questioned' | 'known'): Source[] {
  const sources = new Map(store.sources().map((source) => [source.id, source]));
  return [...new Set(side)].map((id) => {
    const source = sources.get(id);
    if (source === undefined) throw new ChirographError('not-found', 'This case has no such item.');
    if (source.role !== role) {
      throw new ChirographError(
        'invalid-arguments',
        `${source.label} (${source.path}) is ${source.role}, not ${role}. Assign it first.`,
      );
    }
    if (source.preparation !== 'ready') {
      throw new ChirographError(
        source.problem?.code ?? 'too-little-writing',
        `${source.label} (${source.path}) has no words yet: ${source.problem?.message ?? 'prepare it first.'}`,
      );
    }
    return source;
  });
}

/** Hashes the evidence again before it is used. Throws `file-changed`, `file-missing`. */
export async function checkEvidence(
  store: CaseStore,
  sources: readonly Source[],
  { signal }: CallContext,
): Promise<void> {
  const byHolder = new Map(sources.map((source) => [source.holder, source]));
  for (const item of byHolder.values()) {
    const state = await store.recheck(item.holder, signal);
    if (state === 'changed') {
      throw new ChirographError(
        'file-changed',
        `${item.label} (${item.path}) is not the file that was first seen: its SHA-256 differs. Restore the original, or add the new file under another name.`,
      );
    }
    if (state === 'missing') {
      throw new ChirographError(
        'file-missing',
        `${item.label} (${item.path}) is no longer in the case folder. Put it back and open the case again; or sort it as unassigned, to go on without it.`,
      );
    }
  }
}

/** The words in use of items and further hands, with their vectors. */
interface Embedded extends Side {
  readonly words: (EvidenceWord & PagedWord)[];
  /** Which place each of their pages has among all. */
  readonly pages: ReadonlyMap<string, number>;
  readonly providers: string[];
}

function embeddedOrNone(store: CaseReader, encoder: Encoder, sources: readonly Source[]): Embedded {
  const records = sources.length === 0 ? [] : store.words(ids(sources));
  const rows = store.embeddings(
    encoder.model.sha256,
    records.map((record) => record.cropSha256),
  );
  const pages = pagesOf(store, sources);
  const places = onPages(pages);
  const words: Embedded['words'] = [];
  const providers = new Set<string>();
  for (const record of records) {
    const row = rows.get(record.cropSha256);
    if (row === undefined) {
      throw new ChirographError(
        'invalid-arguments',
        'Words came into use while their items were being encoded. Nothing was computed; do it again.',
      );
    }
    providers.add(row.provider);
    const { height, dpi } = places.get(record.id) ?? { height: 0, dpi: null };
    words.push({ ...record, height, dpi, writer: row.writer, word: row.word });
  }
  const order = new Map(pages.map(({ id }, at) => [id, at]));
  return { sources, words, pages: order, providers: [...providers] };
}

/** The pages of the items that hold these, as they stand in the case. */
function pagesOf(store: CaseReader, sources: readonly Source[]): Page[] {
  const holders = new Set(sources.map(({ holder }) => holder));
  return store.items().flatMap(({ id }) => (holders.has(id) ? store.pages(id, null) : []));
}

const inOrder = (words: readonly PagedWord[], pages: Embedded['pages']): PagedWord[] =>
  words.toSorted((a, b) => pages.get(a.page)! - pages.get(b.page)!);

/** The page that a word stands on, by its name. */
const placeIn =
  (store: CaseReader, sources: readonly Source[]) =>
  (word: PagedWord): NamedPage =>
    pageOf(
      store,
      sources.find(({ id }) => id === word.item)!,
      word,
    );

/** Height of each word's box in pixels, and the resolution of its page. */
function onPages(pages: readonly Page[]): Map<string, { height: number; dpi: number | null }> {
  return new Map(
    pages.flatMap(({ words, dpi }) => words.map(({ id, box }) => [id, { height: box.height, dpi }] as const)),
  );
}

function embedded(store: CaseReader, encoder: Encoder, sources: readonly Source[]): Embedded {
  const side = embeddedOrNone(store, encoder, sources);
  if (side.words.length === 0) {
    throw new ChirographError(
      'too-little-writing',
      `${sources.map(({ label }) => label).join(', ')}: no words to compare. Take excluded words back in, or choose another item.`,
    );
  }
  return side;
}

/** The model with the provider that computed the embeddings in use, which may be an earlier session's. */
function used({ model }: Encoder, providers: readonly string[]): ModelUse {
  return { ...model, provider: [...new Set(providers)].sort().join(', ') };
}

/** Stands for the reference population, or the calibration, in a fingerprint where there was none. */
const NONE = 'none';

/** What a result is stored with: everything in the case that it depends on, and what of the model changes it. */
const withModel = (ofCase: string, { referenceSha256, calibration }: LoadedModel): string =>
  `${ofCase}/${referenceSha256 ?? NONE}/${calibration?.sha256 ?? NONE}`;

/** Everything in the case that a result depends on, as one hash. What else it depends on follows it after a slash. */
function fingerprint(store: CaseReader, groups: readonly (readonly string[])[]): string {
  const sources = new Map(store.sources().map((source) => [source.id, source]));
  const parts = groups.map((group) =>
    group.map((id) => {
      const source = sources.get(id);
      return [
        id,
        source?.role,
        source?.writer,
        source?.file,
        store.words([id]).map((word) => word.cropSha256),
      ];
    }),
  );
  return sha256(JSON.stringify(parts));
}

function comparisonFingerprint(
  store: CaseReader,
  { questioned, known }: Pick<Comparison, 'questioned' | 'known'>,
): string {
  return fingerprint(store, [questioned, known]);
}

/** A search depends on all known writing of the case, so a new specimen makes it stale. */
function searchFingerprint(store: CaseReader, { questioned }: Pick<Search, 'questioned'>): string {
  const known = store.sources().filter((source) => source.role === 'known');
  return fingerprint(store, [questioned, ids(known)]);
}

/** Labels of what a result rested on and was erased with its item. */
function erasedOf(store: CaseReader, result: Comparison | Search): string[] {
  const others = 'known' in result ? result.known : result.hits.flatMap((hit) => hit.items);
  const rested = new Set([...result.questioned, ...others]);
  return store
    .sources()
    .filter((source) => source.erased && rested.has(source.id))
    .map((source) => source.label);
}

/** With enough of the hash to tell two models of one name apart. */
export const nameOf = ({ name, version, sha256: hash }: NamedModel): string =>
  `${name} ${version} (SHA-256 ${hash.slice(0, 12)}…)`;

/** Whether what was known against the population is of other resolutions than pages now have. */
function otherResolutions(store: CaseReader, { questioned, known, evidence }: Comparison): boolean {
  const recorded = evidence?.likelihoodRatio?.resolutions;
  if (recorded === undefined) return false;
  const sources = store.sources();
  const side = (ids: readonly string[]): { dpi: number | null }[] => {
    const places = onPages(
      pagesOf(
        store,
        sources.filter(({ id }) => ids.includes(id)),
      ),
    );
    return store.words(ids).map(({ id }) => ({ dpi: places.get(id)?.dpi ?? null }));
  };
  return canonicalJson(recorded) !== canonicalJson(resolutionsOf(side(questioned), side(known)));
}

function staleness(
  store: CaseReader,
  result: Comparison | Search,
  stored: string,
  now: string,
  model: ModelInUse | null,
): string | null {
  const erased = erasedOf(store, result);
  if (erased.length > 0) return `Rested on writing that was erased from the case: ${erased.join(', ')}.`;
  if (model !== null && model.sha256 !== result.model.sha256) {
    return `Computed with model ${nameOf(result.model)}; the case now uses ${nameOf(model)}.`;
  }
  // Of before there were calibrations there is no third part, and no likelihood ratio that one could change.
  const [then, reference, calibration] = stored.split('/');
  const referenceNow = model?.referenceSha256;
  const calibrationNow = model?.calibrationSha256;
  if (calibration !== undefined && calibrationNow !== undefined && calibration !== (calibrationNow ?? NONE)) {
    return 'Calibrated otherwise than likelihood ratios now are.';
  }
  if (referenceNow !== undefined && reference !== (referenceNow ?? NONE)) {
    return 'known' in result
      ? 'Placed in another reference population than the one now in use.'
      : 'Its word pairs were chosen with another reference than the one now in use.';
  }
  if (then === now) {
    return 'known' in result && otherResolutions(store, result)
      ? 'The resolution of pages that it rests on was stated anew since.'
      : null;
  }
  const sides = new Set([...result.questioned, ...('known' in result ? result.known : [])]);
  const altered = store.sources().filter(({ id, file }) => sides.has(id) && file !== 'present');
  return altered.length > 0
    ? `The evidence has changed since: ${altered.map(({ label, file }) => engineText('en', file === 'missing' ? '{label} is missing' : '{label} is changed', { label })).join(', ')}.`
    : 'Items, their assignment or the words in use have changed since.';
}
