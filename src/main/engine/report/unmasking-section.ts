import type { ReportContent, ReportFinding } from '../../../contract/report.ts';
import type {
  Agreement,
  Relation,
  UnmaskedExaminer,
  UnmaskingEndReason,
  UnmaskingLock,
} from '../../../contract/unmasking.ts';
import { instant, listing } from '../../../language/figures.ts';
import type { Language } from '../../../language/language.ts';
import { reportSpeaker, type ReportMessage } from '../../../language/report/report.ts';
import { COLUMN, styles, type Cell, type Sheet } from './sheet.ts';

type Standing = NonNullable<ReportContent['unmasking']>;

const plain = (text: string): Cell => [{ text, style: styles.cell }];

/** Sets what was seen when: the measures against bias that NIST IR 8282 asks a report to document. */
export function setUnmasking(
  sheet: Sheet,
  { begun, ended, examiners }: Standing,
  findings: readonly ReportFinding[],
  language: Language,
): void {
  const say = reportSpeaker(language);
  const paragraph = (text: string): void => {
    sheet.paragraph(text);
    sheet.space(6);
  };
  const act = ({ at, by, line }: Standing['begun']): { at: string; by: string; line: number } => ({
    at: instant(language, at),
    by,
    line,
  });
  paragraph(
    say(
      'The case was set to sequential unmasking on {at} by {by} (journal line {line}). Each examiner then sees questioned items alone until they lock what they found in them; then known items as well; and scores, and what other examiners found, once all their own findings are locked. A locked finding cannot be changed.',
      act(begun),
    ),
  );
  const before = examiners.filter((examiner) => examiner.before).map(({ name }) => name);
  if (before.length > 0) {
    paragraph(
      say(
        '{names} had the case open before it was set to that, when nothing was veiled; what was looked at then is not on record.',
        { names: listing(language, before) },
      ),
    );
  }
  if (ended !== null) {
    paragraph(
      say(
        'Sequential unmasking was ended for every examiner on {at} by {by} (journal line {line}), for this reason: {reason}. Nothing was veiled from then on.',
        { ...act(ended), reason: say(REASONS[ended.reason]) },
      ),
    );
  }
  const widths = [128, 118, 70];
  sheet.table(
    [
      { title: say('Examiner'), width: widths[0] as number },
      { title: say('Locked on'), width: widths[1] as number },
      { title: say('Journal line'), width: widths[2] as number },
      {
        title: say('What, and what was shown then'),
        width: COLUMN - widths.reduce((sum, width) => sum + width, 0),
      },
    ],
    examiners.flatMap((examiner) => examinerRows(examiner, language)),
  );
  sheet.space(8);
  const later = findings.flatMap(({ number, made }) =>
    made === undefined || made.after === null
      ? []
      : [say('finding {number} (after line {line})', { number, line: made.after })],
  );
  if (later.length > 0) {
    paragraph(
      say('Made or changed after a lock of the same examiner: {findings}.', {
        findings: listing(language, later),
      }),
    );
  }
}

/** Sets what two examiners found independently, beside each other; nothing where fewer than two locked findings. */
export function setAgreement(sheet: Sheet, { agreement }: Standing, language: Language): void {
  const say = reportSpeaker(language);
  for (const pair of agreement) {
    const { first, second, rows } = pair;
    sheet.need(120);
    sheet.paragraph(
      say(
        '{first} and {second}, neither of whom saw the findings of the other before locking their own. Findings are of one place where marks on the same page, each grown by 2 mm (a hundredth of the page where no resolution is known), touch; they agree where they are of one kind, and contradict each other where one is a similarity and the other a difference.',
        { first, second },
      ),
    );
    sheet.space(6);
    const side = 110;
    const place = ({ item, page }: Agreement['rows'][number]['places'][number]): string =>
      say('{label}, page {page}', { label: item, page: page + 1 });
    sheet.table(
      [
        { title: say('Place'), width: COLUMN - 2 * side - 130 },
        { title: first, width: side },
        { title: second, width: side },
        { title: say('Together'), width: 130 },
      ],
      rows.map((row) => [
        plain(listing(language, row.places.map(place)) || say('on items that were erased')),
        plain(row.first === null ? '–' : String(row.first)),
        plain(row.second === null ? '–' : String(row.second)),
        [
          {
            text: relationText(pair, row.relation, language),
            style: row.relation === 'contradict' ? styles.cellStrong : styles.cell,
          },
        ],
      ]),
    );
    sheet.space(8);
  }
}

/** Whose a finding is and what locked it, in a line; null where nothing was veiled. */
export function madeText({ made }: Pick<ReportFinding, 'made'>, language: Language): string | null {
  if (made === undefined) return null;
  const say = reportSpeaker(language);
  const { by, locked } = made;
  return locked === null
    ? say('{by}, not locked', { by })
    : say('{by}, locked (line {line})', { by, line: locked.line });
}

function examinerRows({ name, role, before, locks }: UnmaskedExaminer, language: Language): Cell[][] {
  const say = reportSpeaker(language);
  const who: Cell = [
    { text: name, style: styles.cellStrong },
    { text: role, style: styles.quiet },
  ];
  if (locks.length === 0) {
    const seen = before
      ? 'saw everything before, questioned items alone since'
      : 'saw questioned items alone';
    return [[who, plain('–'), plain('–'), [{ text: say(seen), style: styles.quiet }]]];
  }
  return locks.map((lock, at) => {
    const findings = lockedText(lock, language);
    return [
      at === 0 ? who : plain(''),
      plain(instant(language, lock.at)),
      plain(String(lock.line)),
      [
        {
          text:
            lock.opened === 'known'
              ? say('{findings}; then known items', { findings })
              : say('{findings}; then scores and others’ findings', { findings }),
          style: styles.cell,
        },
        { text: `SHA-256 ${lock.seal.slice(0, 32)}…`, style: styles.codeCell },
      ],
    ];
  });
}

function lockedText({ findings }: UnmaskingLock, language: Language): string {
  const say = reportSpeaker(language);
  if (findings === null) return say('findings not shown to whoever wrote this report');
  if (findings.length === 0) return say('no finding');
  const numbers = listing(language, findings.map(String));
  return findings.length === 1
    ? say('finding {number}', { number: numbers })
    : say('findings {numbers}', { numbers });
}

const RELATIONS = {
  agree: 'agree',
  contradict: 'contradict each other',
  'other-kind': 'of different kinds',
} as const satisfies Partial<Record<Relation, ReportMessage>>;

function relationText({ first, second }: Agreement, relation: Relation, language: Language): string {
  const say = reportSpeaker(language);
  if (relation === 'only-first') return say('{examiner} alone', { examiner: first });
  return relation === 'only-second'
    ? say('{examiner} alone', { examiner: second })
    : say(RELATIONS[relation]);
}

const REASONS = {
  completed: 'the examination was completed',
  'not-needed': 'it was not needed',
  mistake: 'it had been set by mistake',
  other: 'another one',
} as const satisfies Record<UnmaskingEndReason, ReportMessage>;
