import type { Case, Item } from '../../../contract/case.ts';
import {
  mayBeSignature,
  NOT_OF_SIGNATURES,
  NOT_OFFERED,
  searchMayBeOfSignature,
} from '../../../contract/evidence.ts';
import type { Finding } from '../../../contract/findings.ts';
import { shapeName } from '../../../contract/marks.ts';
import { measurementText } from '../../../contract/measurements.ts';
import type { RunOutcome } from '../../../contract/methods.ts';
import { chartsNamed, type Chart } from '../../../contract/chart-choice.ts';
import { missingText, type MissingChart } from '../../../contract/report-charts.ts';
import type { ReportState } from '../../../contract/report.ts';
import type { Comparison, Search, SearchHit, Verification } from '../../../contract/results.ts';
import { ChirographError, isFailure } from '../../../contract/schema.ts';
import { notSearched } from '../../../contract/signature-statement.ts';
import { sourcesOf, type Source } from '../../../contract/sources.ts';
import { LANGUAGE_NAMES, type Language } from '../../../language/language.ts';
import type { LocalEngine } from '../../engine/engine.ts';
import { acting, err, interruptible, out, print, table, withEngine, type CommonOptions } from './terminal.ts';
import { requireItsFolder } from './written-place.ts';

interface ReadyCase {
  readonly view: Case;
  readonly prepared: RunOutcome;
  readonly encoded: RunOutcome;
}

/**
 * Opens a folder, prepares what is new and encodes what is missing.
 *
 * @param existing for commands that only read: where there is no case, none is made.
 */
export async function ready(
  engine: LocalEngine,
  folder: string,
  options: CommonOptions,
  signal: AbortSignal,
  existing = false,
): Promise<ReadyCase> {
  const call = await acting(engine, options, signal);
  const opened = await engine.call('case.open', { folder, existing }, call);
  if (opened.notice) err(opened.notice);
  const prepared = await engine.call('case.prepare', { case: opened.id }, call);
  const encoded = await engine.call('case.encode', { case: opened.id }, call);
  return { view: await engine.call('case.get', { case: opened.id }, call), prepared, encoded };
}

/** `chirograph case <folder>` */
export async function caseCommand(folder: string, options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const { view, prepared, encoded } = await ready(engine, folder, options, interruptible());
    print(options, { case: view, prepared, encoded }, () => caseLines(view));
    // What was erased on purpose is no failure.
    const failed = view.items.some(
      ({ problem, erased }) => erased !== true && problem !== null && isFailure(problem),
    );
    if (failed) process.exitCode = 1;
  });
}

export function caseLines(view: Case): string[] {
  const names = new Map(view.writers.map((writer) => [writer.id, writer.name]));
  const changes = (['new', 'missing', 'changed', 'erased'] as const)
    .map((kind) => [kind, view.changes[kind] ?? []] as const)
    .filter(([, paths]) => paths.length > 0)
    .map(([kind, paths]) => `${kind}: ${paths.join(', ')}`);
  const notRead = (view.changes.notRead ?? []).map(({ path, reason }) => `not read: ${path} ${reason}`);
  return [
    `${view.name}${view.synthetic ? ' (synthetic)' : ''}: ${view.items.length} items, ${view.writers.length} known writers`,
    ...changes,
    ...notRead,
    ...(view.witness?.contradiction ? [`journal: ${view.witness.contradiction.message}`] : []),
    ...table(
      sourcesOf(view.items, view.hands).map((source) => [
        source.label,
        source.role === 'known' ? (names.get(source.writer ?? '') ?? 'known') : source.role,
        source.path,
        // What is wrong with a file stands at its item.
        isHand(source) ? `${counted(source.words, 'word')} by a further hand` : outcome(source),
      ]),
    ),
    ...view.items.flatMap(cautionLines),
  ];
}

const isHand = ({ id, holder }: Source): boolean => id !== holder;

/** What has to be said of an item's pages, a line each. */
function cautionLines({ label, pages, cautions = [] }: Item): string[] {
  return cautions.map(
    ({ page, message }) => `note: ${label}${pages === 1 ? '' : `, page ${page + 1}`}: ${message}`,
  );
}

