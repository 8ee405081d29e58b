import { constants } from 'node:os';
import * as v from 'valibot';
import { methods } from '../contract/methods.ts';
import { ChirographError, ErrorCode } from '../contract/schema.ts';

/**
 * What may be written into a log or a crash report. Case folders, files, writers and forms carry people's names, and
 * no pattern tells a name from another word: so the rule is a list of what is let through, and all else is withheld.
 */

/** Stands where something was withheld. */
const WITHHELD = '…';
/** Longest text that is looked at, in characters. */
const LONGEST = 8_000;

/**
 * The words of system, SQLite, sharp, onnxruntime and V8 messages that help to understand a failure. Exact spelling:
 * a name in the same place is written with a capital letter, and a lower-case one is no word of this list.
 */
const VOCABULARY = new Set(
  `a abort aborted access allocate allocation allowed already an and any are argument arguments array as assertion at
  attempt available bad be been before bit block broken buffer busy by byte bytes call called cannot check checksum
  close closed code column command connection constraint corrupt corrupted could crashed create cross data database
  decode decoder denied descriptor did directory disconnected disk does during empty encoder end ended entry error
  exceeded exception exist exists exit expected export failed failure fatal field file for foreign format found from
  full function gone handle handled has have header heap if image in index initialization input integrity internal
  invalid io is isolate it iterable iterator journal key large length library limit load loaded loader locked long
  malformed memory message missing mode model module more must near network no node not null number of on open
  opened operation or out output page pages pass path pending permitted pipe pixel pixels premature process promise
  properties property protocol provider range read readable reading readonly reason refused rejected rejection
  required reset resource row schema session set shape short signal size some space stack start started statement
  stopped stream string strip such support supported syntax system table target tensor than that the this thread time
  timed timeout to token too transaction type unable undefined unexpected unhandled unique unknown unsupported usage
  used valid value vector version was while with within without worker write
  Abort Assertion Cannot Could Cross Error Expected FATAL Failed Failure Input Invalid JSON JavaScript Maximum No
  ONNX Out PNG JPEG TIFF RangeError Reached SQLite SQLITE SyntaxError The TypeError Unable Unexpected Unhandled
  VipsJpeg VipsPng VipsTiff CUDA CPU`.split(/\s+/u),
);
/** Codes that this system gives, such as ENOENT and SIGKILL: each by its name. */
const SYSTEM_CODES = new Set([
  ...Object.keys(constants.errno),
  ...Object.keys(constants.signals),
  ...['EAI_AGAIN', 'EAI_FAIL', 'EAI_NONAME', 'ENOTFOUND'],
]);
/** Of libraries, such as SQLITE_BUSY and ERR_INVALID_ARG_TYPE: of known words only, or names in capitals would pass. */
const LIBRARY_CODE = /^(?:SQLITE|ERR)(?:_[A-Z]{2,16}){1,6}$/u;
/** Words of such codes that are not in the vocabulary. */
const CODE_WORDS = new Set(
  `arg auth beginning cantopen checkreservedlock chmod creat delete dir dlopen err exec fk fsync fstat import ioerr index
  ipc mismatch misuse mmap module nolfs nomem notadb notfound notnull ok perm pinned primarykey priv rdlock recovery
  rollback rowid seek snapshot tls toobig trigger truncate unhandled unlock vtab wal worker`.split(/\s+/u),
);
const isSystemCode = (word: string): boolean =>
  SYSTEM_CODES.has(word) ||
  (LIBRARY_CODE.test(word) &&
    word
      .toLowerCase()
      .split('_')
      .slice(1)
      .every((part) => VOCABULARY.has(part) || CODE_WORDS.has(part)));
const QUOTED = /"[^"\n]*"|`[^`\n]*`|(?<![\p{L}\p{N}])'[^'\n]*'/gu;

/** A message reduced to the words and codes of the list: "ENOENT: no such file or directory, open …". */
export function plainWords(text: string): string {
  const kept: string[] = [];
  const withhold = (): void => void (kept.at(-1) === WITHHELD || kept.push(WITHHELD));
  const unquoted = text.slice(0, LONGEST).replaceAll(QUOTED, ` ${WITHHELD} `);
  for (const chunk of unquoted.split(/\s+/u)) {
    if (chunk === '') continue;
    const [, word = '', mark = ''] = /^\(?([A-Za-z_0-9]+)\)?([:,.;]?)$/u.exec(chunk) ?? [];
    if (VOCABULARY.has(word) || isSystemCode(word)) kept.push(word + mark);
    else withhold();
  }
  return kept.join(' ');
}

/** Where the program's own code lies, from the folder that holds package.json; the part before it names a user. */
const OWN_PLACE =
  /(?:^|[\\/])((?:src|out|tests)[\\/](?:[\w@.-]+[\\/])*[\w.-]+\.(?:ts|js|cjs|mjs):\d+:\d+)\)?$/u;
const PACKAGE_PLACE = /[\\/](node_modules[\\/](?:[\w@.-]+[\\/])*[\w.-]+\.(?:ts|js|cjs|mjs):\d+:\d+)\)?$/u;
const NODE_PLACE = /(?:^|[( ])(node:[\w/]+:\d+:\d+)\)?$/u;

