import type { Case, Page } from '../../../contract/case.ts';
import { ChirographError } from '../../../contract/schema.ts';
import {
  signatureLabel,
  type MarkedSignature,
  type SignatureComparison,
} from '../../../contract/signatures.ts';
import type { LocalEngine } from '../../engine/engine.ts';
import { pick, ready } from './case-commands.ts';
import { acting, interruptible, print, table, withEngine, type CommonOptions } from './terminal.ts';

/** `chirograph signatures <folder>`, `--mark …`, `--questioned … --known …` */
export async function signaturesCommand(
  folder: string,
  options: CommonOptions & { mark?: string[]; questioned?: string; known?: string[] },
): Promise<void> {
  const { mark, questioned, known } = options;
  if ((questioned === undefined) !== (known === undefined)) {
    throw new ChirographError(
      'invalid-arguments',
      'A questioned signature is compared with known ones: name both --questioned and --known, or neither to list what is marked.',
    );
  }
  await withEngine(async (engine) => {
    const signal = interruptible();
    const reading = mark === undefined && questioned === undefined;
    const { view } = await ready(engine, folder, options, signal, reading);
    const call = await acting(engine, options, signal);
    if (mark !== undefined) await markWhole(engine, view, mark, call);
    const signatures = await engine.call('signature.marked', { case: view.id }, call);
    if (questioned === undefined || known === undefined) {
      const comparisons = await engine.call('signature.list', { case: view.id }, call);
      print(options, { case: view.id, signatures, comparisons }, () => [
        ...listLines(view, signatures),
        ...comparisons.flatMap((each) => ['', ...signatureLines(view, signatures, each)]),
      ]);
      return;
    }
    const comparison = await engine.call(
      'signature.run',
      {
        case: view.id,
        questioned: chosenSignatures(signatures, [questioned], 'questioned')[0]!,
        references: chosenSignatures(signatures, known, 'known', view),
      },
      call,
    );
    print(options, { case: view.id, comparison }, () => signatureLines(view, signatures, comparison));
  });
}

/** Marks all of each page of these items as one signature, in place of what was found there; one that is marked stays. All or, where a page was corrected, none. */
async function markWhole(
  engine: LocalEngine,
  view: Case,
  names: readonly string[],
  call: Awaited<ReturnType<typeof acting>>,
): Promise<void> {
  const items = new Set(names.flatMap((name) => itemsNamed(view, name)));
  const pages: Page[] = [];
  for (const item of items) pages.push(...(await engine.call('item.pages', { case: view.id, item }, call)));
  const unmarked = pages.filter(({ words }) => words.every(({ reason }) => reason !== 'signature'));
  for (const page of unmarked) requireAsFound(view, page);
  for (const { id, width, height, words } of unmarked) {
    const { added } = await engine.call(
      'word.edit',
      {
        case: view.id,
        page: id,
        kind: 'draw',
        remove: words.map((word) => word.id),
        add: [{ box: { x: 0, y: 0, width, height }, outline: null }],
      },
      call,
    );
    await engine.call(
      'word.exclude',
      { case: view.id, words: added, excluded: true, reason: 'signature' },
      call,
    );
  }
}

/** Refuses a page on which somebody has said something of words: it would be lost with them. */
export function requireAsFound(view: Case, { item, index, words }: Page): void {
  const corrected = words.filter(
    ({ origin, hand, transcription, state, reason, printed }) =>
      origin !== 'found' ||
      hand !== null ||
      transcription !== '' ||
      (state === 'excluded') !== printed ||
      reason !== (printed ? 'printed' : null),
  );
  if (corrected.length === 0) return;
  const { label = '', path = '' } = view.items.find(({ id }) => id === item) ?? {};
  throw new ChirographError(
    'invalid-arguments',
    `${label} (${path}), page ${index + 1}, has ${corrected.length} of ${words.length} words with transcriptions, hands or other corrections, and marking all of the page would take them off. Nothing was marked. Mark the signature in the app.`,
  );
}

/** Items by exhibit label or path on either side, or by the name of a known writer. */
function itemsNamed(view: Case, name: string): string[] {
  const questioned = view.items.filter(
    (item) => item.role === 'questioned' && (item.label === name || item.path === name),
  );
  return questioned.length > 0 ? questioned.map(({ id }) => id) : pick(view, [name], 'known');
}

/**
 * Signatures by their label (Q1, or "Q1 (2)" for the second of that item); of known ones all of an exhibit by its label (K1),
 * or all of a writer by name.
 *
 * @throws ChirographError `not-found` where a name fits none.
 */
export function chosenSignatures(
  signatures: readonly MarkedSignature[],
  names: readonly string[],
  role: 'questioned' | 'known',
  view?: Case,
): string[] {
  const own = signatures.filter((each) => each.role === role);
  return names.flatMap((name) => {
    const writer = view?.writers.find((each) => each.name === name)?.id;
    const found = own.filter(
      (each) =>
        signatureLabel(each) === name ||
        (role === 'known' && each.label === name) ||
        (writer !== undefined && each.writer === writer),
    );
    if (found.length > 0) return found.map(({ id }) => id);
    throw new ChirographError(
      'not-found',
      `No ${role} signature "${name}" is marked in this case. ` +
        (own.length === 0
          ? 'Mark signatures in the app, or whole pages with --mark.'
          : `There are: ${own.map(signatureLabel).join(', ')}`),
    );
  });
}

function listLines(view: Case, signatures: readonly MarkedSignature[]): string[] {
  const names = new Map(view.writers.map(({ id, name }) => [id, name]));
  const paths = new Map(view.items.map(({ id, path }) => [id, path]));
  if (signatures.length === 0) {
    return ['No signature is marked in this case. Mark signatures in the app, or whole pages with --mark.'];
  }
  return table(
    signatures.map((each) => [
      signatureLabel(each),
      each.role === 'known' ? (names.get(each.writer ?? '') ?? 'known') : each.role,
      `${paths.get(each.holder) ?? ''}, page ${each.index + 1}`,
    ]),
  );
}

function signatureLines(
  view: Case,
  signatures: readonly MarkedSignature[],
  comparison: SignatureComparison,
): string[] {
  const labels = new Map(signatures.map((each) => [each.id, signatureLabel(each)]));
  const label = (id: string): string => labels.get(id) ?? 'no longer marked';
  const writer = view.writers.find(({ id }) => id === comparison.writer)?.name ?? 'unknown writer';
  const { likelihoodRatio, reason } = comparison.evidence;
  const { leftOut = [] } = comparison;
  return [
    `${label(comparison.questioned)} against ${comparison.references.map(label).join(', ')} (${writer}): score ${comparison.score.toFixed(3)}`,
    ...(leftOut.length === 0 ? [] : [`not used: ${leftOut.map(label).join(', ')}`]),
    ...(comparison.stale === null ? [] : [`no longer stands: ${comparison.stale}`]),
    comparison.statement,
    likelihoodRatio === null ? `No likelihood ratio: ${reason}` : likelihoodRatio.statement,
    ...(comparison.cautions ?? []).map((caution) => `note: ${caution}`),
  ];
}