/** A file of several pages may have words and a problem: one of its pages gave none. */
function outcome({ words, problem }: Item): string {
  if (problem === null) return counted(words, 'word');
  return words > 0 ? `${counted(words, 'word')}; ${problem.message}` : `not read: ${problem.message}`;
}

/** `chirograph compare <folder> --questioned … --known …` */
export async function compareCommand(
  folder: string,
  options: CommonOptions & { questioned: string[]; known: string[] },
): Promise<void> {
  await withEngine(async (engine) => {
    const signal = interruptible();
    const { view } = await ready(engine, folder, options, signal);
    const comparison = await engine.call(
      'comparison.run',
      {
        case: view.id,
        questioned: pick(view, options.questioned, 'questioned'),
        known: pick(view, options.known, 'known'),
      },
      await acting(engine, options, signal),
    );
    print(options, { case: view.id, comparison }, () => [
      ...comparisonLines(view, comparison),
      ...notOfferedLines([comparison]),
    ]);
  });
}

/** `chirograph search <folder> --questioned … --top N` */
export async function searchCommand(
  folder: string,
  options: CommonOptions & { questioned: string[]; top: number },
): Promise<void> {
  await withEngine(async (engine) => {
    const signal = interruptible();
    const { view } = await ready(engine, folder, options, signal);
    const search = await engine.call(
      'search.run',
      { case: view.id, questioned: pick(view, options.questioned, 'questioned'), top: options.top },
      await acting(engine, options, signal),
    );
    print(options, { case: view.id, search }, () => searchLines(view, search));
  });
}

/** `chirograph report <folder> --out file.pdf`, `--final`, `--language de`, `--charts scores map`: the case's comparisons, also of signatures, and searches that still stand. */
export async function reportCommand(
  folder: string,
  options: CommonOptions & {
    out?: string;
    final?: boolean;
    language?: Language;
    charts?: (Chart | 'none')[];
  },
): Promise<void> {
  requireItsFolder(options.out);
  await withEngine(async (engine) => {
    const signal = interruptible();
    const { view } = await ready(engine, folder, options, signal);
    const call = await acting(engine, options, signal);
    const comparisons = (await engine.call('comparison.list', { case: view.id }, call)).filter(
      (each) => each.stale === null,
    );
    const searches = (await engine.call('search.list', { case: view.id }, call)).filter(
      (each) => each.stale === null,
    );
    const signatures = (await engine.call('signature.list', { case: view.id }, call)).filter(
      (each) => each.stale === null,
    );
    const report = await engine.call(
      'report.export',
      {
        case: view.id,
        comparisons: comparisons.map((each) => each.id),
        searches: searches.map((each) => each.id),
        signatures: signatures.map((each) => each.id),
        state: options.final === true ? 'final' : 'draft',
        ...(options.language === undefined ? {} : { language: options.language }),
        ...(options.out === undefined ? {} : { out: options.out }),
        ...(options.charts === undefined
          ? {}
          : { charts: chartsNamed(options.charts.filter((chart) => chart !== 'none')) }),
      },
      call,
    );
    const asked = options.charts?.includes('letters') ?? false;
    const unmarked = asked && (await engine.call('letter.list', { case: view.id }, call)).length === 0;
    print(options, report, () => [
      `${report.pdf} (${report.pages} pages, SHA-256 ${report.pdfSha256})`,
      `${report.json} (SHA-256 ${report.jsonSha256})`,
      `${issueText(report)}, in ${LANGUAGE_NAMES[report.language]}; ${counted(comparisons.length, 'comparison')}, ${counted(searches.length, 'search', 'searches')}${signatures.length === 0 ? '' : `, ${counted(signatures.length, 'comparison of signatures', 'comparisons of signatures')}`}`,
      ...missingLines(view, comparisons, report.missingCharts),
      ...(unmarked ? ['Letter charts: not drawn, since no letter is marked.'] : []),
    ]);
  });
}

/** Charts that were asked for and are not in a report, each with the comparison that it would be of. */
export function missingLines(
  view: Case,
  comparisons: readonly Comparison[],
  missing: readonly MissingChart[],
): string[] {
  const label = labels(view);
  return missing.map((chart) => {
    const of = comparisons.find(({ id }) => id === chart.comparison);
    const named = of && `${of.questioned.map(label).join(', ')} – ${of.known.map(label).join(', ')}`;
    return missingText('en', chart, named);
  });
}

