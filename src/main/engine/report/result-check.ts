import type { VerbalScale } from '../../../contract/evidence.ts';
import type {
  ReportComparison,
  ReportHit,
  ReportItem,
  ReportSearch,
  ReportWord,
  WordsOfItem,
} from '../../../contract/report.ts';
import type { Difference, ModelUse, ReferencePosition, SameWordPair } from '../../../contract/results.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import {
  cosine,
  documentScore,
  sameWordPairs,
  surerPairs,
  type EmbeddedWord,
} from '../comparison/compare.ts';
import type { Calibration } from '../comparison/likelihood-ratio/calibration.ts';
import {
  evidenceOf,
  expressed,
  NOT_CALIBRATED,
  type EvidenceWord,
} from '../comparison/likelihood-ratio/evidence.ts';
import { aboutWriter, ENFSI_SCALE } from '../../../contract/verbal-scale.ts';
import { place } from '../comparison/placement.ts';
import { referenceSha256, searchThreshold, type Reference } from '../comparison/reference.ts';
import { comparisonStatement, searchStatement } from '../../../contract/statement.ts';
import type { Embedding } from '../encoder/encoder.ts';
import {
  countedOnceCaution,
  isNotMeasured,
  isSaidLater,
  resultCautions,
  saysCountedOnce,
  sharedCaution,
  type CautionedPlace,
  type NamedPage,
} from '../imaging/cautions.ts';
import { countedOnce, sharedAmong, type PagedWord } from '../comparison/copies.ts';
import { nearness, PAIRS_SHOWN, ranksOf, rankWriters, type SearchedWriter } from '../writers/search.ts';
import type { Recorded } from './content.ts';
import { markedIn, signaturesSearched } from './marked-signatures.ts';
import { placeOf, resolutionOf } from './place.ts';
import { LR_AGREES, otherRatio } from './ratio-check.ts';
import { firstOther } from './sentences.ts';

/** Scores and cosines agree within this; what is left is the rounding of execution providers. */
export const SCORE_AGREES = 1e-4;

/** Shares of a reference agree within this: a score that moves by its rounding moves them by less. */
export const SHARE_AGREES = 0.005;

/** Whether two positions are in the same place of a population; whether it is the same one is asked before. */
function samePlace(recorded: ReferencePosition | null, now: ReferencePosition | null): boolean {
  if (recorded === null || now === null) return recorded === now;
  const { samePercentile, differentPercentile, ...population } = now;
  return (
    canonicalJson({ ...recorded, ...population, sha256: recorded.sha256 }) === canonicalJson(recorded) &&
    Math.abs(recorded.samePercentile - samePercentile) <= SHARE_AGREES &&
    Math.abs(recorded.differentPercentile - differentPercentile) <= SHARE_AGREES
  );
}

/** What else a model says of itself, where it is the model of that hash. */
export function otherModelText(recorded: ModelUse, now: ModelUse, where: string): Difference[] {
  const text = ({ name, version, inputVersion }: ModelUse): string =>
    `${name} ${version}, input version ${inputVersion}`;
  if (text(recorded) === text(now)) return [];
  return [{ kind: 'model', where: `${where}: model`, expected: text(recorded), found: text(now) }];
}

/** A model that cannot be used, by why. */
export function missingModel(where: string, refusal: string): Difference {
  return {
    kind: 'model',
    where,
    expected: 'a model that can be used, as its card describes it',
    found: refusal,
  };
}

/** What a result says of a model that is not the one that recomputes. */
function anotherModel(recorded: ModelUse, now: ModelUse, where: string): Difference {
  const text = (model: ModelUse): string => `${model.name} ${model.version}, SHA-256 ${model.sha256}`;
  return {
    kind: 'model',
    where,
    expected: text(recorded),
    found: `no such model that can be used here, and the result cannot be recomputed with ${text(now)}: add the model's file, then verify again`,
  };
}

