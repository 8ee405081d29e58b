import * as v from 'valibot';
import type { JournalEntry } from '../contract/case.ts';
import { isOriginal, Tone } from '../contract/view.ts';
import type { PlainMessage } from '../language/window/window.ts';
import { counted, EXCLUSION_REASONS, figure, FINDING_KINDS, ROLE_NAMES } from './format.ts';
import { clauses, decimal, listing, say, within } from './stores/window-language.svelte.ts';
import { toneText } from './viewer/tone.ts';

/** What a line's parameters say, by name; nothing of what is read from a journal is taken for granted. */
type Parameters = Readonly<Record<string, unknown>>;

const count = (value: unknown): number =>
  typeof value === 'number' ? value : Array.isArray(value) ? value.length : 0;
const text = (value: unknown): string => (typeof value === 'string' ? value : '?');
const short = (value: unknown): string => text(value).slice(0, 12);
const object = (value: unknown): Parameters =>
  typeof value === 'object' && value !== null ? (value as Parameters) : {};

const REASONS: Readonly<Record<string, PlainMessage>> = {
  request: 'at the request of the person',
  retention: 'since the time to keep it is over',
  'court-order': 'by order of a court',
  mistake: 'since it was taken in by mistake',
  other: 'for another reason',
};
const reasonOf = (parameters: Parameters): string =>
  say(REASONS[text(parameters['reason'])] ?? 'for a reason not known here');

const erasure =
  (message: 'Writer erased, {reason}: {counts}' | 'Item erased, {reason}: {counts}') =>
  (parameters: Parameters): string =>
    say(message, {
      reason: reasonOf(parameters),
      counts: clauses([
        counted(count(parameters['items']), 'item'),
        counted(count(parameters['words']), 'word'),
        say('parts of {count, plural, one {# result} other {# results}}', {
          count: count(parameters['results']),
        }),
      ]),
    });

const EDITS: Readonly<Record<string, PlainMessage>> = {
  draw: 'Word drawn',
  move: 'Word moved',
  resize: 'Word resized',
  split: 'Word split',
  merge: 'Words merged',
  delete: 'Words taken off the page',
  order: 'Reading order changed',
};

const editSentence = (kind: unknown, removed: unknown, added: unknown, restored: unknown): string => {
  const edit = say(EDITS[text(kind)] ?? 'Words changed');
  const counts = [
    count(removed) > 0 ? say('{count, number} off', { count: count(removed) }) : '',
    count(added) > 0 ? say('{count, number} new', { count: count(added) }) : '',
    count(restored) > 0 ? say('{count, number} back', { count: count(restored) }) : '',
  ].filter((each) => each !== '');
  return counts.length === 0 ? edit : say('{edit} ({counts})', { edit, counts: clauses(counts) });
};

/** An edit that was taken back, or done again, is told as such. */
const sentenceOf = (step: unknown, sentence: string): string =>
  step === 'undo'
    ? say('Undone: {sentence}', { sentence })
    : step === 'redo'
      ? say('Done again: {sentence}', { sentence })
      : sentence;

/** What an item is to the case; what is none of these as it stands. */
const role = (value: unknown): string => {
  const name = text(value);
  return Object.hasOwn(ROLE_NAMES, name) ? say(ROLE_NAMES[name as keyof typeof ROLE_NAMES]) : name;
};

