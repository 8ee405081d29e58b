import {
  intervalText,
  log10LrText,
  mayBeSignature,
  NOT_OF_SIGNATURES,
  searchMayBeOfSignature,
  sharesReaching,
  type LikelihoodRatio,
} from '../../../contract/evidence.ts';
import type { ExclusionReason } from '../../../contract/corrections.ts';
import type {
  ReportComparison,
  ReportContent,
  ReportItem,
  ReportSearch,
  ReportWord,
} from '../../../contract/report.ts';
import type { OptionalPart } from '../../../contract/laboratory.ts';
import {
  objectionsIn,
  REVIEW_ITEMS,
  type MissingReview,
  type TechnicalReview,
} from '../../../contract/review.ts';
import type { ModelUse, SameWordPair } from '../../../contract/results.ts';
import { day, decimal, listing } from '../../../language/figures.ts';
import type { Language } from '../../../language/language.ts';
import { reportSpeaker, type ReportSpeaker } from '../../../language/report/report.ts';
import { semicolons, sentences } from '../../../language/sentences.ts';
import { METHODS } from '../comparison/likelihood-ratio/calibrator.ts';
import { bandText, ratioMeaning } from '../comparison/likelihood-ratio/evidence.ts';
import { scaleIn, scaleText } from '../../../contract/verbal-scale.ts';
import { notSearched } from '../../../contract/signature-statement.ts';
import { percentage } from '../../../contract/statement.ts';
import { contentSha256 } from './content.ts';
import { EMBEDDED, embeddedDocument } from './embedded-report.ts';
import type { Chart } from '../../../contract/chart-choice.ts';
import { setLetters, setNearness, setPairs, setScores, type ChartContext } from './charts-section.ts';
import { setFindings } from './findings-section.ts';
import { markedIn, type MarkedInReport } from './marked-signatures.ts';
import { HELD, setSignatures } from './signatures-section.ts';
import { setAgreement, setUnmasking } from './unmasking-section.ts';
import { hitsToShow, pairsToShow, type Drawing, type ReportFigures } from './figures.ts';
import { placeOf, resolutionOf } from './place.ts';
import { COLUMN, Sheet, styles, type Block, type Cell, type Column, type Side } from './sheet.ts';
import { tippettPlot } from '../../../contract/tippett-plot.ts';
import { transcribedLines } from './transcription.ts';
import type { Style } from './typesetting.ts';
import {
  DISTINCTIONS,
  GLOSSARY,
  LIMITS,
  METHOD,
  SEARCH_CAUTION,
  SIGNATURE_GLOSSARY,
  SIGNATURE_LIMITS,
  SIGNATURE_METHOD,
  UNSTATED,
} from './wording.ts';

/**
 * Sets a report: A4, tagged, embedded fonts, with its content as JSON inside. The same content and pictures give the same
 * bytes.
 *
 * @returns the file's bytes and its number of pages.
 */
export async function reportPdf(
  content: ReportContent,
  figures: ReportFigures,
): Promise<{ bytes: Uint8Array; pages: number }> {
  const { form, language = 'en' } = content;
  const say = reportSpeaker(language);
  const contentHash = contentSha256(content);
  const sheet = new Sheet(
    {
      title:
        form.caseNumber === ''
          ? say('Handwriting examination report')
          : say('Handwriting examination report, case {number}', { number: form.caseNumber }),
      author: content.examiner.name,
      software: content.software,
      createdAt: new Date(content.createdAt),
    },
    language,
  );
  sheet.attach({
    name: EMBEDDED.name,
    type: EMBEDDED.type,
    description: say(EMBEDDED.description),
    bytes: Buffer.from(`${JSON.stringify(embeddedDocument(content, contentHash))}\n`),
    modified: new Date(content.createdAt),
  });
  const report = new Report(sheet, content, figures);
  report.title();
  report.items();
  report.cautions();
  report.transcriptions();
  report.method();
  report.unmasking();
  report.findings();
  report.letters();
  report.comparisons();
  report.signatures();
  report.searches();
  report.nearness();
  report.unexamined();
  report.opinion();
  report.review();
  if (report.prints('glossary')) report.glossary();
  if (report.prints('journal')) report.journal();
  report.versions(contentHash);
  return sheet.finish(
    {
      left:
        form.caseNumber === ''
          ? say('Case number not stated')
          : say('Case {number}', { number: form.caseNumber }),
      right: form.laboratory || content.laboratory?.name || say('Handwriting examination'),
      warning: [
        ...(content.issue?.state === 'draft' ? [say('DRAFT')] : []),
        ...(content.case.synthetic ? [say('SYNTHETIC')] : []),
      ].join(' · '),
    },
    [
      content.software,
      moment(content.createdAt, language),
      say('content {hash}', { hash: contentHash.slice(0, 16) }),
    ].join(' · '),
  );
}

/** The parts of a report in their order. */
class Report {
  readonly #sheet: Sheet;
  readonly #content: ReportContent;
  readonly #figures: ReportFigures;
  readonly #language: Language;
  readonly #say: ReportSpeaker;
  readonly #items: ReadonlyMap<string, ReportItem>;
  readonly #words: ReadonlyMap<string, ReportWord>;
  readonly #charts: ChartContext;
  #sections = 0;
  #figureCount = 0;

