import { intervalText, log10LrText, type LikelihoodRatio } from '../../../contract/evidence.ts';
import type {
  ReportComparison,
  ReportContent,
  ReportItem,
  ReportSearch,
  ReportWord,
} from '../../../contract/report.ts';
import type { OptionalPart } from '../../../contract/laboratory.ts';
import { objectionsIn, REVIEW_ITEMS, type TechnicalReview } from '../../../contract/review.ts';
import type { ModelUse, SameWordPair } from '../../../contract/results.ts';
import { bandText } from '../comparison/likelihood-ratio/evidence.ts';
import { scaleText } from '../comparison/likelihood-ratio/verbal-scale.ts';
import { percentage } from '../comparison/statement.ts';
import { contentSha256 } from './content.ts';
import { setFindings } from './findings-section.ts';
import { hitsToShow, pairsToShow, type Drawing, type ReportFigures } from './figures.ts';
import { placeOf, resolutionOf } from './place.ts';
import { COLUMN, Sheet, styles, type Block, type Cell, type Column, type Side } from './sheet.ts';
import { tippettPlot } from '../../../contract/tippett-plot.ts';
import { transcribedLines } from './transcription.ts';
import type { Style } from './typesetting.ts';
import { GLOSSARY, LIMITS, METHOD, SEARCH_CAUTION, UNSTATED } from './wording.ts';

/**
 * Sets a report: A4, tagged, embedded fonts. The same content and pictures give the same bytes.
 *
 * @returns the file's bytes and its number of pages.
 */
export async function reportPdf(
  content: ReportContent,
  figures: ReportFigures,
): Promise<{ bytes: Uint8Array; pages: number }> {
  const { form } = content;
  const contentHash = contentSha256(content);
  const sheet = new Sheet({
    title: `Handwriting examination report${form.caseNumber === '' ? '' : `, case ${form.caseNumber}`}`,
    author: content.examiner.name,
    software: content.software,
    createdAt: new Date(content.createdAt),
  });
  const report = new Report(sheet, content, figures);
  report.title();
  report.items();
  report.cautions();
  report.transcriptions();
  report.method();
  report.findings();
  report.comparisons();
  report.searches();
  report.unexamined();
  report.opinion();
  report.review();
  if (report.prints('glossary')) report.glossary();
  if (report.prints('journal')) report.journal();
  report.versions(contentHash);
  return sheet.finish(
    {
      left: form.caseNumber === '' ? 'Case number not stated' : `Case ${form.caseNumber}`,
      right: form.laboratory || content.laboratory?.name || 'Handwriting examination',
      warning: [
        ...(content.issue?.state === 'draft' ? ['DRAFT'] : []),
        ...(content.case.synthetic ? ['SYNTHETIC'] : []),
      ].join(' · '),
    },
    `${content.software} · ${moment(content.createdAt)} · content ${contentHash.slice(0, 16)}`,
  );
}

/** The parts of a report in their order. */
class Report {
  readonly #sheet: Sheet;
  readonly #content: ReportContent;
  readonly #figures: ReportFigures;
  readonly #items: ReadonlyMap<string, ReportItem>;
  readonly #words: ReadonlyMap<string, ReportWord>;
  #sections = 0;
  #figureCount = 0;

  constructor(sheet: Sheet, content: ReportContent, figures: ReportFigures) {
    this.#sheet = sheet;
    this.#content = content;
    this.#figures = figures;
    this.#items = new Map(content.items.map((item) => [item.label, item]));
    this.#words = new Map(content.words.map((word) => [word.id, word]));
  }

