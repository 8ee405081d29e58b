import { log10LrText, sharesReaching } from '../../../contract/evidence.ts';
import type { OptionalPart } from '../../../contract/laboratory.ts';
import type { ReportItem, ReportSignature, ReportSignatureComparison } from '../../../contract/report.ts';
import { signaturePlot, type DrawnSignature } from '../../../contract/signature-plot.ts';
import { referencesText, signatureMeaning } from '../../../contract/signature-statement.ts';
import type { SignatureRatio } from '../../../contract/signatures.ts';
import { percentage } from '../../../contract/statement.ts';
import { tippettPlot } from '../../../contract/tippett-plot.ts';
import { decimal, listing } from '../../../language/figures.ts';
import { reportSpeaker, type ReportSpeaker } from '../../../language/report/report.ts';
import { sentences } from '../../../language/sentences.ts';
import type { ChartContext } from './charts-section.ts';
import { aboutWord, referencesToShow, type Drawing } from './figures.ts';
import { resolutionOf } from './place.ts';
import { COLUMN, styles, type Cell, type Picture, type Sheet } from './sheet.ts';

/** What the section needs of the report that it stands in. */
export interface SignatureContext extends ChartContext {
  readonly prints: (part: OptionalPart) => boolean;
  /** What the program has said in English, in the report's language. */
  readonly told: (english: string) => string;
  /** When, by what program and by which model. */
  readonly computedBy: string;
  /** A ratio with its propositions, and what it is called. */
  readonly ratio: (ratio: SignatureRatio) => [string, Cell][];
  /** What a way of calibrating is called. */
  readonly method: (name: string) => string;
}

/** Sets what comes of comparing one signature with references, below its heading. */
export function setSignatures(
  sheet: Sheet,
  comparison: ReportSignatureComparison,
  context: SignatureContext,
): void {
  new SignatureSetter(sheet, comparison, context).set();
}

class SignatureSetter {
  readonly #sheet: Sheet;
  readonly #comparison: ReportSignatureComparison;
  readonly #context: SignatureContext;
  readonly #say: ReportSpeaker;
  readonly #items: ReadonlyMap<string, ReportItem>;

  constructor(sheet: Sheet, comparison: ReportSignatureComparison, context: SignatureContext) {
    this.#sheet = sheet;
    this.#comparison = comparison;
    this.#context = context;
    this.#say = reportSpeaker(context.language);
    this.#items = new Map(context.content.items.map((item) => [item.label, item]));
  }