  constructor(sheet: Sheet, content: ReportContent, figures: ReportFigures) {
    this.#sheet = sheet;
    this.#content = content;
    this.#figures = figures;
    this.#language = content.language ?? 'en';
    this.#say = reportSpeaker(this.#language);
    this.#items = new Map(content.items.map((item) => [item.label, item]));
    this.#words = new Map(content.words.map((word) => [word.id, word]));
    this.#charts = {
      content,
      figures,
      nextFigure: () => this.#figureCount + 1,
      takeFigure: () => ++this.#figureCount,
      language: this.#language,
    };
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
    const say = this.#say;
    if (logo) {
      const of = laboratory?.name ?? '';
      sheet.logo(
        logo,
        of === '' ? say('Logo of the laboratory') : say('Logo of {laboratory}', { laboratory: of }),
      );
    }
    sheet.heading(say('Handwriting examination report'), 'H1', styles.title, 60);
    sheet.space(8);
    if (about.synthetic) {
      sheet.notice(say('SYNTHETIC CASE: made for demonstration. None of the writing in it is by a person.'));
      sheet.space(12);
    }
    sheet.definitions([
      [say('Case number'), this.#stated(form.caseNumber)],
      [say('Laboratory'), this.#stated(form.laboratory || (laboratory?.name ?? ''))],
      ...(laboratory?.address ? [[say('Address'), plain(laboratory.address)] as const] : []),
      [say('Examiner'), plain(say('{name} ({initials}), {role}', examiner))],
      [say('Qualification'), this.#stated(form.examinerQualification)],
      [say('Submitted by'), this.#stated(form.submitter)],
      [say('Received on'), this.#stated(form.receivedOn)],
      [say('Report made'), plain(this.#moment(this.#content.createdAt))],
      ...this.#issue(),
      [say('Case'), plain(about.name === about.folder ? about.name : say('{name} (folder {folder})', about))],
      [say('Case opened'), plain(this.#moment(about.createdAt))],
    ]);
    sheet.space(16);
    if (laboratory?.opening) this.#paragraph(laboratory.opening);
    this.#statement(say('Purpose of the examination'), form.purpose);
    this.#statement(say('Background information received'), form.background);
    this.#statement(say('Condition on receipt'), form.conditionOnReceipt);
  }

  items(): void {
    const { items } = this.#content;
    const say = this.#say;
    this.#section(say('Items'), 150);
    if (items.length === 0) {
      this.#sheet.paragraph(say('The case holds no item.'));
      return;
    }
    const widths = [36, 64, 140, 92];
    const columns: Column[] = [
      { title: say('Item (title of a narrow column)'), width: widths[0] as number },
      { title: say('First page'), width: widths[1] as number },
      { title: say('File and writer'), width: widths[2] as number },
      { title: say('Image'), width: widths[3] as number },
      {
        title: say('Words and SHA-256 of the file'),
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
          { text: this.#roleOf(item), style: styles.quiet },
          ...this.#handsOn(item).map((text) => ({ text, style: styles.quiet })),
          ...(item.problem === null ? [] : [{ text: this.#told(item.problem), style: styles.quiet }]),
        ],
        plain(...this.#imageFacts(item)),
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
    this.#subsection(this.#say('To note of the pages'), 60);
    this.#sheet.table(
      [
        { title: this.#say('Page'), width: 100 },
        { title: this.#say('What, and what can be done'), width: COLUMN - 100 },
      ],
      cautioned.map(({ item, page, message }) => [
        [
          {
            text:
              item.pages === 1
                ? item.label
                : this.#say('{label}, page {page}', { label: item.label, page: page + 1 }),
            style: labelStyle(item),
          },
        ],
        plain(this.#told(message)),
      ]),
    );
  }

  /** What the examiner reads, line by line. */
  transcriptions(): void {
    const lines = transcribedLines(this.#content.words);
    if (lines.length === 0) return;
    const say = this.#say;
    this.#subsection(say('Transcription'), 80);
    this.#paragraph(say('As the examiner reads it; an ellipsis stands for words that were not transcribed.'));
    this.#sheet.table(
      [
        { title: say('Line'), width: 100 },
        { title: say('Text'), width: COLUMN - 100 },
      ],
      lines.map(({ item: label, by, page, line, text }) => {
        const item = this.#items.get(label) as ReportItem;
        const place =
          item.pages === 1
            ? say('{label}, line {line}', { label: by, line: line + 1 })
            : say('{label}, page {page}, line {line}', { label: by, page: page + 1, line: line + 1 });
        return [[{ text: place, style: labelStyle(item) }], plain(text)];
      }),
    );
  }

  method(): void {
    this.#section(this.#say('Method'), 90);
    const hasSignatures = this.#content.signatures !== undefined;
    for (const paragraph of METHOD) this.#paragraph(this.#say(paragraph));
    if (hasSignatures) this.#paragraph(this.#say(SIGNATURE_METHOD));
    this.#subsection(this.#say('Limits'), 60);
    for (const paragraph of LIMITS) this.#paragraph(this.#say(paragraph));
    if (hasSignatures) this.#paragraph(this.#say(SIGNATURE_LIMITS));
  }

  /** What was seen when, of a case under sequential unmasking. */
  unmasking(): void {
    const { unmasking, findings = [] } = this.#content;
    if (unmasking === undefined) return;
    this.#section(this.#say('What was seen when'), 120);
    setUnmasking(this.#sheet, unmasking, findings, this.#language);
    if (unmasking.agreement.length === 0) return;
    this.#subsection(this.#say('Independent findings beside each other'), 120);
    setAgreement(this.#sheet, unmasking, this.#language);
  }

  /** What the examiner found; before every score. */
  findings(): void {
    const { findings = [] } = this.#content;
    if (findings.length === 0) return;
    this.#section(this.#say('Findings of the examiner'), 120);
    const itemOf = (label: string): ReportItem => this.#items.get(label) as ReportItem;
    setFindings(this.#sheet, findings, {
      drawings: this.#figures.marks,
      styleOf: (label) => labelStyle(itemOf(label)),
      dpiOf: (label, page) => resolutionOf(itemOf(label), page).dpi,
      roleOf: (label) => itemOf(label).role,
      nextFigure: () => ++this.#figureCount,
      language: this.#language,
    });
  }

  /** Letters side by side; before every score, as what the examiner found. */
  letters(): void {
    if (!this.#misses('letters') && this.#content.charts?.letters === undefined) return;
    setLetters(this.#sheet, this.#charts, (follow) =>
      this.#section(this.#say('Letters beside each other'), follow),
    );
  }

  /** How near all hands lie to each other; after the results that are evidence. */
  nearness(): void {
    if (!this.#misses('matrix', 'map') && this.#content.charts?.nearness === undefined) return;
    setNearness(this.#sheet, this.#charts, (follow) =>
      this.#section(this.#say('Nearness of the hands'), follow),
    );
  }

  /** Whether the report says of one of these charts that it is missing. */
  #misses(...charts: readonly Chart[]): boolean {
    return this.#content.charts?.missing?.some(({ chart }) => charts.includes(chart)) ?? false;
  }

  comparisons(): void {
    const { comparisons } = this.#content;
    this.#section(this.#say('Comparisons'), comparisons.length === 0 ? 40 : 215);
    if (comparisons.length === 0) this.#sheet.paragraph(this.#say('This report holds no comparison.'));
    comparisons.forEach((comparison, at) => this.#comparison(comparison, `${this.#sections}.${at + 1}`));
  }

  /** Signatures compared with references. */
  signatures(): void {
    const { signatures = [] } = this.#content;
    if (signatures.length === 0) return;
    this.#section(this.#say('Signatures'), 215);
    signatures.forEach((comparison, at) => {
      const title = this.#say('{questioned} compared with {known}', {
        questioned: comparison.questioned.label,
        known: this.#ranges(comparison.references.map(({ label }) => label)),
      });
      this.#subsection(`${this.#sections}.${at + 1}  ${title}`, 170);
      this.#staleness(comparison);
      setSignatures(this.#sheet, comparison, {
        ...this.#charts,
        prints: (part) => this.prints(part),
        told: (english) => this.#told(english),
        computedBy: this.#computedBy(comparison),
        ratio: (ratio) => this.#ratio(ratio),
        method: (name) => this.#methodName(name),
      });
    });
  }

  searches(): void {
    const { searches } = this.#content;
    this.#section(this.#say('Searches'), 120);
    if (searches.length === 0) {
      this.#sheet.paragraph(this.#say('This report holds no search.'));
      return;
    }
    this.#paragraph(this.#say(SEARCH_CAUTION));
    searches.forEach((search, at) => this.#search(search, `${this.#sections}.${at + 1}`));
  }

  unexamined(): void {
    const { items, hands = [], comparisons, searches, signatures = [], findings = [] } = this.#content;
    const marked = signatures.length === 0 ? new Map<string, MarkedInReport>() : markedIn(this.#content);
    this.#section(this.#say('Unexamined material'), 60);
    this.#paragraph(this.#content.form.unexamined || this.#say(UNSTATED));
    const compared = new Set([
      ...comparisons.flatMap(({ questioned, known }) => [...questioned, ...known]),
      ...searches.flatMap(({ questioned, hits }) => [...questioned, ...hits.flatMap((hit) => hit.items)]),
      ...findings.flatMap(({ marks }) => marks.map(({ item }) => item)),
      ...signatures.flatMap(({ questioned, references }) =>
        [questioned, ...references].map(({ word, item }) => marked.get(word)?.source ?? item),
      ),
    ]);
    const rest = [...items, ...hands].map(({ label }) => label).filter((label) => !compared.has(label));
    if (rest.length > 0) {
      this.#paragraph(
        this.#say(
          findings.length === 0
            ? 'Items of the case that stand in no result of this report: {items}.'
            : 'Items of the case that stand in no result and no finding of this report: {items}.',
          { items: this.#ranges(rest) },
        ),
      );
    }
  }

  opinion(): void {
    const { form, examiner, laboratory, review } = this.#content;
    // Room to write an opinion by hand stays with the lines to sign it on.
    const say = this.#say;
    this.#section(say('Opinion and signature'), form.opinion === '' ? 330 : 150);
    this.#paragraph(form.opinion || say(UNSTATED));
    if (form.opinion === '') this.#sheet.space(90);
    this.#sheet.group('Sect', () => {
      this.#sheet.need(200);
      this.#sheet.writingLines([
        [
          say('{name}, {qualification}', {
            name: examiner.name,
            qualification: form.examinerQualification || examiner.role,
          }),
          say('Date'),
        ],
        [
          review ? say('{name}, {role}, reviewer', review.reviewer) : say('Reviewed by (name and signature)'),
          say('Date'),
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
    this.#section(this.#say('Glossary'), 90);
    const terms = this.#content.signatures === undefined ? GLOSSARY : [...GLOSSARY, ...SIGNATURE_GLOSSARY];
    this.#sheet.definitions(terms.map(([term, text]) => [this.#say(term), plain(this.#say(text))]));
  }

  /** Of a final report; a draft is there to be reviewed. */
  review(): void {
    const { review, earlierReviews = [], lostReviews = [] } = this.#content;
    if (review === undefined) return;
    const say = this.#say;
    this.#section(say('Technical review'), 120);
    for (const lost of lostReviews) this.#lostReview(lost);
    if (review === null) {
      this.#paragraph(
        say(
          'None of this content is on record: no other examiner has signed a review of a draft that says the same.',
        ),
      );
      return;
    }
    const { reviewer, draft, answers } = review;
    const objections = objectionsIn(review).length;
    const by = { ...reviewer, at: this.#moment(review.at) };
    this.#paragraph(
      objections === 0
        ? say(
            "By {name} ({initials}), {role}, who did not write this report, on {at}, of a draft with the same content: without objection. The draft's content has the SHA-256",
            by,
          )
        : say(
            "By {name} ({initials}), {role}, who did not write this report, on {at}, of a draft with the same content: with {objections, plural, one {# objection} other {# objections}}. The draft's content has the SHA-256",
            { ...by, objections },
          ),
    );
    this.#sheet.paragraph(draft.contentSha256, styles.code);
    this.#reviewBasis(review);
    this.#sheet.space(8);
    this.#sheet.table(
      [
        { title: say('Reviewed'), width: 240 },
        { title: say('Answer'), width: 70 },
        { title: say('Comment'), width: COLUMN - 310 },
      ],
      answers.map(({ item, answer, comment }) => [
        plain(say(REVIEW_ITEMS[item])),
        [
          {
            text: say(REVIEW_ANSWERS[answer]),
            style: answer === 'no' ? styles.cellStrong : styles.cell,
          },
        ],
        plain(comment),
      ]),
    );
    for (const earlier of earlierReviews) this.#earlierReview(earlier);
  }

  /** Of a review whose file is lost: that it was signed is on record, and what it said is not. */
  #lostReview({ at, by, objections, lost }: MissingReview): void {
    const say = this.#say;
    const signed = { by, at: this.#moment(at) };
    this.#paragraph(
      this.#sentences([
        objections === 0
          ? say('{by} signed a review of a draft with the same content on {at}: without objection.', signed)
          : say(
              '{by} signed a review of a draft with the same content on {at}: with {objections, plural, one {# objection} other {# objections}}.',
              { ...signed, objections },
            ),
        lost === null
          ? say('Its file is lost: what it said is not known.')
          : say('Its file is lost, as {by} recorded on {at}: what it said is not known.', {
              by: lost.by,
              at: this.#moment(lost.at),
            }),
      ]),
    );
  }

  /** What author and reviewer are told apart by, and what was read where it was not written by this program. */
  #reviewBasis({ distinction, draft }: TechnicalReview): void {
    if (distinction !== undefined) this.#paragraph(this.#say(DISTINCTIONS[distinction]));
    if (draft.software === undefined || draft.software === this.#content.software) return;
    this.#sheet.notice(
      this.#say(
        'The draft that was reviewed was written by {before}, this report by {now}. Both say the same of the case; wording and layout may differ, and were not reviewed.',
        { before: draft.software, now: this.#content.software },
      ),
    );
  }

  /** By whom and when, and what was objected: the latest review does not take the place of an objection before it. */
  #earlierReview(review: TechnicalReview): void {
    const say = this.#say;
    const objections = objectionsIn(review);
    const by = { ...review.reviewer, at: this.#moment(review.at) };
    this.#sheet.space(8);
    this.#paragraph(
      objections.length === 0
        ? say(
            'An earlier review of a draft with the same content, by {name} ({initials}), {role}, on {at}: without objection.',
            by,
          )
        : say(
            'An earlier review of a draft with the same content, by {name} ({initials}), {role}, on {at}: with {objections, plural, one {# objection} other {# objections}}.',
            { ...by, objections: objections.length },
          ),
    );
    if (objections.length === 0) return;
    this.#sheet.table(
      [
        { title: say('Answered with no'), width: 240 },
        { title: say('Comment'), width: COLUMN - 240 },
      ],
      objections.map(({ item, comment }) => [plain(say(REVIEW_ITEMS[item])), plain(comment)]),
    );
  }

  journal(): void {
    const { journal } = this.#content;
    const say = this.#say;
    this.#section(say('Journal extract'), 110);
    const first = journal.entries[0];
    const last = journal.entries.at(-1);
    const scope =
      first === undefined || last === undefined
        ? say('The journal of this case is empty.')
        : say(
            'Entries {first} to {last} of {total, plural, one {# entry} other {# entries}}. Every entry holds the hash of the one before it; the head of the chain before this report was begun is',
            { first: first.sequence, last: last.sequence, total: journal.total },
          );
    this.#sheet.paragraph(scope);
    if (journal.head !== null) this.#sheet.paragraph(journal.head, styles.code);
    if (!journal.intact) {
      this.#sheet.space(6);
      this.#sheet.notice(
        journal.brokenAt === null
          ? say('The chain is broken at entry unknown: the journal was changed outside this program.')
          : say('The chain is broken at entry {entry}: the journal was changed outside this program.', {
              entry: journal.brokenAt,
            }),
      );
    }
    this.#sheet.space(8);
    if (journal.entries.length === 0) return;
    const widths = [34, 112, 48, 88];
    this.#sheet.table(
      [
        { title: say('No.'), width: widths[0] as number, align: 'right' },
        { title: say('Time (UTC)'), width: widths[1] as number },
        { title: say('By'), width: widths[2] as number },
        { title: say('Action'), width: widths[3] as number },
        { title: say('Subject'), width: COLUMN - widths.reduce((sum, width) => sum + width, 0) - 84 },
        { title: say('Hash'), width: 84 },
      ],
      journal.entries.map((entry) => [
        [{ text: String(entry.sequence), style: styles.cell, align: 'right' }],
        plain(`${day(this.#language, entry.at)} ${entry.at.slice(11, 19)}`),
        plain(entry.examiner.initials),
        plain(entry.action),
        plain(this.#subjects(entry.subjects)),
        [{ text: entry.hash.slice(0, 16), style: styles.codeCell }],
      ]),
    );
  }

  versions(contentHash: string): void {
    const { model, software, platform } = this.#content;
    const say = this.#say;
    this.#section(say('Software and integrity'), 130);
    const models = eachOnce([
      ...(model === null ? [] : [model]),
      ...this.#content.comparisons.map((each) => each.model),
      ...this.#content.searches.map((each) => each.model),
    ]);
    const signing = eachOnce((this.#content.signatures ?? []).map((each) => each.model));
    this.#sheet.definitions([
      [say('Software'), plain(software)],
      [say('Platform'), plain(platform)],
      ...(models.size === 0
        ? [[say('Encoder'), plain(say('none in use'))] as const]
        : Array.from(models.values(), (each): [string, Cell] => [say('Encoder'), this.#modelCell(each)])),
      ...Array.from(signing.values(), (each): [string, Cell] => [
        say('Signature model'),
        this.#modelCell(each),
      ]),
      [
        say('Content of this report'),
        [
          { text: `SHA-256 ${contentHash}`, style: styles.code },
          {
            text: say(
              'Of the JSON in this PDF and of the file written beside it, which hold the same content and every word box and crop hash. Verifying either reads the evidence again and recomputes hashes, crops, embeddings and scores.',
            ),
            style: styles.quiet,
          },
        ],
      ],
    ]);
  }

  #issue(): [string, Cell][] {
    const { issue } = this.#content;
    if (issue === undefined) return [];
    const say = this.#say;
    const { state, version, replaces } = issue;
    const standing = plain(
      state === 'final'
        ? say('Final, version {version}. What changes later makes another version.', { version })
        : say('Draft of version {version}: it may still change, and is not to be relied on.', { version }),
    );
    if (replaces === null) return [[say('State'), standing]];
    const earlier: Cell = [
      {
        text: say('version {version}, whose content has the SHA-256', { version: replaces.version }),
        style: styles.cell,
      },
      { text: replaces.contentSha256, style: styles.code },
    ];
    return [
      [say('State'), standing],
      [state === 'final' ? say('Takes the place of') : say('Would take the place of'), earlier],
    ];
  }

  #comparison(comparison: ReportComparison, number: string): void {
    const sheet = this.#sheet;
    const say = this.#say;
    const title = say('{questioned} compared with {known}', {
      questioned: this.#ranges(comparison.questioned),
      known: this.#ranges(comparison.known),
    });
    this.#subsection(`${number}  ${title}`, 170);
    this.#staleness(comparison);
    sheet.definitions([
      [say('Questioned'), this.#sideCell(comparison.questioned, comparison.questionedWords)],
      [say('Known'), this.#sideCell(comparison.known, comparison.knownWords)],
      [say('Writer of the known'), plain(this.#semicolons(comparison.writers) || say('not named'))],
      [
        say('Score'),
        [
          { text: this.#cosine(comparison.score), style: styles.cellStrong },
          {
            text: say('Cosine of the mean writer embeddings of both sides, from −1 to 1.'),
            style: styles.quiet,
          },
        ],
      ],
      ...this.#placed(comparison.reference),
      [say('Computed'), plain(this.#computedBy(comparison))],
    ]);
    sheet.space(8);
    for (const caution of comparison.cautions ?? []) this.#caution(this.#told(caution));
    this.#paragraph(this.#told(comparison.statement));
    setScores(sheet, comparison, this.#charts);
    this.#evidence(comparison.evidence);
    if (this.prints('pairs')) this.#pairs(comparison.pairs);
    setPairs(sheet, comparison, this.#charts);
  }

  #staleness({ stale }: { readonly stale: string | null }): void {
    if (stale === null) return;
    this.#sheet.notice(
      this.#sentences([this.#say('This result no longer stands for the case as it is:'), this.#told(stale)]),
    );
    this.#sheet.space(8);
  }

  #placed(reference: ReportComparison['reference']): [string, Cell][] {
    const say = this.#say;
    if (reference === null) return [[say('Reference'), plain(say('none for this quantity of text'))]];
    const { draws, samePercentile, samePairs, differentPercentile, differentPairs } = reference;
    const share = (percentile: number): string => percentage(percentile, this.#language);
    return [
      [
        say('Reference'),
        plain(
          draws === 1
            ? say(
                '{population}: {writers, plural, one {# writer} other {# writers}}, {words, plural, one {# word} other {# words}} on each side',
                reference,
              )
            : say(
                '{population}: {writers, plural, one {# writer} other {# writers}}, {words, plural, one {# word} other {# words}} on each side; means over {draws, plural, one {# random draw} other {# random draws}} of as many words',
                reference,
              ),
        ),
      ],
      [
        say('Same writer'),
        plain(
          say(
            '{share} of {pairs, plural, one {# same-writer pair} other {# same-writer pairs}} score the same or less.',
            { share: share(samePercentile), pairs: samePairs },
          ),
        ),
      ],
      [
        say('Different writers'),
        plain(
          say(
            '{share} of {pairs, plural, one {# different-writer pair} other {# different-writer pairs}} score the same or less.',
            { share: share(differentPercentile), pairs: differentPairs },
          ),
        ),
      ],
    ];
  }

  #evidence(evidence: ReportComparison['evidence']): void {
    if (evidence === undefined) return;
    const say = this.#say;
    const language = this.#language;
    const { likelihoodRatio: ratio, reason } = evidence;
    if (ratio === null) {
      this.#sheet.definitions([
        [say('Likelihood ratio'), plain(this.#sentences([say('none:'), this.#told(reason)]))],
      ]);
      this.#sheet.space(8);
      return;
    }
    const { population, band } = ratio;
    this.#sheet.definitions([
      ...this.#ratio(ratio),
      [
        say('Population'),
        [
          {
            text: say(
              '{name} ({datasets}): {same, plural, one {# writer} other {# writers}} with pairs by one, {different, plural, one {# writer} other {# writers}} with pairs by two; {band}; {method}.',
              {
                name: population.name,
                datasets: this.#list(population.datasets),
                ...population.writers,
                band: bandText(band, language),
                method: this.#methodName(ratio.method),
              },
            ),
            style: styles.cell,
          },
          { text: `SHA-256 ${population.sha256}`, style: styles.code },
        ],
      ],
      [say('Bounds of log10 LR'), plain(this.#bounds(ratio))],
      ...this.#measured(ratio),
    ]);
    this.#sheet.space(8);
    if (mayBeSignature(band.words)) this.#caution(say(NOT_OF_SIGNATURES));
    this.#paragraph(ratioMeaning(ratio, this.#language, (english) => this.#told(english)));
    this.#tippett(ratio);
  }

  /** A ratio with its propositions, and what it is called. */
  #ratio({
    propositions,
    expression,
    ...ratio
  }: Pick<LikelihoodRatio, 'log10Lr' | 'interval' | 'bounds' | 'expression'> & {
    readonly propositions: Pick<LikelihoodRatio['propositions'], 'same' | 'different'> & {
      readonly kind: string;
    };
  }): [string, Cell][] {
    const say = this.#say;
    const language = this.#language;
    const scale = scaleIn(expression.scale, language);
    return [
      [say('First proposition'), plain(this.#told(propositions.same))],
      [say('Second proposition'), plain(this.#told(propositions.different))],
      [
        say('Likelihood ratio'),
        [
          {
            text: say('log10 LR {ratio}', { ratio: log10LrText(ratio.log10Lr, language) }),
            style: styles.cellStrong,
          },
          {
            text: say('{interval}; {words}.', {
              interval: intervalText({ ...ratio, propositions }, language),
              words: this.#told(expression.words),
            }),
            style: styles.cell,
          },
        ],
      ],
      [say('Scale'), plain(say('{name}: {steps}.', { name: scale.name, steps: scaleText(scale, language) }))],
    ];
  }

  /** A way of calibrating that this version does not know is named as the result names it. */
  #methodName(name: string): string {
    const method = METHODS.find((each) => each === name);
    return method === undefined ? name : this.#say(method);
  }

  /** What bounds a ratio beside ELUB: calibrations of before counted every writer alike. */
  #bounds({ bounds, measured, reached }: LikelihoodRatio): string {
    const say = this.#say;
    const range = ({ lower, upper }: LikelihoodRatio['bounds']['elub']): string =>
      say('{lower} to {upper}', {
        lower: log10LrText(lower, this.#language),
        upper: log10LrText(upper, this.#language),
      });
    const [elub, sample] = [range(bounds.elub), range(bounds.sample)];
    const effective = measured?.effectiveWriters;
    const writers = (number: number): string => decimal(this.#language, number, 1);
    return this.#sentences([
      effective === undefined
        ? say('ELUB {elub}; by the number of writers {range}.', { elub, range: sample })
        : say(
            'ELUB {elub}; by the effective number of writers, {same} with pairs by one and {different} with pairs by two, {range}.',
            { elub, range: sample, same: writers(effective.same), different: writers(effective.different) },
          ),
      reached === null ? '' : say(HELD[reached]),
    ]);
  }

  #measured({ measured }: LikelihoodRatio): [string, Cell][] {
    if (measured === undefined) return [];
    const say = this.#say;
    const { pairs, cllr, cllrMin, rates } = measured;
    const cost = say(
      'Cllr {cllr}, of which {least} is what perfect calibration would leave (0 perfect, 1 no information), on {same, plural, one {# pair} other {# pairs}} by one writer and {different, plural, one {# pair} other {# pairs}} by two, each scored by what was fitted without its writers.',
      { cllr: decimal(this.#language, cllr, 2), least: decimal(this.#language, cllrMin, 2), ...pairs },
    );
    const misleading =
      rates === null
        ? say('The calibration does not hold rates of misleading evidence.')
        : say(
            'Misleading: {same} of the pairs by one writer had a ratio below 1, {different} of those by two one above 1.',
            {
              same: percentage(rates.misleading.same, this.#language),
              different: percentage(rates.misleading.different, this.#language),
            },
          );
    return [[say('Error rates of such ratios'), plain(cost, misleading)]];
  }

  #tippett(ratio: LikelihoodRatio): void {
    const rates = ratio.measured?.rates;
    if (!rates || !this.prints('tippett')) return;
    const say = this.#say;
    const language = this.#language;
    const { same, different } = sharesReaching(rates, ratio.log10Lr);
    const band = bandText(ratio.band, language);
    const reached = say(
      'Of pairs of known origin {same} by one writer and {different} by two have as much as this result or more, seen in steps of 0.05.',
      {
        same: percentage(same, language),
        different: percentage(different, language),
      },
    );
    const alt = this.#sentences([say('Tippett plot of {band}.', { band }), reached]);
    const caption = this.#sentences([
      say(
        'Tippett plot of {band} on the shorter side: for each log10 LR, the share of pairs of known origin that have as much or more.',
        { band },
      ),
      reached,
      ratio.interval === null ? '' : say('Grey: the 95 % interval of this result.'),
    ]);
    const number = ++this.#figureCount;
    this.#sheet.plot(tippettPlot(ratio, rates, COLUMN, language), { alt, caption, number });
  }

  #pairs(pairs: readonly SameWordPair[]): void {
    const say = this.#say;
    const shown = pairsToShow(pairs);
    if (shown.length === 0) {
      this.#paragraph(say('No word was found on both sides.'));
      return;
    }
    const counts = { pairs: pairs.length, shown: shown.length };
    // The sentence that leads to the figures stands above the first of them, not alone at the foot of a page.
    this.#sheet.need(125);
    this.#paragraph(
      shown.length === pairs.length
        ? say(
            '{pairs, plural, one {# pair} other {# pairs}} of words taken for the same text, the surest first:',
            counts,
          )
        : say(
            'Of {pairs, plural, one {# pair} other {# pairs}} of words taken for the same text the {shown} surest are shown; all are listed in the JSON file.',
            counts,
          ),
    );
    for (const pair of shown) this.#figure(pair);
  }

  #search(search: ReportSearch, number: string): void {
    const sheet = this.#sheet;
    const say = this.#say;
    const title = say('Writers nearest to {questioned}', { questioned: this.#ranges(search.questioned) });
    this.#subsection(`${number}  ${title}`, 150);
    this.#staleness(search);
    sheet.definitions([
      [say('Questioned'), this.#sideCell(search.questioned, search.questionedWords)],
      [
        say('Searched'),
        plain(say('{writers, plural, one {# writer} other {# writers}}', { writers: search.searched })),
      ],
      [say('Left out'), plain(this.#semicolons(search.leftOut) || say('none'))],
      [say('Computed'), plain(this.#computedBy(search))],
    ]);
    sheet.space(8);
    for (const caution of search.cautions ?? []) this.#caution(this.#told(caution));
    if (search.signatures) this.#caution(notSearched(search.signatures, this.#language));
    if (searchMayBeOfSignature(search)) this.#caution(say(NOT_OF_SIGNATURES));
    this.#paragraph(this.#told(search.statement));
    if (search.hits.length === 0) return;
    const supported = search.hits.some((hit) => hit.support !== undefined);
    const widths = [44, supported ? 150 : 178, supported ? 90 : 137, 50, ...(supported ? [75] : [])];
    sheet.table(
      [
        { title: say('Rank'), width: widths[0] as number, align: 'right' },
        { title: say('Writer'), width: widths[1] as number },
        { title: say('Items'), width: widths[2] as number },
        { title: say('Words'), width: widths[3] as number, align: 'right' },
        ...(supported ? [{ title: 'log10 LR', width: widths[4] as number, align: 'right' } as const] : []),
        {
          title: say('Score'),
          width: COLUMN - widths.reduce((sum, width) => sum + width, 0),
          align: 'right',
        },
      ],
      search.hits.map((hit) => [
        [{ text: String(hit.rank), style: styles.cell, align: 'right' }],
        plain(hit.writer.name),
        plain(this.#list(hit.items)),
        [{ text: String(hit.words), style: styles.cell, align: 'right' }],
        ...(supported
          ? [
              [
                {
                  text: hit.support === undefined ? '–' : log10LrText(hit.support.log10Lr, this.#language),
                  style: styles.cell,
                  align: 'right',
                } as const,
              ],
            ]
          : []),
        [{ text: this.#cosine(hit.score), style: styles.cell, align: 'right' }],
      ]),
    );
    sheet.space(12);
    for (const { rank, writer, sharedWith = [] } of search.hits) {
      if (sharedWith.length === 0) continue;
      this.#caution(
        say('Rank {rank}, {writer}: the same writing, pixel for pixel, is assigned to {writers} as well.', {
          rank,
          writer: writer.name,
          writers: this.#semicolons(sharedWith.map(({ name }) => name)),
        }),
      );
    }
    for (const { hit, pair } of hitsToShow(search.hits)) {
      this.#figure(
        pair,
        say('Rank {rank}, {writer}: one of the nearest pairs of words taken for the same text.', {
          rank: hit.rank,
          writer: hit.writer.name,
        }),
      );
    }
  }

  #figure(pair: SameWordPair, lead = ''): void {
    const cosines = this.#say('Word cosine {word}, writer cosine {writer}.', {
      word: this.#cosine(pair.wordCosine),
      writer: this.#cosine(pair.writerCosine),
    });
    const caption = this.#sentences([lead, cosines]);
    this.#sheet.pair([this.#side(pair.questioned), this.#side(pair.known)], caption, ++this.#figureCount);
  }

  #side(id: string): Side {
    const word = this.#words.get(id);
    const item = this.#items.get(word?.item ?? '');
    const drawing: Drawing = this.#figures.words.get(id) ?? { absent: 'Not shown.' };
    return {
      picture: 'picture' in drawing ? drawing.picture : null,
      absent: 'absent' in drawing ? this.#say(drawing.absent) : '',
      dpi: word && item ? resolutionOf(item, word.page).dpi : null,
      legend:
        word === undefined ? this.#say('Word of an earlier preparation') : placeOf(word, this.#language),
      style: item === undefined ? styles.quiet : labelStyle(item),
    };
  }

  #thumbnail(item: ReportItem): Cell {
    const drawing: Drawing = this.#figures.thumbnails.get(item.label) ?? { absent: 'Not shown.' };
    if ('absent' in drawing) return [{ text: this.#say(drawing.absent), style: styles.quiet }];
    const alt = this.#say('First page of {item}', { item: item.label });
    return [{ picture: drawing.picture, width: 56, height: 60, alt }];
  }

  /** A line for each further hand on an item. */
  #handsOn({ label, role }: ReportItem): string[] {
    return (this.#content.hands ?? [])
      .filter((hand) => hand.item === label)
      .map(({ label: hand, writer, wordsUsed: words }) => {
        if (writer !== null) {
          return this.#say(
            '{hand}, another hand, known: {writer}: {words, plural, one {# word} other {# words}} used',
            { hand, writer: writer.name, words },
          );
        }
        return role === 'questioned'
          ? this.#say(
              '{hand}, another hand, questioned: {words, plural, one {# word} other {# words}} used',
              { hand, words },
            )
          : this.#say(
              '{hand}, another hand, of nobody known: {words, plural, one {# word} other {# words}} used',
              { hand, words },
            );
      });
  }

  #wordCount({ label, wordsUsed: used, wordsExcluded }: ReportItem): string {
    const say = this.#say;
    const words = this.#content.words.filter((word) => word.item === label);
    const outFor = (reason: ExclusionReason): number =>
      words.filter((word) => word.state === 'excluded' && word.reason === reason).length;
    const reasons = EXCLUSIONS.flatMap(([reason, message]) => {
      const left = outFor(reason);
      return left === 0 ? [] : [say(message, { words: left })];
    });
    const signatures = outFor('signature');
    const excluded = wordsExcluded - signatures;
    const drawn = words.filter((word) => word.origin === 'drawn').length;
    const removed = (this.#content.removed ?? []).filter((word) => word.item === label).length;
    return this.#semicolons([
      reasons.length === 0
        ? say('{used, plural, one {# word} other {# words}} used, {excluded} excluded', { used, excluded })
        : say('{used, plural, one {# word} other {# words}} used, {excluded} excluded ({reasons})', {
            used,
            excluded,
            reasons: this.#list(reasons),
          }),
      ...(signatures === 0
        ? []
        : [
            say('{count, plural, one {# signature} other {# signatures}}, not compared word by word', {
              count: signatures,
            }),
          ]),
      ...(drawn === 0 ? [] : [say('{words} drawn by the examiner', { words: drawn })]),
      ...(removed === 0
        ? []
        : [say('{words} taken off the page or drawn anew by the examiner', { words: removed })]),
    ]);
  }

  #subjects(subjects: readonly string[]): string {
    const known = new Map<string, string>([
      [this.#content.case.id, this.#say('case')],
      ...this.#content.items.map((item) => [item.id, item.label] as const),
      ...(this.#content.hands ?? []).map((hand) => [hand.id, hand.label] as const),
      ...this.#content.items.flatMap((item) =>
        item.writer ? [[item.writer.id, item.writer.name] as const] : [],
      ),
      ...this.#content.comparisons.map((each) => [each.id, this.#say('comparison')] as const),
      ...this.#content.searches.map((each) => [each.id, this.#say('search')] as const),
      ...(this.#content.signatures ?? []).map(
        (each) => [each.id, this.#say('comparison of signatures')] as const,
      ),
    ]);
    const names = subjects.map((id) => known.get(id) ?? id.slice(0, 8));
    const shown = this.#list(names.slice(0, 8));
    return names.length > 8
      ? this.#say('{subjects} and {more} more', { subjects: shown, more: names.length - 8 })
      : shown;
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
    this.#paragraph(text || this.#say(UNSTATED));
  }

  #caution(text: string): void {
    this.#sheet.notice(text);
    this.#sheet.space(8);
  }

  #paragraph(text: string): void {
    this.#sheet.paragraph(text);
    this.#sheet.space(6);
  }

  /** What the program has said in English, in the report's language. */
  #told(english: string): string {
    return this.#content.translations?.[english] ?? english;
  }

  #stated(text: string): Cell {
    return text === '' ? [{ text: this.#say(UNSTATED), style: styles.quiet }] : plain(text);
  }

  #roleOf({ role, writer }: ReportItem): string {
    if (role !== 'known') return this.#say(role === 'questioned' ? 'Questioned' : 'Unassigned');
    return writer === null
      ? this.#say('Known: writer not named')
      : this.#say('Known: {writer}', { writer: writer.name });
  }

  #imageFacts(item: ReportItem): string[] {
    const say = this.#say;
    const { format, width, height, bytes, pages, orientation } = item;
    if (format === null || width === null || height === null) {
      return [say('not read'), say('{bytes, number} bytes', { bytes })];
    }
    return [
      say('{format}, {bytes, number} bytes', { format: format.toUpperCase(), bytes }),
      say('{width} × {height} px', { width, height }),
      this.#resolution(item),
      orientation === null || orientation === 1
        ? say('{pages, plural, one {# page} other {# pages}}', { pages })
        : say('{pages, plural, one {# page} other {# pages}}, orientation {orientation}', {
            pages,
            orientation,
          }),
    ];
  }

  #resolution(item: ReportItem): string {
    const { dpi, source } = resolutionOf(item, 0);
    if (dpi === null) return this.#say('dpi not stated');
    return this.#say(RESOLUTIONS[source], { dpi: Math.round(dpi) });
  }

  #sideCell(labels: readonly string[], words: number): Cell {
    return [
      { text: this.#list(labels), style: styles.cellStrong },
      {
        text: this.#say('{words, plural, one {# word} other {# words}}', { words }),
        style: styles.cell,
      },
    ];
  }

  #modelCell({ name, version, inputVersion, provider, sha256 }: ModelUse): Cell {
    return [
      {
        text: this.#say('{name} {version}, input contract {input}, computed by {provider}', {
          name,
          version,
          input: inputVersion,
          provider,
        }),
        style: styles.cell,
      },
      { text: `SHA-256 ${sha256}`, style: styles.code },
    ];
  }

  #computedBy({ at, model, software }: { at: string; model: ModelUse; software: string }): string {
    return this.#say('{at} by {software}, {model}, {provider}', {
      at: this.#moment(at),
      software,
      model: `${model.name} ${model.version} (${model.sha256.slice(0, 16)})`,
      provider: model.provider,
    });
  }

  /** Labels with runs of three or more drawn together: Q1, Q3, K1–K4. */
  #ranges(labels: readonly string[]): string {
    return this.#list(runs(labels));
  }

  #list(names: readonly string[]): string {
    return listing(this.#language, names);
  }

  #semicolons(parts: readonly string[]): string {
    return semicolons(this.#language, parts);
  }

  #sentences(parts: readonly string[]): string {
    return sentences(this.#language, parts);
  }

  /** With three decimals, as in the statements and in the window. */
  #cosine(value: number): string {
    return decimal(this.#language, value, 3);
  }

  #moment(at: string): string {
    return moment(at, this.#language);
  }
}

/** Models by file and provider. */
const eachOnce = (models: readonly ModelUse[]): ReadonlyMap<string, ModelUse> =>
  new Map(models.map((each) => [`${each.sha256} ${each.provider}`, each]));

function plain(...lines: string[]): Cell {
  return lines.map((text): Block => ({ text, style: styles.cell }));
}

function labelStyle(item: ReportItem): Style {
  if (item.role === 'questioned') return styles.questioned;
  return item.role === 'known' ? styles.known : styles.cellStrong;
}

/** A resolution, by who states it. */
const RESOLUTIONS = {
  file: '{dpi} dpi',
  scale: '{dpi} dpi, by a scale in the image',
  hand: '{dpi} dpi, stated by the examiner',
} as const;

const REVIEW_ANSWERS = { yes: 'yes', no: 'no', 'not-applicable': 'not applicable' } as const;

/** Why words are excluded, as the report says it; signatures are said apart. */
const EXCLUSIONS = [
  ['crossed-out', '{words} crossed out'],
  ['printed', '{words} printed'],
  ['another-hand', '{words} by another hand'],
  ['other', '{words} for another reason'],
] as const;

/** Labels with runs of three or more drawn together. */
function runs(labels: readonly string[]): string[] {
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
  return parts;
}

/** To the minute. */
function moment(at: string, language: Language): string {
  return `${day(language, at)} ${at.slice(11, 16)} UTC`;
}
