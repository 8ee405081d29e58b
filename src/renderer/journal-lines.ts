import * as v from 'valibot';
import type { JournalEntry } from '../contract/case.ts';
import { isOriginal, Tone } from '../contract/view.ts';
import { counted, EXCLUSION_NAMES, figure } from './format.ts';
import { say } from './stores/window-language.svelte.ts';
import { toneText } from './viewer/tone.ts';

/** What a line's parameters say, by name; nothing of what is read from a journal is taken for granted. */
type Parameters = Readonly<Record<string, unknown>>;

const count = (value: unknown): number =>
  typeof value === 'number' ? value : Array.isArray(value) ? value.length : 0;
const text = (value: unknown): string => (typeof value === 'string' ? value : '?');
const short = (value: unknown): string => text(value).slice(0, 12);
const object = (value: unknown): Parameters =>
  typeof value === 'object' && value !== null ? (value as Parameters) : {};

const REASONS: Readonly<Record<string, string>> = {
  request: 'at the request of the person',
  retention: 'since the time to keep it is over',
  'court-order': 'by order of a court',
  mistake: 'since it was taken in by mistake',
  other: 'for another reason',
};

const erasure = (what: string) => (parameters: Parameters) =>
  `${what} erased, ${REASONS[text(parameters['reason'])] ?? 'for a reason not known here'}: ` +
  `${counted(count(parameters['items']), 'item')}, ${counted(count(parameters['words']), 'word')}, ` +
  `parts of ${counted(count(parameters['results']), 'result')}`;

const EDITS: Readonly<Record<string, string>> = {
  draw: 'Word drawn',
  move: 'Word moved',
  resize: 'Word resized',
  split: 'Word split',
  merge: 'Words merged',
  delete: 'Words taken off the page',
  order: 'Reading order changed',
};

const editCounts = (removed: unknown, added: unknown, restored: unknown): string => {
  const counts = [
    [removed, 'off'],
    [added, 'new'],
    [restored, 'back'],
  ] as const;
  const said = counts.filter(([words]) => count(words) > 0).map(([words, what]) => `${count(words)} ${what}`);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
};

/** An edit that was taken back, or done again, is told as such. */
const sentenceOf = (step: unknown, sentence: string): string =>
  step === 'undo' ? `Undone: ${sentence}` : step === 'redo' ? `Done again: ${sentence}` : sentence;