  /** Whether the laboratory has a part in its reports. */
  prints(part: OptionalPart): boolean {
    return !(this.#content.laboratory?.leftOut.includes(part) ?? false);
  }

  title(): void {
    const { form, examiner, laboratory } = this.#content;
    const sheet = this.#sheet;
    const about = this.#content.case;
    const { logo } = this.#figures;
    if (logo) sheet.logo(logo, `Logo of ${laboratory?.name || 'the laboratory'}`);
    sheet.heading('Handwriting examination report', 'H1', styles.title, 60);
    sheet.space(8);
    if (about.synthetic) {
      sheet.notice('SYNTHETIC CASE: made for demonstration. None of the writing in it is by a person.');
      sheet.space(12);
    }
    sheet.definitions([
      ['Case number', stated(form.caseNumber)],
      ['Laboratory', stated(form.laboratory || (laboratory?.name ?? ''))],
      ...(laboratory?.address ? [['Address', plain(laboratory.address)] as const] : []),
      ['Examiner', plain(`${examiner.name} (${examiner.initials}), ${examiner.role}`)],
      ['Qualification', stated(form.examinerQualification)],
      ['Submitted by', stated(form.submitter)],
      ['Received on', stated(form.receivedOn)],
      ['Report made', plain(moment(this.#content.createdAt))],
      ...this.#issue(),
      ['Case', plain(about.name === about.folder ? about.name : `${about.name} (folder ${about.folder})`)],
      ['Case opened', plain(moment(about.createdAt))],
    ]);
    sheet.space(16);
    if (laboratory?.opening) this.#paragraph(laboratory.opening);
    this.#statement('Purpose of the examination', form.purpose);
    this.#statement('Background information received', form.background);
    this.#statement('Condition on receipt', form.conditionOnReceipt);
  }

  items(): void {
    const { items } = this.#content;
    this.#section('Items', 150);
    if (items.length === 0) {
      this.#sheet.paragraph('The case holds no item.');
      return;
    }
    const widths = [36, 64, 140, 92];
    const columns: Column[] = [
      { title: 'Item', width: widths[0] as number },
      { title: 'First page', width: widths[1] as number },
      { title: 'File and writer', width: widths[2] as number },
      { title: 'Image', width: widths[3] as number },
      {
        title: 'Words and SHA-256 of the file',
        width: COLUMN - widths.reduce((sum, width) => sum + width, 0),
      },
    ];
    this.#sheet.table(
      columns,
      items.map((item) => [
        [{ text: item.label, style: labelStyle(item) }],
        this.#thumbnail(item),
        [
          { text: item.path, style: styles.cell },
          { text: roleOf(item), style: styles.quiet },
          ...this.#handsOn(item).map((text) => ({ text, style: styles.quiet })),
          ...(item.problem === null ? [] : [{ text: item.problem, style: styles.quiet }]),
        ],
        plain(...imageFacts(item)),
        [
          { text: this.#wordCount(item), style: styles.cell },
          { text: item.sha256.replace(/(.{32})/, '$1\n'), style: styles.code },
        ],
      ]),
    );
  }

  /** Why what is computed from pages may be wrong. */
  cautions(): void {
    const cautioned = this.#content.items.flatMap((item) =>
      (item.cautions ?? []).map((caution) => ({ item, ...caution })),
    );
    if (cautioned.length === 0) return;
    this.#subsection('To note of the pages', 60);
    this.#sheet.table(
      [
        { title: 'Page', width: 100 },
        { title: 'What, and what can be done', width: COLUMN - 100 },
      ],
      cautioned.map(({ item, page, message }) => [
        [
          {
            text: item.pages === 1 ? item.label : `${item.label}, page ${page + 1}`,
            style: labelStyle(item),
          },
        ],
        plain(message),
      ]),
    );
  }

  /** What the examiner reads, line by line. */
  transcriptions(): void {
    const lines = transcribedLines(this.#content.words);
    if (lines.length === 0) return;
    this.#subsection('Transcription', 80);
    this.#paragraph('As the examiner reads it; an ellipsis stands for words that were not transcribed.');
    this.#sheet.table(
      [
        { title: 'Line', width: 100 },
        { title: 'Text', width: COLUMN - 100 },
      ],
      lines.map(({ item: label, by, page, line, text }) => {
        const item = this.#items.get(label) as ReportItem;
        const place = `${by}${item.pages === 1 ? '' : `, page ${page + 1}`}, line ${line + 1}`;
        return [[{ text: place, style: labelStyle(item) }], plain(text)];
      }),
    );
  }

  method(): void {
    this.#section('Method', 90);
    for (const paragraph of METHOD) this.#paragraph(paragraph);
    this.#subsection('Limits', 60);
    for (const paragraph of LIMITS) this.#paragraph(paragraph);
  }

  /** What the examiner found; before every score. */
  findings(): void {
    const { findings = [] } = this.#content;
    if (findings.length === 0) return;
    this.#section('Findings of the examiner', 120);
    const itemOf = (label: string): ReportItem => this.#items.get(label) as ReportItem;
    setFindings(this.#sheet, findings, {
      drawings: this.#figures.marks,
      styleOf: (label) => labelStyle(itemOf(label)),
      dpiOf: (label, page) => resolutionOf(itemOf(label), page).dpi,
      roleOf: (label) => itemOf(label).role,
      nextFigure: () => ++this.#figureCount,
    });
  }

  comparisons(): void {
    const { comparisons } = this.#content;
    this.#section('Comparisons', comparisons.length === 0 ? 40 : 215);
    if (comparisons.length === 0) this.#sheet.paragraph('This report holds no comparison.');
    comparisons.forEach((comparison, at) => this.#comparison(comparison, `${this.#sections}.${at + 1}`));
  }

  searches(): void {
    const { searches } = this.#content;
    this.#section('Searches', 120);
    if (searches.length === 0) {
      this.#sheet.paragraph('This report holds no search.');
      return;
    }
    this.#paragraph(SEARCH_CAUTION);
    searches.forEach((search, at) => this.#search(search, `${this.#sections}.${at + 1}`));
  }

  unexamined(): void {
    const { items, hands = [], comparisons, searches, findings = [] } = this.#content;
    this.#section('Unexamined material', 60);
    this.#paragraph(this.#content.form.unexamined || UNSTATED);
    const compared = new Set([
      ...comparisons.flatMap(({ questioned, known }) => [...questioned, ...known]),
      ...searches.flatMap(({ questioned, hits }) => [...questioned, ...hits.flatMap((hit) => hit.items)]),
      ...findings.flatMap(({ marks }) => marks.map(({ item }) => item)),
    ]);
    const nothing = findings.length === 0 ? 'no result' : 'no result and no finding';
    const rest = [...items, ...hands].map(({ label }) => label).filter((label) => !compared.has(label));
    if (rest.length > 0) {
      this.#paragraph(`Items of the case that stand in ${nothing} of this report: ${ranges(rest)}.`);
    }
  }

  opinion(): void {
    const { form, examiner, laboratory, review } = this.#content;
    // Room to write an opinion by hand stays with the lines to sign it on.
    this.#section('Opinion and signature', form.opinion === '' ? 330 : 150);
    this.#paragraph(form.opinion || UNSTATED);
    if (form.opinion === '') this.#sheet.space(90);
    this.#sheet.group('Sect', () => {
      this.#sheet.need(200);
      this.#sheet.writingLines([
        [`${examiner.name}, ${form.examinerQualification || examiner.role}`, 'Date'],
        [
          review
            ? `${review.reviewer.name}, ${review.reviewer.role}, reviewer`
            : 'Reviewed by (name and signature)',
          'Date',
        ],
      ]);
    });
    if (laboratory?.closing) {
      this.#sheet.space(12);
      this.#paragraph(laboratory.closing);
    }
  }

  /** What the words of this report mean, for whoever is no examiner. */
  glossary(): void {
    this.#section('Glossary', 90);
    this.#sheet.definitions(GLOSSARY.map(([term, text]) => [term, plain(text)]));
  }

  /** Of a final report; a draft is there to be reviewed. */
  review(): void {
    const { review, earlierReviews = [] } = this.#content;
    if (review === undefined) return;
    this.#section('Technical review', 120);
    if (review === null) {
      this.#paragraph(
        'None of this content is on record: no other examiner has signed a review of a draft that says the same.',
      );
      return;
    }
    const { reviewer, at, draft, answers } = review;
    const objections = objectionsIn(review).length;
    this.#paragraph(
      `By ${reviewer.name} (${reviewer.initials}), ${reviewer.role}, who did not write this report, on ${moment(at)}, of a draft with the same content: ${objections === 0 ? 'without objection' : `with ${count(objections, 'objection')}`}. The draft's content has the SHA-256`,
    );
    this.#sheet.paragraph(draft.contentSha256, styles.code);
    this.#sheet.space(8);
    this.#sheet.table(
      [
        { title: 'Reviewed', width: 240 },
        { title: 'Answer', width: 70 },
        { title: 'Comment', width: COLUMN - 310 },
      ],
      answers.map(({ item, answer, comment }) => [
        plain(REVIEW_ITEMS[item]),
        [{ text: REVIEW_ANSWERS[answer], style: answer === 'no' ? styles.cellStrong : styles.cell }],
        plain(comment),
      ]),
    );
    for (const earlier of earlierReviews) this.#earlierReview(earlier);
  }

  /** By whom and when, and what was objected: the latest review does not take the place of an objection before it. */
  #earlierReview(review: TechnicalReview): void {
    const { reviewer, at } = review;
    const objections = objectionsIn(review);
    this.#sheet.space(8);
    this.#paragraph(
      `An earlier review of a draft with the same content, by ${reviewer.name} (${reviewer.initials}), ${reviewer.role}, on ${moment(at)}: ${objections.length === 0 ? 'without objection' : `with ${count(objections.length, 'objection')}`}.`,
    );
    if (objections.length === 0) return;
    this.#sheet.table(
      [
        { title: 'Answered with no', width: 240 },
        { title: 'Comment', width: COLUMN - 240 },
      ],
      objections.map(({ item, comment }) => [plain(REVIEW_ITEMS[item]), plain(comment)]),
    );
  }

  journal(): void {
    const { journal } = this.#content;
    this.#section('Journal extract', 110);
    const first = journal.entries[0];
    const last = journal.entries.at(-1);
    const scope =
      first === undefined || last === undefined
        ? 'The journal of this case is empty.'
        : `Entries ${first.sequence} to ${last.sequence} of ${count(journal.total, 'entry', 'entries')}. Every entry holds the hash of the one before it; the head of the chain before this report was begun is`;
    this.#sheet.paragraph(scope);
    if (journal.head !== null) this.#sheet.paragraph(journal.head, styles.code);
    if (!journal.intact) {
      this.#sheet.space(6);
      this.#sheet.notice(
        `The chain is broken at entry ${journal.brokenAt ?? 'unknown'}: the journal was changed outside this program.`,
      );
    }
    this.#sheet.space(8);
    if (journal.entries.length === 0) return;
    const widths = [34, 98, 48, 88];
    this.#sheet.table(
      [
        { title: 'No.', width: widths[0] as number, align: 'right' },
        { title: 'Time (UTC)', width: widths[1] as number },
        { title: 'By', width: widths[2] as number },
        { title: 'Action', width: widths[3] as number },
        { title: 'Subject', width: COLUMN - widths.reduce((sum, width) => sum + width, 0) - 84 },
        { title: 'Hash', width: 84 },
      ],
      journal.entries.map((entry) => [
        [{ text: String(entry.sequence), style: styles.cell, align: 'right' }],
        plain(entry.at.slice(0, 19).replace('T', ' ')),
        plain(entry.examiner.initials),
        plain(entry.action),
        plain(this.#subjects(entry.subjects)),
        [{ text: entry.hash.slice(0, 16), style: styles.codeCell }],
      ]),
    );
  }

  versions(contentHash: string): void {
    const { model, software, platform } = this.#content;
    this.#section('Software and integrity', 130);
    const models = new Map(
      [
        model,
        ...this.#content.comparisons.map((each) => each.model),
        ...this.#content.searches.map((each) => each.model),
      ]
        .filter((each): each is ModelUse => each !== null)
        .map((each) => [`${each.sha256} ${each.provider}`, each]),
    );
    this.#sheet.definitions([
      ['Software', plain(software)],
      ['Platform', plain(platform)],
      ...(models.size === 0
        ? [['Encoder', plain('none in use')] as const]
        : Array.from(models.values(), (each): [string, Cell] => ['Encoder', modelCell(each)])),
      [
        'Content of this report',
        [
          { text: `SHA-256 ${contentHash}`, style: styles.code },
          {
            text: 'Of the JSON file written beside this PDF, which holds the same content and every word box and crop hash. Verifying that file reads the evidence again and recomputes hashes, crops, embeddings and scores.',
            style: styles.quiet,
          },
        ],
      ],
    ]);
  }

  #issue(): [string, Cell][] {
    const { issue } = this.#content;
    if (issue === undefined) return [];
    const { state, version, replaces } = issue;
    const standing =
      state === 'final'
        ? `Final, version ${version}. What changes later makes another version.`
        : `Draft of version ${version}: it may still change, and is not to be relied on.`;
    if (replaces === null) return [['State', plain(standing)]];
    const earlier: Cell = [
      {
        text: `version ${replaces.version}, whose content has the SHA-256`,
        style: styles.cell,
      },
      { text: replaces.contentSha256, style: styles.code },
    ];
    return [
      ['State', plain(standing)],
      [state === 'final' ? 'Takes the place of' : 'Would take the place of', earlier],
    ];
  }

  #comparison(comparison: ReportComparison, number: string): void {
    const sheet = this.#sheet;
    const { reference } = comparison;
    this.#subsection(
      `${number}  ${ranges(comparison.questioned)} compared with ${ranges(comparison.known)}`,
      170,
    );
    if (comparison.stale !== null) {
      sheet.notice(`This result no longer stands for the case as it is: ${comparison.stale}`);
      sheet.space(8);
    }
    sheet.definitions([
      ['Questioned', sideCell(comparison.questioned, comparison.questionedWords)],
      ['Known', sideCell(comparison.known, comparison.knownWords)],
      ['Writer of the known', plain(comparison.writers.join('; ') || 'not named')],
      [
        'Score',
        [
          { text: decimal(comparison.score), style: styles.cellStrong },
          { text: 'Cosine of the mean writer embeddings of both sides, from −1 to 1.', style: styles.quiet },
        ],
      ],
      ...(reference === null
        ? [['Reference', plain('none for this quantity of text')] as const]
        : ([
            [
              'Reference',
              plain(
                `${reference.population}: ${count(reference.writers, 'writer')}, ${count(reference.words, 'word')} on each side${reference.draws === 1 ? '' : `; means over ${count(reference.draws, 'random draw')} of as many words`}`,
              ),
            ],
            [
              'Same writer',
              plain(
                `${percentage(reference.samePercentile)} of ${count(reference.samePairs, 'same-writer pair')} score the same or less.`,
              ),
            ],
            [
              'Different writers',
              plain(
                `${percentage(reference.differentPercentile)} of ${count(reference.differentPairs, 'different-writer pair')} score the same or less.`,
              ),
            ],
          ] as const)),
      ['Computed', plain(computedBy(comparison))],
    ]);
    sheet.space(8);
    for (const caution of comparison.cautions ?? []) this.#caution(caution);
    this.#paragraph(comparison.statement);
    this.#evidence(comparison.evidence);
    if (this.prints('pairs')) this.#pairs(comparison.pairs);
  }

  #evidence(evidence: ReportComparison['evidence']): void {
    if (evidence === undefined) return;
    const { likelihoodRatio: ratio, reason } = evidence;
    if (ratio === null) {
      this.#sheet.definitions([['Likelihood ratio', plain(`none: ${reason}`)]]);
      this.#sheet.space(8);
      return;
    }
    const { population, band, bounds, propositions, expression } = ratio;
    const range = ([lower, upper]: readonly [number, number]): string =>
      `${log10LrText(lower)} to ${log10LrText(upper)}`;
    this.#sheet.definitions([
      ['First proposition', plain(propositions.same)],
      ['Second proposition', plain(propositions.different)],
      [
        'Likelihood ratio',
        [
          { text: `log10 LR ${log10LrText(ratio.log10Lr)}`, style: styles.cellStrong },
          {
            text: `${intervalText(ratio)}; ${expression.words}.`,
            style: styles.cell,
          },
        ],
      ],
      ['Scale', plain(`${expression.scale.name}: ${scaleText(expression.scale)}.`)],
      [
        'Population',
        [
          {
            text: `${population.name} (${list(population.datasets)}): ${count(population.writers.same, 'writer')} with pairs by one, ${count(population.writers.different, 'writer')} with pairs by two; ${bandText(band)}; ${ratio.method}.`,
            style: styles.cell,
          },
          { text: `SHA-256 ${population.sha256}`, style: styles.code },
        ],
      ],
      [
        'Bounds of log10 LR',
        plain(
          `ELUB ${range([bounds.elub.lower, bounds.elub.upper])}; ${boundingText(ratio)} ${range([bounds.sample.lower, bounds.sample.upper])}.${ratio.reached === null ? '' : ` The ratio was held at the ${ratio.reached} bound.`}`,
        ),
      ],
      ...this.#measured(ratio),
    ]);
    this.#sheet.space(8);
    this.#paragraph(ratio.statement);
    this.#tippett(ratio);
  }

  #measured({ measured }: LikelihoodRatio): [string, Cell][] {
    if (measured === undefined) return [];
    const { pairs, cllr, cllrMin, rates } = measured;
    const cost = `Cllr ${cllr.toFixed(2)}, of which ${cllrMin.toFixed(2)} is what perfect calibration would leave (0 perfect, 1 no information), on ${count(pairs.same, 'pair')} by one writer and ${count(pairs.different, 'pair')} by two, each scored by what was fitted without its writers.`;
    const misleading =
      rates === null
        ? 'The calibration does not hold rates of misleading evidence.'
        : `Misleading: ${percentage(rates.misleading.same)} of the pairs by one writer had a ratio below 1, ${percentage(rates.misleading.different)} of those by two one above 1.`;
    return [['Error rates of such ratios', plain(cost, misleading)]];
  }

  #tippett(ratio: LikelihoodRatio): void {
    const rates = ratio.measured?.rates;
    if (!rates || !this.prints('tippett')) return;
    const shares = rates.tippett.findLast(({ log10Lr }) => log10Lr <= ratio.log10Lr) ?? rates.tippett[0];
    const reached = `Of pairs of known origin ${percentage(shares?.same ?? 0)} by one writer and ${percentage(shares?.different ?? 0)} by two have as much as this result or more, seen in steps of 0.05.`;
    const alt = `Tippett plot of ${bandText(ratio.band)}. ${reached}`;
    const caption = `Tippett plot of ${bandText(ratio.band)} on the shorter side: for each log10 LR, the share of pairs of known origin that have as much or more. ${reached}${ratio.interval === null ? '' : ' Grey: the 95 % interval of this result.'}`;
    this.#sheet.plot(tippettPlot(ratio, rates, COLUMN), alt, caption, ++this.#figureCount);
  }

  #pairs(pairs: readonly SameWordPair[]): void {
    const shown = pairsToShow(pairs);
    if (shown.length === 0) {
      this.#paragraph('No word was found on both sides.');
      return;
    }
    const all = count(pairs.length, 'pair');
    // The sentence that leads to the figures stands above the first of them, not alone at the foot of a page.
    this.#sheet.need(125);
    this.#paragraph(
      shown.length === pairs.length
        ? `${all} of words taken for the same text, the surest first:`
        : `Of ${all} of words taken for the same text the ${shown.length} surest are shown; all are listed in the JSON file.`,
    );
    for (const pair of shown) this.#figure(pair);
  }

  #search(search: ReportSearch, number: string): void {
    const sheet = this.#sheet;
    this.#subsection(`${number}  Writers nearest to ${ranges(search.questioned)}`, 150);
    if (search.stale !== null) {
      sheet.notice(`This result no longer stands for the case as it is: ${search.stale}`);
      sheet.space(8);
    }
    sheet.definitions([
      ['Questioned', sideCell(search.questioned, search.questionedWords)],
      ['Searched', plain(count(search.searched, 'writer'))],
      ['Left out', plain(search.leftOut.join('; ') || 'none')],
      ['Computed', plain(computedBy(search))],
    ]);
    sheet.space(8);
    for (const caution of search.cautions ?? []) this.#caution(caution);
    this.#paragraph(search.statement);
    if (search.hits.length === 0) return;
    const supported = search.hits.some((hit) => hit.support !== undefined);
    const widths = [44, supported ? 150 : 178, supported ? 90 : 137, 50, ...(supported ? [75] : [])];
    sheet.table(
      [
        { title: 'Rank', width: widths[0] as number, align: 'right' },
        { title: 'Writer', width: widths[1] as number },
        { title: 'Items', width: widths[2] as number },
        { title: 'Words', width: widths[3] as number, align: 'right' },
        ...(supported ? [{ title: 'log10 LR', width: widths[4] as number, align: 'right' } as const] : []),
        { title: 'Score', width: COLUMN - widths.reduce((sum, width) => sum + width, 0), align: 'right' },
      ],
      search.hits.map((hit) => [
        [{ text: String(hit.rank), style: styles.cell, align: 'right' }],
        plain(hit.writer.name),
        plain(list(hit.items)),
        [{ text: String(hit.words), style: styles.cell, align: 'right' }],
        ...(supported
          ? [
              [
                {
                  text: hit.support === undefined ? '–' : log10LrText(hit.support.log10Lr),
                  style: styles.cell,
                  align: 'right',
                } as const,
              ],
            ]
          : []),
        [{ text: decimal(hit.score), style: styles.cell, align: 'right' }],
      ]),
    );
    sheet.space(12);
    for (const { hit, pair } of hitsToShow(search.hits)) {
      this.#figure(
        pair,
        `Rank ${hit.rank}, ${hit.writer.name}: one of the nearest pairs of words taken for the same text. `,
      );
    }
  }

  #figure(pair: SameWordPair, lead = ''): void {
    const cosines = `Word cosine ${decimal(pair.wordCosine)}, writer cosine ${decimal(pair.writerCosine)}.`;
    const caption = lead + cosines;
    this.#sheet.pair([this.#side(pair.questioned), this.#side(pair.known)], caption, ++this.#figureCount);
  }

  #side(id: string): Side {
    const word = this.#words.get(id);
    const item = this.#items.get(word?.item ?? '');
    const drawing: Drawing = this.#figures.words.get(id) ?? { absent: 'Not shown.' };
    return {
      picture: 'picture' in drawing ? drawing.picture : null,
      absent: 'absent' in drawing ? drawing.absent : '',
      dpi: word && item ? resolutionOf(item, word.page).dpi : null,
      legend: word === undefined ? 'Word of an earlier preparation' : placeOf(word),
      style: item === undefined ? styles.quiet : labelStyle(item),
    };
  }

  #thumbnail(item: ReportItem): Cell {
    const drawing: Drawing = this.#figures.thumbnails.get(item.label) ?? { absent: 'Not shown.' };
    if ('absent' in drawing) return [{ text: drawing.absent, style: styles.quiet }];
    return [{ picture: drawing.picture, width: 56, height: 60, alt: `First page of ${item.label}` }];
  }

  /** A line for each further hand on an item. */
  #handsOn({ label, role }: ReportItem): string[] {
    return (this.#content.hands ?? [])
      .filter((hand) => hand.item === label)
      .map(({ label: hand, writer, wordsUsed }) => {
        const ofNobody = role === 'questioned' ? 'questioned' : 'of nobody known';
        const whose = writer === null ? ofNobody : `known: ${writer.name}`;
        return `${hand}, another hand, ${whose}: ${count(wordsUsed, 'word')} used`;
      });
  }

  #wordCount({ label, wordsUsed, wordsExcluded }: ReportItem): string {
    const words = this.#content.words.filter((word) => word.item === label);
    const reasons = EXCLUSIONS.map(([reason, name]) => {
      const excluded = words.filter((word) => word.state === 'excluded' && word.reason === reason).length;
      return excluded === 0 ? '' : `${excluded} ${name}`;
    }).filter((text) => text !== '');
    const drawn = words.filter((word) => word.origin === 'drawn').length;
    const why = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
    const byHand = drawn === 0 ? '' : `; ${drawn} drawn by the examiner`;
    const removed = (this.#content.removed ?? []).filter((word) => word.item === label).length;
    const off = removed === 0 ? '' : `; ${removed} taken off the page or drawn anew by the examiner`;
    return `${count(wordsUsed, 'word')} used, ${wordsExcluded} excluded${why}${byHand}${off}`;
  }

  #subjects(subjects: readonly string[]): string {
    const known = new Map<string, string>([
      [this.#content.case.id, 'case'],
      ...this.#content.items.map((item) => [item.id, item.label] as const),
      ...(this.#content.hands ?? []).map((hand) => [hand.id, hand.label] as const),
      ...this.#content.items.flatMap((item) =>
        item.writer ? [[item.writer.id, item.writer.name] as const] : [],
      ),
      ...this.#content.comparisons.map((each) => [each.id, 'comparison'] as const),
      ...this.#content.searches.map((each) => [each.id, 'search'] as const),
    ]);
    const names = subjects.map((id) => known.get(id) ?? id.slice(0, 8));
    const shown = names.slice(0, 8).join(', ');
    return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
  }

  #section(title: string, follow: number): void {
    this.#sections++;
    this.#sheet.space(14);
    this.#sheet.heading(`${this.#sections}  ${title}`, 'H1', styles.heading, follow);
    this.#sheet.space(5);
  }

  #subsection(title: string, follow: number): void {
    this.#sheet.space(6);
    this.#sheet.heading(title, 'H2', styles.subheading, follow);
    this.#sheet.space(4);
  }

  #statement(title: string, text: string): void {
    this.#sheet.heading(title, 'H2', styles.subheading, 30);
    this.#paragraph(text || UNSTATED);
  }

  #caution(text: string): void {
    this.#sheet.notice(text);
    this.#sheet.space(8);
  }

  #paragraph(text: string): void {
    this.#sheet.paragraph(text);
    this.#sheet.space(6);
  }
}