/** A figure of a result that is recomputed as another one. */
export function otherFigure(
  kind: 'score' | 'search',
  where: string,
  [recorded, by]: readonly [figure: number, by: ModelUse],
  [now, here]: readonly [figure: number, by: ModelUse],
): Difference[] {
  if (Math.abs(recorded - now) <= SCORE_AGREES) return [];
  const rounding =
    by.provider === here.provider
      ? ''
      : ` (recorded by ${by.provider}, recomputed by ${here.provider}: providers differ in rounding)`;
  return [{ kind, where, expected: recorded.toFixed(6), found: now.toFixed(6) + rounding }];
}

type Cautioned = Pick<ReportComparison, 'cautions' | 'cautionsWhole' | 'software'>;

/**
 * What a result says of the pages that it rests on follows from what is said of each. Of pages that were not measured, one
 * by an earlier version says nothing; one by this says that, and they may have been measured since. Of how pages lie, and
 * of what most of their words are, a result speaks that says so.
 *
 * @param now what is to be said of them.
 */
export function otherResultCautions(
  kind: 'score' | 'search',
  where: string,
  { cautions = [], cautionsWhole, software }: Cautioned,
  now: readonly string[],
): Difference[] {
  if (cautions.some(isNotMeasured)) return [];
  const held = (caution: string): boolean => cautionsWhole === true || !isSaidLater(caution);
  const other = firstOther(
    cautions.filter(held),
    now.filter((caution) => held(caution) && !isNotMeasured(caution)),
  );
  if (other === null) return [];
  const expected = `${other.expected} (${software})`;
  return [{ kind, where: `${where}: caution`, expected, found: other.found }];
}

/** An item of a report, as cautions name it. */
export const cautionedPlace = ({ label, pages, cautions = [] }: ReportItem): CautionedPlace => ({
  label,
  pages,
  cautions,
});

/** The results of a report or case, checked against embeddings that were computed anew. */
export class ResultCheck {
  readonly differences: Difference[] = [];
  readonly #content: Recorded;
  readonly #embeddings: ReadonlyMap<string, Embedding>;
  readonly #words: ReadonlyMap<string, ReportWord>;
  readonly #items: ReadonlyMap<string, ReportItem>;
  readonly #model: ModelUse;
  readonly #reference: Reference | null;
  readonly #referenceSha256: string | null;
  readonly #calibration: Calibration | null;
  readonly #otherCalibrations: readonly Calibration[];

  /**
   * @param embeddings of the words in use, by word id; a word without one cannot be recomputed.
   * @param model what computed them.
   * @param reference and `calibration` of that model.
   * @param otherCalibrations further ones of that model that are here: a result names the one that it was computed with.
   */
  constructor(
    content: Recorded,
    embeddings: ReadonlyMap<string, Embedding>,
    model: ModelUse,
    reference: Reference | null,
    calibration: Calibration | null,
    otherCalibrations: readonly Calibration[] = [],
  ) {
    this.#otherCalibrations = otherCalibrations;
    this.#content = content;
    this.#embeddings = embeddings;
    this.#words = new Map(content.words.map((word) => [word.id, word]));
    this.#items = new Map(content.items.map((item) => [item.label, item]));
    this.#model = model;
    this.#reference = reference;
    this.#referenceSha256 = reference && referenceSha256(reference);
    this.#calibration = calibration;
  }