/** The frames of a stack by their place in the program; frames from elsewhere are left out. */
export function frames(stack: string): string[] {
  return stack
    .split('\n')
    .map((line) => /^\s+at (.+)$/u.exec(line.slice(0, 1_000))?.[1])
    .filter((line) => line !== undefined)
    .map((line) => (NODE_PLACE.exec(line) ?? PACKAGE_PLACE.exec(line) ?? OWN_PLACE.exec(line))?.[1])
    .filter((place) => place !== undefined)
    .map((place) => place.replaceAll('\\', '/'));
}

export interface PlainError {
  readonly type: string;
  readonly code?: string;
  readonly call?: string;
  readonly words?: string;
  readonly stack: readonly string[];
  readonly cause?: PlainError;
}

const ERROR_TYPES = new Set(
  `Error TypeError RangeError SyntaxError ReferenceError URIError EvalError AggregateError AssertionError AbortError
  ChirographError SqliteError ValiError DOMException DataCloneError SystemError`.split(/\s+/u),
);

/** An error as log and crash report show it: its type, codes, words that name nobody, and where it was thrown. */
export function plainError(error: unknown, depth = 0): PlainError {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] };
  const { code, syscall } = error as NodeJS.ErrnoException;
  // The sentence of a ChirographError is for the examiner and names files and people; its code says what it was.
  const told = error instanceof ChirographError ? (error.details ?? '') : error.message;
  const words = plainWords(told.split('\n    at ')[0] ?? '');
  const stack = error.stack ?? '';
  const after = stack.indexOf(error.message) + error.message.length;
  return {
    type: ERROR_TYPES.has(error.name) ? error.name : 'Error',
    ...(isCode(code) ? { code } : {}),
    ...(typeof syscall === 'string' && /^[a-z]{2,12}$/u.test(syscall) ? { call: syscall } : {}),
    ...(words === '' ? {} : { words }),
    // The message comes first in a stack and may itself look like frames.
    stack: frames(stack.includes(error.message) ? stack.slice(after) : ''),
    ...(error.cause === undefined || depth > 4 ? {} : { cause: plainError(error.cause, depth + 1) }),
  };
}

/** What a process wrote to its standard error, as far as log and crash report may hold it. */
export function plainOutput(text: string): string {
  const places = frames(text).map((place) => `    at ${place}`);
  const words = text
    .split('\n')
    .filter((line) => !/^\s+at /u.test(line))
    .map(plainWords)
    .filter((line) => line !== '' && line !== WITHHELD);
  return [...words, ...places].join('\n');
}

type Rule = (value: unknown) => unknown;

const isCode = (value: unknown): value is string =>
  typeof value === 'string' && (v.is(ErrorCode, value) || isSystemCode(value) || value === 'ok');
const when =
  (test: (value: unknown) => boolean): Rule =>
  (value) =>
    test(value) ? value : WITHHELD;
const matching = (pattern: RegExp): Rule => when((value) => typeof value === 'string' && pattern.test(value));
const figure = when((value) => value === null || typeof value === 'number' || typeof value === 'boolean');
/** A random identifier given by the engine. */
export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const words: Rule = (value) => (typeof value === 'string' ? plainWords(value) : WITHHELD);
const version = matching(/^(?:Chirograph )?v?\d{1,4}(?:\.\d{1,6}){0,3}$/u);

/** The fields a log entry may have, each with what it may hold. */
const FIELDS: Readonly<Record<string, Rule>> = {
  err: plainError,
  method: when((value) => typeof value === 'string' && Object.hasOwn(methods, value)),
  code: when(isCode),
  ms: figure,
  recent: figure,
  exitCode: figure,
  deaths: figure,
  memoryMiB: figure,
  item: matching(UUID),
  case: matching(UUID),
  details: (value) => (typeof value === 'string' ? plainOutput(value) : WITHHELD),
  why: words,
  stderr: (value) => (typeof value === 'string' ? plainOutput(value) : WITHHELD),
  how: matching(/^(?:exit code -?\d+|signal SIG[A-Z]+|it could not be started)$/u),
  reason: matching(/^(?:[a-z]+-?)+$/u),
  /** A question of the window to its shell. */
  name: matching(/^choose-[a-z-]{1,20}$/u),
  /** Kinds and services of Chromium's processes. */
  type: matching(/^[A-Z][A-Za-z ]{1,30}$/u),
  service: matching(/^[a-z_]+(?:\.[A-Za-z_]+){0,4}$/u),
  origin: matching(/^(?:uncaughtException|unhandledRejection)$/u),
  // Chirograph's own statements; values are bound, never written into them.
  sql: (value) =>
    typeof value === 'string'
      ? value
          .replaceAll(/\s+/gu, ' ')
          .replaceAll(/'[^']*'/gu, '?')
          .trim()
      : WITHHELD,
  software: version,
  node: version,
  platform: matching(/^[a-z0-9]{3,10} [a-z0-9]{2,10}$/u),
  crashReport: matching(/^[0-9TZ-]+-[a-z]+-\d+\.txt$/u),
};

/** A log entry's fields with everything withheld that is not on the list; a field that is not on it only by its number. */
export function allowedFields(entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const allowed: Record<string, unknown> = {};
  let withheld = 0;
  for (const [name, value] of Object.entries(entry)) {
    if (value === undefined) continue;
    const rule = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (rule === undefined) withheld++;
    else allowed[name] = rule(value);
  }
  return withheld === 0 ? allowed : { ...allowed, withheld };
}