function plain(...lines: string[]): Cell {
  return lines.map((text): Block => ({ text, style: styles.cell }));
}

function stated(text: string): Cell {
  return text === '' ? [{ text: UNSTATED, style: styles.quiet }] : plain(text);
}

function labelStyle(item: ReportItem): Style {
  if (item.role === 'questioned') return styles.questioned;
  return item.role === 'known' ? styles.known : styles.cellStrong;
}

function roleOf(item: ReportItem): string {
  if (item.role === 'known') return `Known: ${item.writer?.name ?? 'writer not named'}`;
  return item.role === 'questioned' ? 'Questioned' : 'Unassigned';
}

function imageFacts(item: ReportItem): string[] {
  if (item.format === null || item.width === null || item.height === null)
    return ['not read', bytesOf(item.bytes)];
  return [
    `${item.format.toUpperCase()}, ${bytesOf(item.bytes)}`,
    `${item.width} × ${item.height} px`,
    resolutionText(item),
    `${count(item.pages, 'page')}${item.orientation === null || item.orientation === 1 ? '' : `, orientation ${item.orientation}`}`,
  ];
}

/** What bounds a ratio beside ELUB: calibrations of before counted every writer alike. */
function boundingText({ measured }: LikelihoodRatio): string {
  const effective = measured?.effectiveWriters;
  if (effective === undefined) return 'by the number of writers';
  return `by the effective number of writers, ${effective.same.toFixed(1)} with pairs by one and ${effective.different.toFixed(1)} with pairs by two,`;
}