const SENTENCES: Readonly<Record<string, (parameters: Parameters, subjects: number) => string>> = {
  'case.create': (parameters) =>
    say(parameters['synthetic'] === true ? 'Case made, of generated writing' : 'Case made'),
  'case.open': openingSentence,
  'examiner.add': () => say('Examiner entered in the case'),
  'examiner.erase': (parameters) => say('Examiner erased, {reason}', { reason: reasonOf(parameters) }),
  'writer.add': () => say('Writer entered in the case'),
  'writer.erase': erasure('Writer erased, {reason}: {counts}'),
  'item.add': (parameters) =>
    say('{item} added as {role}', { item: text(parameters['label']), role: role(parameters['role']) }),
  'item.assign': ({ from, to }) => {
    const [before, after] = [object(from), object(to)];
    const item = text(before['label']);
    if (before['role'] === after['role']) return say('{item} given to another writer', { item });
    const sorted = { item, from: role(before['role']), to: role(after['role']) };
    return before['label'] === after['label']
      ? say('{item} sorted from {from} to {to}', sorted)
      : say('{item} sorted from {from} to {to}, from now on {label}', {
          ...sorted,
          label: text(after['label']),
        });
  },
  'item.change': () => say('File found changed'),
  'item.missing': () => say('File found missing or unreadable'),
  'item.return': () => say('File found as it was first seen'),
  'item.prepare': ({ pages, words, printed }) => {
    const found = say(
      '{words, plural, one {# word} other {# words}} found on {pages, plural, one {# page} other {# pages}}',
      { words: count(words), pages: count(pages) },
    );
    return Array.isArray(printed)
      ? say('{found}, {count, number} of them left out as printed', { found, count: printed.length })
      : found;
  },
  'item.failure': ({ code }) => say('Could not be read: {code}', { code: text(code).replaceAll('-', ' ') }),
  'item.erase': erasure('Item erased, {reason}: {counts}'),
  'word.exclude': ({ excluded, reason, step }, subjects) => {
    const sentence = say(
      excluded === true
        ? '{count, plural, one {# word} other {# words}} taken out of every comparison'
        : '{count, plural, one {# word} other {# words}} taken back into every comparison',
      { count: subjects },
    );
    if (typeof reason !== 'string') return sentenceOf(step, sentence);
    if (reason === 'signature') {
      const marked =
        '{count, plural, one {# word marked as a signature} other {# words marked as signatures}}';
      return sentenceOf(step, say(marked, { count: subjects }));
    }
    const why = EXCLUSION_REASONS[reason];
    return sentenceOf(
      step,
      say('{sentence}: {reason}', { sentence, reason: why === undefined ? reason : say(why) }),
    );
  },
  'word.edit': ({ kind, removed, added, restored, step }) =>
    sentenceOf(step, editSentence(kind, removed, added, restored)),
  'word.transcribe': ({ seal, step }) =>
    sentenceOf(step, say(typeof seal === 'string' ? 'Word transcribed' : 'Transcription taken away')),
  'word.attribute': ({ to, step }, subjects) =>
    sentenceOf(
      step,
      say(
        typeof to === 'string'
          ? '{count, plural, one {# word} other {# words}} given to another hand'
          : '{count, plural, one {# word} other {# words}} given to the item’s own hand',
        { count: subjects },
      ),
    ),
  'hand.add': ({ number }) => say('Hand {number} entered on the item', { number: count(number) }),
  'hand.assign': ({ to }) =>
    say(typeof to === 'string' ? 'Writer of a hand named' : 'Writer of a hand taken back'),
  'page.resolution': ({ page, to, step }) => {
    const { dpi, source } = object(to);
    const stated =
      typeof dpi === 'number'
        ? say(source === 'scale' ? '{dpi} dpi, by a scale in the image' : '{dpi} dpi, by hand', {
            dpi: decimal(dpi, 1),
          })
        : say('what the file states');
    return sentenceOf(
      step,
      say('Resolution of page {page} set to {stated}', { page: count(page) + 1, stated }),
    );
  },
  'finding.save': ({ number, kind, marks, step }) => {
    const name = text(kind);
    return sentenceOf(
      step,
      say('Finding {number}, {kind}, with {count, plural, one {# mark} other {# marks}}', {
        number: count(number),
        kind: Object.hasOwn(FINDING_KINDS, name)
          ? within(say(FINDING_KINDS[name as keyof typeof FINDING_KINDS]))
          : name,
        count: count(marks),
      }),
    );
  },
  'finding.remove': ({ number, step }) =>
    sentenceOf(step, say('Finding {number} taken away', { number: count(number) })),
  'letter.save': ({ page, step }) =>
    sentenceOf(step, say('Letter marked on page {page}', { page: count(page) + 1 })),
  'letter.remove': ({ step }) => sentenceOf(step, say('Letter taken away')),
  'view.process': ({ page, tone }) => {
    const { success, output } = v.safeParse(Tone, tone);
    const of = { page: count(page) + 1 };
    if (!success) return say('Picture of page {page} looked at, processed', of);
    return isOriginal(output)
      ? say('Picture of page {page} looked at as it is', of)
      : say('Picture of page {page} looked at, processed: {how}', { ...of, how: toneText(output) });
  },
  'picture.save': ({ format, sha256 }) =>
    say('Picture saved as {format}, SHA-256 {hash}…', {
      format: text(format).toUpperCase(),
      hash: short(sha256),
    }),
  'embeddings.save': ({ count: saved, providers }) =>
    Array.isArray(providers)
      ? say('{count, plural, one {# word} other {# words}} encoded on {providers}', {
          count: count(saved),
          providers: listing(providers.map(String)).toUpperCase(),
        })
      : say('{count, plural, one {# word} other {# words}} encoded', { count: count(saved) }),
  'model.use': (parameters) =>
    parameters['default'] === true
      ? say('The default model chosen again')
      : say('Model chosen, SHA-256 {hash}…', { hash: short(parameters['model']) }),
  'population.use': ({ population }) =>
    population === null
      ? say('The model’s reference population chosen again')
      : say('Reference population chosen, SHA-256 {hash}…', { hash: short(population) }),
  'comparison.run': ({ score, questionedWords, knownWords }) =>
    say('Compared: {outcome}', {
      outcome: clauses([
        say('cosine {value}', { value: typeof score === 'number' ? figure(score) : '?' }),
        counted(count(questionedWords), 'questioned word'),
        counted(count(knownWords), 'known word'),
      ]),
    }),
  'signature.run': ({ score, references, withheld }) =>
    say('Signature compared: {outcome}', {
      outcome: clauses([
        say('score {value}', { value: typeof score === 'number' ? figure(score) : '?' }),
        counted(count(references), 'reference'),
        ...(withheld === 'copy' ? [say('ratio withheld, probably a copy')] : []),
      ]),
    }),
  'search.run': ({ searched, questionedWords }) =>
    say('Searched {writers} with {words}', {
      writers: counted(count(searched), 'writer'),
      words: counted(count(questionedWords), 'questioned word'),
    }),
  'unmasking.begin': () => say('Set to sequential unmasking: questioned items first'),
  'unmasking.advance': ({ to, findings }) =>
    say(
      to === 'known'
        ? '{count, plural, one {# finding} other {# findings}} locked; known items shown from here on'
        : '{count, plural, one {# finding} other {# findings}} locked; scores and others’ findings shown from here on',
      { count: count(findings) },
    ),
  'unmasking.end': ({ reason }) =>
    say('Sequential unmasking ended for every examiner: {reason}', {
      reason: text(reason).replaceAll('-', ' '),
    }),
  'form.save': () => say('Case form saved'),
  'report.begin': ({ contentSha256, state, version }) =>
    say('{report} begun, content SHA-256 {hash}…', {
      report: reportName(state, version),
      hash: short(contentSha256),
    }),
  'report.export': ({ pages, jsonSha256, state, version }) =>
    say('{report} of {count, plural, one {# page} other {# pages}} written, JSON SHA-256 {hash}…', {
      report: reportName(state, version),
      count: count(pages),
      hash: short(jsonSha256),
    }),
  'report.review-begin': () => say('Technical review of a draft begun'),
  'report.review-lost': () => say('The file of a signed technical review recorded as lost'),
  'report.review': ({ objections }) =>
    count(objections) === 0
      ? say('Technical review of a draft signed, without objection')
      : say(
          'Technical review of a draft signed, with {count, plural, one {# objection} other {# objections}}',
          { count: count(objections) },
        ),
};