const SENTENCES: Readonly<Record<string, (parameters: Parameters, subjects: number) => string>> = {
  'case.create': (parameters) =>
    `Case made${parameters['synthetic'] === true ? ', of generated writing' : ''}`,
  'case.open': openingSentence,
  'examiner.add': () => 'Examiner entered in the case',
  'examiner.erase': (parameters) =>
    `Examiner erased, ${REASONS[text(parameters['reason'])] ?? 'for a reason not known here'}`,
  'writer.add': () => 'Writer entered in the case',
  'writer.erase': erasure('Writer'),
  'item.add': ({ label, role }) => `${text(label)} added as ${text(role)}`,
  'item.assign': ({ from, to }) => {
    const [before, after] = [object(from), object(to)];
    const renamed = before['label'] === after['label'] ? '' : `, from now on ${text(after['label'])}`;
    return before['role'] === after['role']
      ? `${text(before['label'])} given to another writer`
      : `${text(before['label'])} sorted from ${text(before['role'])} to ${text(after['role'])}${renamed}`;
  },
  'item.change': () => 'File found changed',
  'item.missing': () => 'File found missing or unreadable',
  'item.return': () => 'File found as it was first seen',
  'item.prepare': ({ pages, words, printed }) => {
    const leftOut = Array.isArray(printed) ? `, ${printed.length} of them left out as printed` : '';
    return `${counted(count(words), 'word')} found on ${counted(count(pages), 'page')}${leftOut}`;
  },
  'item.failure': ({ code }) => `Could not be read: ${text(code).replaceAll('-', ' ')}`,
  'item.erase': erasure('Item'),
  'word.exclude': ({ excluded, reason, step }, subjects) =>
    sentenceOf(
      step,
      `${counted(subjects, 'word')} ${excluded === true ? 'taken out of' : 'taken back into'} every comparison${
        typeof reason === 'string' ? `: ${(EXCLUSION_NAMES[reason] ?? reason).toLowerCase()}` : ''
      }`,
    ),
  'word.edit': ({ kind, removed, added, restored, step }) =>
    sentenceOf(step, `${EDITS[text(kind)] ?? 'Words changed'}${editCounts(removed, added, restored)}`),
  'word.transcribe': ({ seal, step }) =>
    sentenceOf(step, typeof seal === 'string' ? 'Word transcribed' : 'Transcription taken away'),
  'word.attribute': ({ to, step }, subjects) =>
    sentenceOf(
      step,
      `${counted(subjects, 'word')} given to ${typeof to === 'string' ? 'another hand' : "the item's own hand"}`,
    ),
  'hand.add': ({ number }) => `Hand ${count(number)} entered on the item`,
  'hand.assign': ({ to }) => `Writer of a hand ${typeof to === 'string' ? 'named' : 'taken back'}`,
  'page.resolution': ({ page, to, step }) => {
    const { dpi, source } = object(to);
    const stated =
      typeof dpi === 'number'
        ? `${dpi.toFixed(1)} dpi, ${source === 'scale' ? 'by a scale in the image' : 'by hand'}`
        : 'what the file states';
    return sentenceOf(step, `Resolution of page ${count(page) + 1} set to ${stated}`);
  },
  'finding.save': ({ number, kind, marks, step }) =>
    sentenceOf(step, `Finding ${count(number)}, ${text(kind)}, with ${counted(count(marks), 'mark')}`),
  'finding.remove': ({ number, step }) => sentenceOf(step, `Finding ${count(number)} taken away`),
  'letter.save': ({ page, step }) => sentenceOf(step, `Letter marked on page ${count(page) + 1}`),
  'letter.remove': ({ step }) => sentenceOf(step, 'Letter taken away'),
  'view.process': ({ page, tone }) => {
    const { success, output } = v.safeParse(Tone, tone);
    const where = `Picture of page ${count(page) + 1} looked at`;
    if (!success) return `${where}, processed`;
    return isOriginal(output) ? `${where} as it is` : `${where}, processed: ${toneText(output)}`;
  },
  'embeddings.save': ({ count: saved, providers }) =>
    `${counted(count(saved), 'word')} encoded${Array.isArray(providers) ? ` on ${providers.join(', ').toUpperCase()}` : ''}`,
  'model.use': (parameters) =>
    parameters['default'] === true
      ? 'The default model chosen again'
      : `Model chosen, SHA-256 ${short(parameters['model'])}…`,
  'comparison.run': ({ score, questionedWords, knownWords }) =>
    `Compared: cosine ${typeof score === 'number' ? figure(score) : '?'}, ` +
    `${counted(count(questionedWords), 'questioned word')}, ${counted(count(knownWords), 'known word')}`,
  'search.run': ({ searched, questionedWords }) =>
    `Searched ${counted(count(searched), 'writer')} with ${counted(count(questionedWords), 'questioned word')}`,
  'unmasking.begin': () => 'Set to sequential unmasking: questioned items first',
  'unmasking.advance': ({ to, findings }) =>
    `${counted(count(findings), 'finding')} locked; ${to === 'known' ? 'known items' : "scores and others' findings"} shown from here on`,
  'unmasking.end': ({ reason }) =>
    `Sequential unmasking ended for every examiner: ${text(reason).replaceAll('-', ' ')}`,
  'form.save': () => 'Case form saved',
  'report.begin': ({ contentSha256, state, version }) =>
    `${reportName(state, version)} begun, content SHA-256 ${short(contentSha256)}…`,
  'report.export': ({ pages, jsonSha256, state, version }) =>
    `${reportName(state, version)} of ${counted(count(pages), 'page')} written, JSON SHA-256 ${short(jsonSha256)}…`,
  'report.review': ({ objections }) =>
    `Technical review of a draft signed, ${count(objections) === 0 ? 'without objection' : `with ${counted(count(objections), 'objection')}`}`,
};

function reportName(state: unknown, version: unknown): string {
  if (state === 'final') return `Final report, version ${count(version)},`;
  return state === 'draft' ? `Draft of report version ${count(version)}` : 'Report';
}

function openingSentence(parameters: Parameters): string {
  const changes = (['new', 'changed', 'missing', 'returned', 'unreadable'] as const)
    .map((kind) => [kind, count(parameters[kind])] as const)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${n} ${kind}`);
  return [`Opened with ${counted(count(parameters['items']), 'item')}`, ...changes].join(', ');
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