const REVIEW_ANSWERS = { yes: 'yes', no: 'no', 'not-applicable': 'not applicable' } as const;

/** Why words are excluded, as the report says it. */
const EXCLUSIONS = [
  ['crossed-out', 'crossed out'],
  ['printed', 'printed'],
  ['another-hand', 'by another hand'],
  ['other', 'for another reason'],
] as const;

function resolutionText(item: ReportItem): string {
  const { dpi, source } = resolutionOf(item, 0);
  if (dpi === null) return 'dpi not stated';
  const by = { file: '', scale: ', by a scale in the image', hand: ', stated by the examiner' }[source];
  return `${Math.round(dpi)} dpi${by}`;
}

function sideCell(labels: readonly string[], words: number): Cell {
  return [
    { text: list(labels), style: styles.cellStrong },
    { text: count(words, 'word'), style: styles.cell },
  ];
}

function modelCell(model: ModelUse): Cell {
  return [
    {
      text: `${model.name} ${model.version}, input contract ${model.inputVersion}, computed by ${model.provider}`,
      style: styles.cell,
    },
    { text: `SHA-256 ${model.sha256}`, style: styles.code },
  ];
}

function computedBy({ at, model, software }: { at: string; model: ModelUse; software: string }): string {
  return `${moment(at)} by ${software}, ${model.name} ${model.version} (${model.sha256.slice(0, 16)}), ${model.provider}`;
}

function list(names: readonly string[]): string {
  return names.join(', ');
}

/** Labels with runs of three or more drawn together: Q1, Q3, K1–K4. */
function ranges(labels: readonly string[]): string {
  const follows = (a: string | undefined, b: string | undefined): boolean => {
    const [, letter, number] = /^(\D+)(\d+)$/.exec(a ?? '') ?? [];
    return letter !== undefined && b === `${letter}${Number(number) + 1}`;
  };
  const parts: string[] = [];
  for (let from = 0; from < labels.length;) {
    let to = from;
    while (follows(labels[to], labels[to + 1])) to++;
    if (to - from < 2) to = from;
    parts.push(to === from ? (labels[from] as string) : `${labels[from]}–${labels[to]}`);
    from = to + 1;
  }
  return list(parts);
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

/** A cosine with three decimals, as in the statements and in the window. */
function decimal(value: number): string {
  const text = value.toFixed(3);
  return text === '-0.000' ? '0.000' : text.replace('-', '−');
}

function bytesOf(bytes: number): string {
  return `${bytes.toLocaleString('en-GB')} bytes`;
}

function moment(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