function reportName(state: unknown, version: unknown): string {
  const number = { version: count(version) };
  if (state === 'final') return say('Final report, version {version},', number);
  return state === 'draft' ? say('Draft of report version {version}', number) : say('Report');
}

/** What was found of the files at an opening. */
const CHANGES = {
  new: '{count, number} new',
  changed: '{count, number} changed',
  missing: '{count, number} missing',
  returned: '{count, number} returned',
  unreadable: '{count, number} unreadable',
} as const;

function openingSentence(parameters: Parameters): string {
  const changes = (Object.keys(CHANGES) as (keyof typeof CHANGES)[])
    .map((kind) => [kind, count(parameters[kind])] as const)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => say(CHANGES[kind], { count: n }));
  return clauses([
    say('Opened with {count, plural, one {# item} other {# items}}', { count: count(parameters['items']) }),
    ...changes,
  ]);
}

/** A journal line as a sentence; null for an action that this version does not know, whose parameters speak for themselves. */
export function journalSentence({ action, parameters, subjects, veiled }: JournalEntry): string | null {
  if (veiled === true) return say('Veiled from you for now; the line is there, and its hash counts');
  const sentence = Object.hasOwn(SENTENCES, action) ? SENTENCES[action] : undefined;
  if (sentence === undefined) return null;
  try {
    return sentence(object(JSON.parse(parameters)), subjects.length);
  } catch {
    return null;
  }
}