const issueText = ({ state, version }: { state: ReportState; version: number }): string =>
  state === 'final' ? `final, version ${version}` : `draft of version ${version}`;

/** `chirograph reports <folder>` */
export async function reportsCommand(folder: string, options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const call = await acting(engine, options, interruptible());
    const { id } = await engine.call('case.open', { folder, existing: true }, call);
    const reports = await engine.call('report.list', { case: id }, call);
    print(options, { reports }, () =>
      table(
        reports.map(({ issue, at, by, pdf, pdfSha256 }) => [
          issue === null ? 'of an earlier version' : issueText(issue),
          at.slice(0, 16).replace('T', ' '),
          by,
          pdf ?? 'not in reports/',
          pdfSha256,
        ]),
      ),
    );
  });
}

/** `chirograph findings <folder> [--format w3c]`: what was found by hand, as it stands. */
export async function findingsCommand(
  folder: string,
  options: CommonOptions & { format?: 'w3c' },
): Promise<void> {
  await withEngine(async (engine) => {
    const call = await acting(engine, options, interruptible());
    const opened = await engine.call('case.open', { folder, existing: true }, call);
    if (opened.notice) err(opened.notice);
    if (options.format === 'w3c') {
      const annotations = await engine.call('finding.annotations', { case: opened.id }, call);
      out(JSON.stringify(annotations, null, 2));
      return;
    }
    const findings = await engine.call('finding.list', { case: opened.id }, call);
    print(options, { case: opened.id, findings }, () => findingLines(opened, findings));
  });
}

function findingLines(view: Case, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return ['No findings.'];
  const label = labels(view);
  return findings.flatMap(({ number, kind, weight, comment, marks }) => [
    `${number}. ${kind}${weight === null ? '' : `, weight ${weight}`}${comment === '' ? '' : `: ${comment}`}`,
    ...table(
      marks.map(({ item, index, content, measurement }) => [
        `   ${label(item)}, page ${index + 1}`,
        shapeName(content.shape),
        content.text || (measurement === null ? '' : measurementText(measurement)),
      ]),
    ),
  ]);
}

/** `chirograph verify <folder | report.json | report.pdf>` */
export async function verifyCommand(
  target: string,
  options: CommonOptions & { case?: string },
): Promise<void> {
  await withEngine(async (engine) => {
    const folder = options.case === undefined ? {} : { folder: options.case };
    const verification = await engine.call('verify.run', { target, ...folder }, { signal: interruptible() });
    print(options, verification, () => [
      ...differenceLines(verification),
      ...(verification.erased ?? []).map((item) => `erased, not checked: ${item}`),
      ...(verification.notRecomputed ?? []).map(
        (result) => `no longer stands, compared with the journal only: ${result}`,
      ),
      ...(verification.unknown ?? []).map(
        (name) => `not checked, the journal does not know it: reports/${name}`,
      ),
      ...(verification.unsealed ?? []).map((what) => `not sealed, so not verified: ${what}`),
      ...(verification.witness?.known === false
        ? [
            'This computer has not seen the journal being written: it is compared with itself and with the reports.',
          ]
        : []),
      `${verification.ok ? 'verified' : `NOT verified: ${verification.differences.length} differences`}: ` +
        Object.entries(verification.checked)
          .map(([what, n]) => `${n} ${what === 'journalEntries' ? 'journal entries' : what}`)
          .join(', '),
    ]);
    if (!verification.ok) process.exitCode = 1;
  });
}

/** What a verification found different, a line each. */
export function differenceLines({ differences }: Verification): string[] {
  return differences.map(
    (each) => `${each.kind} ${each.where}: expected ${each.expected}, found ${each.found}`,
  );
}

/** `chirograph pair <imageA> <imageB>` */
export async function pairCommand(a: string, b: string, options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const result = await engine.call('pair.run', { a, b }, { signal: interruptible() });
    print(options, result, () => [
      ...(result.warning === undefined ? [] : [`warning: ${result.warning}`]),
      result.statement,
    ]);
  });
}