  /** Returns whether the comparison was recomputed; one that is marked as no longer standing is not. */
  comparison(recorded: ReportComparison): boolean {
    const before = this.differences.length;
    const where = `comparison ${recorded.id} (${recorded.questioned.join(', ')} with ${recorded.known.join(', ')})`;
    if (!this.#sameModel(recorded.model, where)) return false;
    if (!this.#sameReference(recorded.reference, where)) return false;
    if (recorded.words === null) return this.#unnamed('score', where, recorded);
    const questioned = this.#side(
      recorded.words.questioned,
      recorded.questionedWords,
      `${where}: questioned`,
    );
    const known = this.#side(recorded.words.known, recorded.knownWords, `${where}: known`);
    if (questioned === null || known === null) return false;
    this.#agree('score', where, recorded.score, documentScore(questioned, known), recorded.model);
    this.#pairs(recorded.pairs, where, recorded.model);
    this.#completePairs('score', recorded.pairs, questioned, known, questioned.length * known.length, where);
    const at = `${where}: place in the reference`;
    if (this.#reference === null && recorded.reference !== null) {
      this.#add(
        'score',
        at,
        canonicalJson(recorded.reference),
        'not recomputable: no reference is installed here',
      );
    }
    if (this.#reference !== null) {
      const now = place(this.#reference, questioned, known);
      if (!samePlace(recorded.reference, now)) {
        this.#add('score', at, canonicalJson(recorded.reference), canonicalJson(now));
      }
    }
    // Said of other figures it would only repeat the difference.
    if (this.differences.length === before) {
      this.#sameText('score', `${where}: statement`, recorded, comparisonStatement(recorded));
    }
    this.#evidence(recorded, questioned, known, `${where}: likelihood ratio`);
    this.#cautions('score', where, recorded, [...recorded.questioned, ...recorded.known]);
    return true;
  }

  /** One that had no calibration is not held against one that has come since; one that says nothing of evidence has lost it. */
  #evidence(
    { evidence, software }: ReportComparison,
    questioned: readonly EvidenceWord[],
    known: readonly EvidenceWord[],
    where: string,
  ): void {
    if (evidence === undefined) {
      if (this.#calibration !== null) {
        this.#add('score', where, 'a likelihood ratio, or why there is none', 'nothing is said of it');
      }
      return;
    }
    if (evidence.reason === NOT_CALIBRATED) return;
    const recorded = evidence.likelihoodRatio;
    const scale = recorded?.expression.scale ?? ENFSI_SCALE;
    const calibration =
      recorded === null ? this.#calibration : this.#calibrationNamed(recorded.population.sha256);
    if (recorded !== null && calibration === null) {
      this.#add(
        'model',
        where,
        `calibration ${recorded.population.name}, SHA-256 ${recorded.population.sha256}`,
        `SHA-256 ${this.#calibration?.sha256 ?? 'of none'}: the likelihood ratio cannot be recomputed with it`,
      );
      return;
    }
    const now = evidenceOf(calibration, questioned, known, scale);
    if (recorded === null || now.likelihoodRatio === null) {
      if (evidence.reason !== now.reason) {
        this.#add(
          'score',
          where,
          evidence.reason ?? 'a likelihood ratio',
          now.reason ?? 'a likelihood ratio',
        );
      }
      return;
    }
    this.differences.push(
      ...otherRatio(recorded, now.likelihoodRatio, { where, software }, (ratio) => expressed(ratio, scale)),
    );
  }

  /** Returns whether the search was recomputed. */
  search(recorded: ReportSearch): boolean {
    const before = this.differences.length;
    const where = `search ${recorded.id} (${recorded.questioned.join(', ')})`;
    if (!this.#sameModel(recorded.model, where)) return false;
    if (recorded.words === null) return this.#unnamed('search', where, recorded);
    const questioned = this.#side(recorded.words, recorded.questionedWords, `${where}: questioned`, 'search');
    if (questioned === null) return false;
    this.#signaturesOf(recorded, where);
    const once = (recorded.cautions ?? []).some(saysCountedOnce);
    const { writers, copies, placesOf } = this.#writers(once);
    const ranked = rankWriters(questioned, writers, writers.length);
    const scores = new Map(ranked.map(({ writer, score }) => [writer.id, score]));
    if (ranked.length !== recorded.searched) {
      this.#add('search', where, `${recorded.searched} writers searched`, `${ranked.length} writers`);
    }
    const wordsOf = new Map(writers.map((writer) => [writer.id, writer.words]));
    const most = Math.max(0, ...writers.map((writer) => writer.words.length));
    let last = Infinity;
    const calibration = this.#calibrationOf(recorded, where);
    const scale = recorded.supportBasis?.scale ?? ENFSI_SCALE;
    const ranks = ranksOf(recorded.hits);
    const misplaced = recorded.hits.findIndex((hit, at) => hit.rank !== ranks[at]);
    // Results of before gave equal scores a rank each.
    const eachItsOwn = recorded.hits.every((hit, at) => hit.rank === at + 1);
    if (misplaced !== -1 && !eachItsOwn) {
      this.#add(
        'search',
        where,
        `rank ${recorded.hits[misplaced]?.rank}`,
        `rank ${ranks[misplaced]} in the list`,
      );
    }
    for (const hit of recorded.hits) {
      const place = `${where}: rank ${hit.rank}, ${hit.writer.name}`;
      const score = scores.get(hit.writer.id);
      if (score === undefined) this.#add('search', place, hit.score.toFixed(4), 'this writer has no words');
      else this.#agree('search', place, hit.score, score, recorded.model);
      if (hit.score > last)
        this.#add('search', place, 'a score no higher than the rank before', hit.score.toFixed(4));
      last = hit.score;
      scores.delete(hit.writer.id);
      this.#pairs(hit.pairs, place, recorded.model);
      const words = wordsOf.get(hit.writer.id);
      if (words === undefined) continue;
      if (calibration !== null) this.#support(hit, calibration, scale, questioned, words, place);
      if (words.length !== hit.words) {
        this.#add('search', place, `${hit.words} words`, `${words.length} words in use`);
      }
      this.#completePairs(
        'search',
        hit.pairs,
        questioned,
        words,
        questioned.length * most,
        place,
        PAIRS_SHOWN,
      );
    }
    for (const [writer, score] of scores) {
      if (recorded.hits.length === 0 || score <= last + SCORE_AGREES) continue;
      const name = writers.find((each) => each.id === writer)?.name ?? writer;
      this.#add(
        'search',
        where,
        `no writer nearer than rank ${recorded.hits.length}`,
        `${name}: ${score.toFixed(4)}`,
      );
    }
    // It follows from the ratios recorded, each of which was held against the one recomputed.
    const { near, byChance } = nearness(
      recorded.hits,
      calibration,
      questioned.length,
      writers.map((writer) => writer.words.length),
    );
    if (recorded.near !== near) {
      const text = (found: boolean | undefined): string =>
        found === undefined
          ? 'not known'
          : found
            ? 'a writer listed is near'
            : 'none of those listed is near';
      this.#add('search', `${where}: near writers`, text(recorded.near), text(near));
    }
    // Results of before do not say it.
    if (recorded.byChance !== undefined && !(Math.abs(recorded.byChance - (byChance ?? NaN)) <= 1e-9)) {
      this.#add(
        'search',
        `${where}: writers near by chance`,
        String(recorded.byChance),
        String(byChance ?? 'not known'),
      );
    }
    if (this.differences.length === before) {
      this.#sameText(
        'search',
        `${where}: statement`,
        recorded,
        searchStatement(recorded, calibration && scale),
      );
    }
    // Results of before do not say which writers share a page.
    const saysShared = recorded.hits.some(({ sharedWith }) => sharedWith !== undefined);
    const shared = sharedAmong(new Map(saysShared ? writers.map(({ id, words }) => [id, words]) : []));
    if (saysShared) {
      const names = new Map(writers.map(({ id, name }) => [id, name]));
      // Writers are in another order here than in the case: which they are is held, and what they are called.
      const named = (sharing: readonly { readonly id: string; readonly name: string }[]): string =>
        sharing
          .map(({ id, name }) => `${name} (${id})`)
          .sort()
          .join(', ') || 'nobody';
      for (const { rank, writer, sharedWith = [] } of recorded.hits) {
        const now = (shared.others.get(writer.id) ?? []).map((id) => ({ id, name: names.get(id) ?? id }));
        const place = `${where}: rank ${rank}, ${writer.name}: writing shared with`;
        if (named(sharedWith) !== named(now)) this.#add('search', place, named(sharedWith), named(now));
      }
    }
    const { items, hands = [] } = this.#content;
    const known = [...items.filter(({ role }) => role === 'known'), ...hands.filter(({ writer }) => writer)];
    const sources = [...recorded.questioned, ...known.map(({ label }) => label)];
    this.#cautions('search', where, recorded, sources, copies, placesOf(shared.pages));
    return true;
  }

  #cautions(
    kind: 'score' | 'search',
    where: string,
    recorded: Cautioned,
    sources: readonly string[],
    copies: readonly NamedPage[] = [],
    shared: readonly NamedPage[] = [],
  ): void {
    const { items, hands = [] } = this.#content;
    const holders = new Set(
      sources.map((label) => hands.find((hand) => hand.label === label)?.item ?? label),
    );
    const places = [...holders].flatMap((holder) => items.find(({ label }) => label === holder) ?? []);
    const now = [
      ...resultCautions(places.map(cautionedPlace)),
      ...countedOnceCaution(copies),
      ...sharedCaution(shared),
    ];
    this.differences.push(...otherResultCautions(kind, where, recorded, now));
  }

  /** Which signatures a search says that it did not look at. Those of before do not say it. */
  #signaturesOf({ questioned, signatures }: ReportSearch, where: string): void {
    if (signatures === undefined) return;
    const now = signaturesSearched(questioned, markedIn(this.#content)) ?? [];
    const text = (found: typeof now): string =>
      found.map(({ label, count }) => `${label}: ${count}`).join(', ') || 'none';
    if (text(signatures) !== text(now)) {
      this.#add('search', `${where}: signatures marked`, text(signatures), text(now));
    }
  }

  #calibrationNamed(sha256: string): Calibration | null {
    const here = this.#calibration === null ? [] : [this.#calibration];
    return [...here, ...this.#otherCalibrations].find((each) => each.sha256 === sha256) ?? null;
  }

  /**
   * The calibration that a search names, where its likelihood ratios can be computed again: it is here. One that had
   * none is not held against one that has come since; one that says nothing of it has lost it.
   */
  #calibrationOf({ supportBasis, hits }: ReportSearch, where: string): Calibration | null {
    const named = supportBasis?.calibration;
    const here = this.#calibration;
    if (named === null && hits.every(({ support }) => support === undefined)) return null;
    if (named === undefined && here === null) return null;
    const found = named ? this.#calibrationNamed(named) : null;
    if (found !== null) return found;
    this.#add(
      'model',
      `${where}: likelihood ratios`,
      named === undefined ? 'a calibration, SHA-256' : `calibration, SHA-256 ${named ?? 'of none'}`,
      named === undefined
        ? 'none is named'
        : `SHA-256 ${here?.sha256 ?? 'of none'}: the likelihood ratios cannot be recomputed with it`,
    );
    return null;
  }

  /** The ratio of a hit and what it is called; words follow from the ratio recorded, which may lie at the edge of a step. */
  #support(
    { support }: ReportHit,
    calibration: Calibration,
    scale: VerbalScale,
    questioned: readonly EvidenceWord[],
    known: readonly EvidenceWord[],
    where: string,
  ): void {
    const now = evidenceOf(calibration, questioned, known, scale).likelihoodRatio?.log10Lr;
    const text = (log10Lr: number | undefined): string =>
      log10Lr === undefined ? 'none' : `log10 LR ${log10Lr.toFixed(4)}`;
    const agrees =
      support === undefined || now === undefined
        ? support?.log10Lr === now
        : Math.abs(now - support.log10Lr) <= LR_AGREES;
    if (!agrees) {
      this.#add('search', `${where}: likelihood ratio`, text(support?.log10Lr), text(now));
    } else if (support !== undefined && support.words !== aboutWriter(support.log10Lr, scale)) {
      this.#add(
        'search',
        `${where}: likelihood ratio, in words`,
        support.words,
        aboutWriter(support.log10Lr, scale),
      );
    }
  }

  /** A result without its words is no more than a claim, unless it says itself that it no longer stands. */
  #unnamed(kind: 'score' | 'search', where: string, { stale }: { readonly stale: string | null }): false {
    if (stale === null) this.#add(kind, where, 'the words that it was computed from', 'none named');
    return false;
  }

  #sameModel(recorded: ModelUse, where: string): boolean {
    if (recorded.sha256 === this.#model.sha256) {
      this.differences.push(...otherModelText(recorded, this.#model, where));
      return true;
    }
    this.differences.push(anotherModel(recorded, this.#model, where));
    return false;
  }

  /** A place in a population that is not the one installed here cannot be computed again. Results of before name none. */
  #sameReference(recorded: ReferencePosition | null, where: string): boolean {
    if (recorded?.sha256 === undefined || this.#referenceSha256 === null) return true;
    if (recorded.sha256 === this.#referenceSha256) return true;
    this.#add(
      'model',
      `${where}: reference population`,
      `${recorded.population}, SHA-256 ${recorded.sha256}`,
      `SHA-256 ${this.#referenceSha256}: the result cannot be placed in it`,
    );
    return false;
  }

  /** What a result says in words follows from its figures, word for word. */
  #sameText(
    kind: 'score' | 'search',
    where: string,
    { statement, software }: { readonly statement: string; readonly software: string },
    now: string,
  ): void {
    if (statement !== now) this.#add(kind, where, `${statement} (${software})`, now);
  }

  /**
   * Whether the pairs recorded are those that the words give: none taken away, none put in. A pair at the threshold,
   * or at the end of a list that was cut, may fall on either side by the rounding of a provider.
   */
  #completePairs(
    kind: 'score' | 'search',
    recorded: readonly SameWordPair[],
    questioned: readonly EmbeddedWord[],
    known: readonly EmbeddedWord[],
    candidates: number,
    where: string,
    shown = Infinity,
  ): void {
    // Without the reference nothing says which word cosine was taken for the same text.
    if (this.#reference === null) return;
    const threshold = searchThreshold(this.#reference, candidates);
    const keyOf = (pair: SameWordPair): string => `${pair.questioned} ${pair.known}`;
    const listed = new Set(recorded.map(keyOf));
    const found = sameWordPairs(questioned, known, threshold - SCORE_AGREES);
    const possible = new Set(found.map(keyOf));
    const farthest =
      recorded.length < shown ? -Infinity : Math.min(...recorded.map((pair) => pair.writerCosine));
    for (const pair of surerPairs(found, threshold)) {
      const sure = pair.wordCosine > threshold + SCORE_AGREES && pair.writerCosine > farthest + SCORE_AGREES;
      if (listed.has(keyOf(pair)) || !sure) continue;
      this.#add(kind, `${where}: pair ${this.#pairPlace(pair)}`, 'not listed', 'a pair of the same word');
    }
    for (const pair of recorded) {
      if (possible.has(keyOf(pair))) continue;
      this.#add(kind, `${where}: pair ${this.#pairPlace(pair)}`, 'a pair of the same word', 'no such pair');
    }
    if (listed.size !== recorded.length) this.#add(kind, `${where}: pairs`, 'each pair once', 'a pair twice');
  }

  #pairPlace({ questioned, known }: SameWordPair): string {
    return `${this.#place(questioned)} / ${this.#place(known)}`;
  }

  #side(
    uses: readonly WordsOfItem[],
    count: number,
    where: string,
    kind: 'score' | 'search' = 'score',
  ): EvidenceWord[] | null {
    const ids = uses.flatMap((use) => use.words);
    if (ids.length !== count) this.#add(kind, where, `${count} words`, `${ids.length} words in use`);
    const words = ids.flatMap((id): EvidenceWord[] => {
      const embedding = this.#embeddings.get(id);
      const word = this.#words.get(id);
      if (embedding === undefined || word === undefined) return [];
      return [
        {
          id,
          item: word.hand ?? word.item,
          cropSha256: word.cropSha256,
          height: word.box.height,
          dpi: this.#dpiOf(word),
          ...embedding,
        },
      ];
    });
    if (words.length === ids.length && words.length > 0) return words;
    const lost = ids.filter((id) => !this.#embeddings.has(id)).map((id) => this.#place(id));
    const named = `${lost.slice(0, 3).join('; ')}${lost.length > 3 ? ` and ${lost.length - 3} more` : ''}`;
    this.#add(kind, where, `${ids.length} words`, `not recomputable without ${named || 'words'}`);
    return null;
  }

  #dpiOf({ item, page }: ReportWord): number | null {
    const holder = this.#items.get(item);
    return holder === undefined ? null : resolutionOf(holder, page).dpi;
  }

  /**
   * @param once whether a word that stands on several pages of a writer counts once.
   * @returns `copies`: the pages that were left out for it; `placesOf`: the pages of words by their names, in their order.
   */
  #writers(once: boolean): {
    writers: (SearchedWriter & { readonly words: readonly (EvidenceWord & PagedWord)[] })[];
    copies: NamedPage[];
    placesOf: (words: readonly PagedWord[]) => NamedPage[];
  } {
    type Word = EvidenceWord & PagedWord;
    const writers = new Map<string, { id: string; name: string; words: Word[] }>();
    const owners = new Map([
      ...this.#content.items.map((item) => [item.label, item.role === 'known' ? item.writer : null] as const),
      ...(this.#content.hands ?? []).map((hand) => [hand.label, hand.writer] as const),
    ]);
    const pages = new Map<string, NamedPage>();
    for (const word of this.#content.words) {
      const by = word.hand ?? word.item;
      const owner = owners.get(by);
      const embedding = this.#embeddings.get(word.id);
      if (!owner || embedding === undefined) continue;
      const writer = writers.get(owner.id) ?? { ...owner, words: [] };
      const page = `${word.item} ${word.page}`;
      writer.words.push({
        id: word.id,
        item: by,
        page,
        cropSha256: word.cropSha256,
        height: word.box.height,
        dpi: this.#dpiOf(word),
        ...embedding,
      });
      writers.set(owner.id, writer);
      pages.set(page, { label: by, page: word.page, pages: this.#items.get(word.item)?.pages ?? 1 });
    }
    const order = new Map([...pages.keys()].map((page, at) => [page, at]));
    const placesOf = (words: readonly PagedWord[]): NamedPage[] =>
      words
        .toSorted((a, b) => order.get(a.page)! - order.get(b.page)!)
        .map(({ item, page }) => ({ ...pages.get(page)!, label: item }));
    if (!once) return { writers: [...writers.values()], copies: [], placesOf };
    const counted = [...writers.values()].map((writer) => ({
      writer,
      ...countedOnce(writer.words, order),
    }));
    return {
      writers: counted.map(({ writer, words }) => ({ ...writer, words })),
      copies: placesOf(counted.flatMap(({ copies }) => copies)),
      placesOf,
    };
  }

  #pairs(pairs: readonly SameWordPair[], where: string, model: ModelUse): void {
    for (const pair of pairs) {
      const questioned = this.#embeddings.get(pair.questioned);
      const known = this.#embeddings.get(pair.known);
      const place = `${where}: pair ${this.#pairPlace(pair)}`;
      if (questioned === undefined || known === undefined) {
        this.#add(
          'score',
          place,
          'two words in use',
          'a word of the pair is not in use or cannot be recomputed',
        );
        continue;
      }
      this.#agree(
        'score',
        `${place}, word cosine`,
        pair.wordCosine,
        cosine(questioned.word, known.word),
        model,
      );
      this.#agree(
        'score',
        `${place}, writer cosine`,
        pair.writerCosine,
        cosine(questioned.writer, known.writer),
        model,
      );
    }
  }

  #agree(kind: 'score' | 'search', where: string, recorded: number, now: number, model: ModelUse): void {
    this.differences.push(...otherFigure(kind, where, [recorded, model], [now, this.#model]));
  }

  #place(id: string): string {
    const word = this.#words.get(id);
    return word === undefined ? `word ${id}` : placeOf(word);
  }

  #add(kind: Difference['kind'], where: string, expected: string, found: string): void {
    this.differences.push({ kind, where, expected, found });
  }
}