  set(): void {
    const { questioned, references, writer, leftOut = [], score } = this.#comparison;
    const { cautions = [], statement, evidence } = this.#comparison;
    const { told, computedBy } = this.#context;
    const sheet = this.#sheet;
    const say = this.#say;
    sheet.definitions([
      [
        say('Questioned signature'),
        [
          { text: questioned.label, style: styles.cellStrong },
          { text: this.#place(questioned), style: styles.cell },
          { text: this.#pathOf(questioned), style: styles.quiet },
        ],
      ],
      [
        say('References'),
        [
          { text: this.#list(references.map(({ label }) => label)), style: styles.cellStrong },
          {
            text: referencesText(
              { least: references.length, most: references.length },
              this.#context.language,
            ),
            style: styles.cell,
          },
          ...(leftOut.length === 0 ? [] : [{ text: this.#leftOut(leftOut), style: styles.cell }]),
        ],
      ],
      [say('Writer of the references'), [{ text: writer, style: styles.cell }]],
      [
        say('Score'),
        [
          { text: this.#number(score), style: styles.cellStrong },
          {
            text:
              references.length === 1
                ? say('Mean and greatest likeness with the reference: form alone.')
                : say(
                    'Mean and greatest likeness with the references, less the same of each reference with the others: form alone.',
                  ),
            style: styles.quiet,
          },
        ],
      ],
      [say('Computed'), [{ text: computedBy, style: styles.cell }]],
    ]);
    sheet.space(8);
    for (const caution of cautions) this.#caution(told(caution));
    this.#figure();
    this.#paragraph(told(statement));
    this.#likenesses();
    const { likelihoodRatio: ratio, reason } = evidence;
    if (ratio !== null) {
      this.#evidence(ratio);
      return;
    }
    const { withheld, calibration } = evidence;
    // What may be a copy is not to be overlooked.
    if (withheld !== undefined) this.#caution(told(reason));
    const none =
      withheld === undefined ? this.#sentences([say('none:'), told(reason)]) : say('withheld, see above');
    sheet.definitions([
      [say('Likelihood ratio'), [{ text: none, style: styles.cell }]],
      ...(calibration === undefined
        ? []
        : [
            [
              say('Population'),
              [
                { text: calibration.population, style: styles.cell },
                { text: `SHA-256 ${calibration.sha256}`, style: styles.code },
              ],
            ] satisfies [string, Cell],
          ]),
    ]);
    sheet.space(8);
  }

  /** Which marked signatures of the writer are not among the references. */
  #leftOut(leftOut: NonNullable<ReportSignatureComparison['leftOut']>): string {
    const left = leftOut.length;
    return this.#say(
      '{left, number} of {total, number} marked signatures of this writer {left, plural, one {was} other {were}} left out: {names}.',
      {
        left,
        total: this.#comparison.references.length + left,
        names: this.#list(leftOut.map(({ label }) => label)),
      },
    );
  }

  /** The questioned signature beside references, from the original pixels. */
  #figure(): void {
    const { questioned, references } = this.#comparison;
    const { figures, takeFigure, language } = this.#context;
    const say = this.#say;
    const shown = referencesToShow(this.#comparison);
    const drawn = [questioned, ...shown].map((signature, at) => this.#drawn(signature, at));
    const { plot, magnification, unscaled } = signaturePlot(drawn[0]!, drawn.slice(1), COLUMN);
    const drawings = [questioned, ...shown].map(({ word }): [string, Drawing] => [
      word,
      figures.signatures.get(word) ?? { absent: 'Not shown.' },
    ]);
    const absent = new Set(
      drawings.flatMap(([, drawing]) => ('absent' in drawing ? [say(drawing.absent)] : [])),
    );
    const counts = { questioned: questioned.label, references: references.length };
    const what =
      shown.length === references.length
        ? say('{questioned} and {references, plural, one {its reference} other {its # references}}.', counts)
        : say(
            '{questioned} and the first {shown} of {references, number} references, in the order of the case; the others are listed below and are not drawn.',
            { ...counts, shown: shown.length },
          );
    const scale =
      magnification !== null
        ? say('Original pixels, all at {times} times natural size.', {
            times: decimal(language, magnification, 1),
          })
        : unscaled === 'unknown'
          ? say('Original pixels, not to one scale: a page does not state its resolution.')
          : say('Original pixels, not to one scale: the stated resolutions and sizes lie too far apart.');
    const remarks = [
      ...([questioned, ...shown].some(({ outline }) => outline !== undefined)
        ? [
            say(
              'Of a signature that was outlined only what lies within the outline is shown, as it was compared.',
            ),
          ]
        : []),
      ...(absent.size === 0 ? [] : [say('An empty frame stands for what is not shown.'), ...absent]),
    ];
    this.#sheet.plot(plot, {
      alt: this.#sentences([what, this.#list(drawn.map(({ name }) => name))]),
      caption: this.#sentences([what, scale, ...remarks]),
      number: takeFigure(),
      pictures: new Map(
        drawings.flatMap(([word, drawing]): [string, Picture][] =>
          'picture' in drawing ? [[word, drawing.picture]] : [],
        ),
      ),
    });
  }

  #drawn(signature: ReportSignature, at: number): DrawnSignature {
    const item = this.#items.get(signature.item);
    const { x, y, width, height } = item === undefined ? signature.box : aboutWord(signature, item);
    const outline = signature.outline?.map((corner): [number, number] => [corner.x - x, corner.y - y]);
    const likeness = this.#comparison.likeness[at - 1];
    return {
      image: signature.word,
      width,
      height,
      dpi: item === undefined ? null : resolutionOf(item, signature.page).dpi,
      ...(outline === undefined ? {} : { outline }),
      name: signature.label,
      text:
        likeness === undefined ? '' : this.#say('likeness {likeness}', { likeness: this.#number(likeness) }),
    };
  }

  /** The likeness of the questioned signature with each reference, and of these with each other. */
  #likenesses(): void {
    const { questioned, references, likeness, amongReferences } = this.#comparison;
    const say = this.#say;
    const number = (value: number): Cell => [
      { text: this.#number(value), style: styles.cell, align: 'right' },
    ];
    const widths = [112, 78, 171];
    const ofNames = widths.reduce((sum, width) => sum + width, 0);
    this.#sheet.table(
      [
        { title: say('Reference signature'), width: widths[0]! },
        { title: say('Page'), width: widths[1]! },
        { title: say('File'), width: widths[2]! },
        {
          title: say('Likeness with {questioned}', { questioned: questioned.label }),
          width: COLUMN - ofNames,
          align: 'right',
        },
      ],
      references.map((reference, at) => [
        [{ text: reference.label, style: styles.known }],
        [{ text: this.#place(reference), style: styles.cell }],
        [{ text: this.#pathOf(reference), style: styles.quiet }],
        number(likeness[at] ?? NaN),
      ]),
    );
    if (amongReferences !== null) {
      this.#sheet.space(4);
      this.#sheet.definitions(
        [[say('The references with each other, in the mean'), number(amongReferences)]],
        ofNames,
      );
    }
    this.#sheet.space(8);
  }

  #evidence(ratio: SignatureRatio): void {
    const { population, band } = ratio;
    const { language, told } = this.#context;
    const say = this.#say;
    this.#sheet.definitions([
      ...this.#context.ratio(ratio),
      [
        say('Population'),
        [
          {
            text: say(
              '{name} ({datasets}): {same, plural, one {# signer} other {# signers}} with genuine signatures, {different, plural, one {# signer} other {# signers}} with simulated ones; {band}; {method}.',
              {
                name: population.name,
                datasets: this.#list(population.datasets),
                ...population.writers,
                band: referencesText(band, language),
                method: this.#context.method(ratio.method),
              },
            ),
            style: styles.cell,
          },
          { text: `SHA-256 ${population.sha256}`, style: styles.code },
        ],
      ],
      [say('Bounds of log10 LR'), [{ text: this.#bounds(ratio), style: styles.cell }]],
      ...this.#measured(ratio),
    ]);
    this.#sheet.space(8);
    for (const outside of ratio.outside) this.#caution(told(outside));
    this.#paragraph(signatureMeaning({ ...ratio, outside: [] }, language, told));
    this.#tippett(ratio);
  }

  #bounds({ bounds, measured, reached }: SignatureRatio): string {
    const { language } = this.#context;
    const say = this.#say;
    const range = ({ lower, upper }: SignatureRatio['bounds']['elub']): string =>
      say('{lower} to {upper}', {
        lower: log10LrText(lower, language),
        upper: log10LrText(upper, language),
      });
    const [elub, sample] = [range(bounds.elub), range(bounds.sample)];
    const effective = measured?.effectiveWriters;
    const signers = (number: number): string => decimal(language, number, 1);
    return this.#sentences([
      effective === undefined
        ? say('ELUB {elub}; by the number of signers {range}.', { elub, range: sample })
        : say(
            'ELUB {elub}; by the effective number of signers, {same} with genuine and {different} with simulated signatures, {range}.',
            { elub, range: sample, same: signers(effective.same), different: signers(effective.different) },
          ),
      ...(reached === null ? [] : [say(HELD[reached])]),
    ]);
  }

  #measured({ measured }: SignatureRatio): [string, Cell][] {
    if (measured === undefined) return [];
    const { language } = this.#context;
    const say = this.#say;
    const { pairs, cllr, cllrMin, rates } = measured;
    const cost = say(
      'Cllr {cllr}, of which {least} is what perfect calibration would leave (0 perfect, 1 no information), on {same, plural, one {# comparison} other {# comparisons}} of a genuine signature and {different, plural, one {# comparison} other {# comparisons}} of a simulation, each scored by what was fitted without its signer.',
      { cllr: decimal(language, cllr, 2), least: decimal(language, cllrMin, 2), ...pairs },
    );
    const misleading =
      rates === null
        ? say('The calibration does not hold rates of misleading evidence.')
        : say(
            'Misleading: {same} of the comparisons of a genuine signature had a ratio below 1, {different} of those of a simulation one above 1.',
            {
              same: percentage(rates.misleading.same, language),
              different: percentage(rates.misleading.different, language),
            },
          );
    return [
      [say('Error rates of such ratios'), [cost, misleading].map((text) => ({ text, style: styles.cell }))],
    ];
  }

  #tippett(ratio: SignatureRatio): void {
    const rates = ratio.measured?.rates;
    const { language, prints, takeFigure } = this.#context;
    if (!rates || !prints('tippett')) return;
    const say = this.#say;
    const { same, different } = sharesReaching(rates, ratio.log10Lr);
    const band = referencesText(ratio.band, language);
    const reached = say(
      'Of comparisons of known origin {same} of those of a genuine signature and {different} of those of a simulation have as much as this result or more, seen in steps of 0.05.',
      {
        same: percentage(same, language),
        different: percentage(different, language),
      },
    );
    this.#sheet.plot(tippettPlot(ratio, rates, COLUMN, language, 'signatures'), {
      alt: this.#sentences([say('Tippett plot of comparisons with {band}.', { band }), reached]),
      caption: this.#sentences([
        say(
          'Tippett plot of comparisons with {band}: for each log10 LR, the share of comparisons of known origin that have as much or more.',
          { band },
        ),
        reached,
        ratio.interval === null ? '' : say('Grey: the 95 % interval of this result.'),
      ]),
      number: takeFigure(),
    });
  }

  #place({ item, page }: ReportSignature): string {
    return this.#say('{label}, page {page}', { label: item, page: page + 1 });
  }

  #pathOf({ item }: ReportSignature): string {
    return this.#items.get(item)?.path ?? '';
  }

  #caution(text: string): void {
    this.#sheet.notice(text);
    this.#sheet.space(8);
  }

  #paragraph(text: string): void {
    this.#sheet.paragraph(text);
    this.#sheet.space(6);
  }

  #list(names: readonly string[]): string {
    return listing(this.#context.language, names);
  }

  #sentences(parts: readonly string[]): string {
    return sentences(this.#context.language, parts);
  }

  /** With three decimals, as in the statements and in the window. */
  #number(value: number): string {
    return decimal(this.#context.language, value, 3);
  }
}

/** Of a ratio that was held at a bound. */
export const HELD = {
  lower: 'The ratio was held at the lower bound.',
  upper: 'The ratio was held at the upper bound.',
} as const;
