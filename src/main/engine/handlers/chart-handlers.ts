import type { Nearness, Why } from '../../../contract/charts.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { encodedWords } from '../case/encoded-words.ts';
import type { CaseReader } from '../case/store.ts';
import { cosine } from '../comparison/compare.ts';
import { contributions } from '../comparison/contributions.ts';
import { nearnessOf } from '../comparison/nearness.ts';
import { scoreCurves, type DrawableWord } from '../comparison/placement.ts';
import { fittedIn, WORD_INPUT } from '../imaging/normalise.ts';
import { openCase, type Handlers, type Services } from '../services.ts';
import { listComparisons } from './comparison-handlers.ts';
import { croppedWord, SeenWriting, type CroppedWord } from './seen-writing.ts';

type ChartMethod = 'chart.scores' | 'chart.nearness' | 'chart.why';

/** Figures to look at: nothing of them is stored, and no result rests on them. */
export function chartHandlers(services: Services): Handlers<ChartMethod> {
  const seen = new SeenWriting(services.preparation);

  return {
    async 'chart.scores'(args) {
      const { store } = openCase(services, args.case);
      const comparison = (await listComparisons(services, store)).find(({ id }) => id === args.comparison);
      if (comparison === undefined)
        throw new ChirographError('not-found', 'This case has no such comparison.');
      if (comparison.stale !== null) {
        throw new ChirographError(
          'invalid-arguments',
          `The comparison no longer stands: ${comparison.stale} Run it again to see its scores.`,
        );
      }
      const { encoder, reference } = await services.model(store);
      if (reference === null) return null;
      const words = encodedWords(store, encoder.model.sha256, [
        ...comparison.questioned,
        ...comparison.known,
      ]);
      const side = (sources: readonly string[]): DrawableWord[] =>
        words.filter(({ item }) => sources.includes(item));
      return scoreCurves(reference, side(comparison.questioned), side(comparison.known));
    },
    async 'chart.nearness'(args) {
      const { store } = openCase(services, args.case);
      const { encoder } = await services.model(store);
      return nearness(store, encoder.model.sha256);
    },
    async 'chart.why'(args, { signal }) {
      const { store } = openCase(services, args.case);
      const { encoder } = await services.model(store);
      const words = args.words.map((id) => croppedWord(store, id)) as [CroppedWord, CroppedWord];
      const explained = await encoder.explain(
        words.map(({ crop }) => crop),
        signal,
      );
      const side = async (at: 0 | 1): Promise<Why['words'][number]> => {
        const [word, { parts }, { writer: other }] = [words[at], explained[at]!, explained[1 - at]!];
        const onPage = await seen.of(store, word, signal);
        return {
          word: word.id,
          image: onPage === null ? `crop-${word.id}` : `word-${word.id}`,
          box: word.box,
          seen: onPage && { onPage, inCrop: fittedIn(onPage, WORD_INPUT) },
          contributions: contributions(parts, other),
        };
      };
      const { sha256, name, version } = encoder.model;
      return {
        model: { sha256, name, version },
        ...encoder.parts!,
        crop: { width: WORD_INPUT.width, height: WORD_INPUT.height },
        cosine: cosine(explained[0]!.writer, explained[1]!.writer),
        words: await Promise.all([side(0), side(1)]),
      };
    },
  };
}

function nearness(store: CaseReader, model: string): Nearness {
  const words = Map.groupBy(encodedWords(store, model), ({ item }) => item);
  const named = new Map(store.view(null).writers.map(({ id, name }) => [id, name]));
  return nearnessOf(
    store
      .sources()
      .filter(({ erased }) => !erased)
      .map(({ id, label, role, writer }) => ({
        id,
        label,
        role,
        writer: writer === null ? null : { id: writer, name: named.get(writer) ?? '?' },
        words: (words.get(id) ?? []).map((word) => word.writer),
      })),
  );
}