export function comparisonLines(view: Case, comparison: Comparison): string[] {
  const label = labels(view);
  return [
    `${comparison.questioned.map(label).join(', ')} against ${comparison.known.map(label).join(', ')}` +
      ` (${writerNames(view, comparison.writers)}): cosine ${comparison.score.toFixed(3)}, ` +
      `${comparison.questionedWords} and ${comparison.knownWords} words, ${counted(comparison.pairs.length, 'same-word pair')}`,
    comparison.statement,
    ...evidenceLines(comparison),
    ...(comparison.cautions ?? []).map((caution) => `note: ${caution}`),
  ];
}

function evidenceLines({ evidence }: Comparison): string[] {
  if (evidence === undefined) return [];
  const { likelihoodRatio: ratio, reason } = evidence;
  if (ratio === null) return [`No likelihood ratio: ${reason}`];
  return [ratio.statement, ...(mayBeSignature(ratio.band.words) ? [`note: ${NOT_OF_SIGNATURES}`] : [])];
}

/** Which proposition the ratios of these comparisons do not answer, and why; said once for all of them. */
export function notOfferedLines(comparisons: readonly Pick<Comparison, 'evidence'>[]): string[] {
  return comparisons.some(({ evidence }) => evidence?.likelihoodRatio?.propositions.kind === 'common-source')
    ? [`${NOT_OFFERED.proposition} ${NOT_OFFERED.reason}`]
    : [];
}

export function searchLines(view: Case, search: Search): string[] {
  const label = labels(view);
  return [
    `${search.questioned.map(label).join(', ')}:`,
    ...table(
      search.hits.map((hit) => [
        `  ${hit.rank}.`,
        hit.name,
        `cosine ${hit.score.toFixed(3)}`,
        counted(hit.words, 'word'),
        hit.items.map(label).join(', '),
        hit.support === undefined ? '' : hit.support.words,
        sharedText(view, hit),
      ]),
    ),
    search.statement,
    ...(search.leftOut.length === 0
      ? []
      : [`left out for want of usable words: ${writerNames(view, search.leftOut)}`]),
    ...(search.signatures === undefined
      ? []
      : [
          `note: ${notSearched(search.signatures.map(({ source, count }) => ({ label: label(source), count })))}`,
        ]),
    ...(searchMayBeOfSignature(search) ? [`note: ${NOT_OF_SIGNATURES}`] : []),
    ...(search.cautions ?? []).map((caution) => `note: ${caution}`),
  ];
}

const sharedText = (view: Case, { sharedWith = [] }: SearchHit): string =>
  sharedWith.length === 0 ? '' : `the same writing is assigned to ${writerNames(view, sharedWith)} as well`;

const writerNames = (view: Case, ids: readonly string[]): string =>
  view.writers
    .filter((writer) => ids.includes(writer.id))
    .map((writer) => writer.name)
    .join(', ');

function labels(view: Case): (id: string) => string {
  const byId = new Map([...view.items, ...view.hands].map(({ id, label }) => [id, label]));
  return (id) => byId.get(id) ?? id;
}

/**
 * Items named by exhibit label (Q1), path inside the case, or, on the known side, a writer's name; further hands by their
 * label (Q1/2), or by their writer's name where they have words. Throws where a name fits nothing.
 */
export function pick(view: Case, names: readonly string[], role: 'questioned' | 'known'): string[] {
  const sources = sourcesOf(view.items, view.hands);
  const found = names.flatMap((name): Source[] => {
    const writer = view.writers.find((each) => each.name === name);
    const isBy = (source: Source): boolean =>
      role === 'known' && writer !== undefined && source.writer === writer.id;
    const fitting = sources.filter((source) =>
      isHand(source)
        ? source.label === name || (isBy(source) && source.words > 0)
        : source.label === name || source.path === name || isBy(source),
    );
    if (fitting.length === 0) {
      const there = sources.filter((source) => source.role === role);
      throw new ChirographError(
        'not-found',
        `No ${role} item "${name}" in this case. ` +
          (there.length === 0
            ? `It has no ${role} item at all: put images into ${role}/, or assign them in the app.`
            : `There are: ${there.map(({ label, path }) => `${label} (${path})`).join(', ')}`),
      );
    }
    return fitting;
  });
  return [...new Set(found.map(({ id }) => id))];
}

/** "1 word", "12 words". */
function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Blank line between the parts of a human output. */
export const gap = (): void => out('');
