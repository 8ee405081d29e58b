import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import * as v from 'valibot';
import { Examiner } from '../../../contract/case.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { writeAtomically } from '../../engine/engine.ts';

/** Shorter passwords are refused; longer ones are no harder to type than good ones (NIST SP 800-63B). */
export const SHORTEST_PASSWORD = 12;
/** What the form takes; scrypt takes any length. */
export const LONGEST_PASSWORD = 512;
const KEY_BYTES = 32;

/** Parameters of scrypt (RFC 7914); memory is 128 * N * r bytes. */
const Cost = v.object({
  N: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(2 ** 14),
    v.maxValue(2 ** 20),
    v.check((n) => Number.isInteger(Math.log2(n)), 'N must be a power of two'),
  ),
  r: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(16)),
  p: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
});
export type Cost = v.InferOutput<typeof Cost>;
/** OWASP's first choice for scrypt: 128 MiB, some tenths of a second. */
const COST: Cost = { N: 2 ** 17, r: 8, p: 1 };

const base64 = (bytes: number): v.GenericSchema<string> =>
  v.pipe(
    v.string(),
    v.base64(),
    v.check((text) => Buffer.from(text, 'base64').length === bytes, `not ${bytes} bytes`),
  );
const User = v.object({ ...Examiner.entries, scrypt: Cost, salt: base64(16), hash: base64(KEY_BYTES) });
export type User = v.InferOutput<typeof User>;
const UsersFile = v.object({ users: v.array(User) });

/** A file with secrets that is gone, or open to every user of this computer: nothing that passes by itself. */
export class RefusedFile extends ChirographError {}

/**
 * Reads who may log in. Throws `invalid-arguments` with what to do where the file is missing, unreadable, not one of
 * `chirograph users`, or open to every user of this computer.
 */
export function readUsers(file: string): User[] {
  refuseOpenToAll(file, 'The users file');
  const parsed = v.safeParse(UsersFile, parseJson(readText(file, 'The users file')));
  if (!parsed.success) {
    throw new ChirographError(
      'invalid-arguments',
      `${file} is no users file: ${v.getDotPath(parsed.issues[0]) ?? ''} ${parsed.issues[0].message}. ` +
        '"chirograph users add" writes one.',
    );
  }
  return parsed.output.users;
}

/**
 * Adds a user, or replaces the one of the same name; the file is made where it is missing, for its owner only.
 * Throws `invalid-arguments` for a password under twelve characters, or an incomplete identity.
 *
 * @param cost of the hash; less than the default is for tests.
 */
export async function addUser(file: string, who: Examiner, password: string, cost = COST): Promise<void> {
  const examiner = v.safeParse(Examiner, who);
  if (!examiner.success) {
    const [issue] = examiner.issues;
    throw new ChirographError('invalid-arguments', `${v.getDotPath(issue)}: ${issue.message}`);
  }
  if ([...password].length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) {
    throw new ChirographError(
      'invalid-arguments',
      `A password has ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters. A sentence is easy to keep in mind.`,
    );
  }
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  const user: User = {
    ...examiner.output,
    scrypt: cost,
    salt: salt.toString('base64'),
    hash: hash.toString('base64'),
  };
  const key = nameKey(user.name);
  const others = exists(file) ? readUsers(file).filter(({ name }) => nameKey(name) !== key) : [];
  writeUsers(file, [...others, user]);
}

/** Takes a user out. Throws `not-found` where the file has none of this name. */
export function removeUser(file: string, name: string): void {
  const users = readUsers(file);
  const left = users.filter((user) => nameKey(user.name) !== nameKey(name));
  if (left.length === users.length) throw new ChirographError('not-found', `${file} has no user "${name}".`);
  writeUsers(file, left);
}

/**
 * The user of this name and password, or null. An unknown name costs as much time as a wrong password, so that the
 * answer does not tell which it was.
 */
export async function findUser(users: readonly User[], name: string, password: string): Promise<User | null> {
  const user = users.find((each) => nameKey(each.name) === nameKey(name));
  const against = user ?? users[0];
  if (against === undefined) return null;
  const hash = await derive(password, Buffer.from(against.salt, 'base64'), against.scrypt);
  const isRight = timingSafeEqual(hash, Buffer.from(against.hash, 'base64'));
  return isRight && user !== undefined ? user : null;
}

/** Names that look the same are the same. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** Throws `invalid-arguments` where every user of this computer may read a file that holds a secret, or it is gone. */
export function refuseOpenToAll(file: string, what: string): void {
  if (process.platform === 'win32') return;
  let mode: number;
  try {
    ({ mode } = statSync(file));
  } catch (error) {
    throw unreadable(file, what, error);
  }
  if ((mode & 0o007) !== 0) {
    throw new RefusedFile(
      'invalid-arguments',
      `${what} ${file} is open to every user of this computer. "chmod 600 ${file}" closes it.`,
    );
  }
}

/** Text of a file named on the command line; throws `invalid-arguments` where it cannot be read. */
export function readText(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, what, error);
  }
}

function unreadable(file: string, what: string, cause: unknown): ChirographError {
  const { code = 'unknown reason' } = cause as NodeJS.ErrnoException;
  const message = `${what} ${file} cannot be read (${code === 'ENOENT' ? 'there is none' : code}).`;
  const Kind = code === 'ENOENT' ? RefusedFile : ChirographError;
  return new Kind('invalid-arguments', message, { cause });
}

function writeUsers(file: string, users: readonly User[]): void {
  writeAtomically(file, [Buffer.from(`${JSON.stringify({ users }, null, 2)}\n`)], 0o600);
}

function derive(password: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      // Two keyboards may compose the same letter differently.
      password.normalize('NFKC'),
      salt,
      KEY_BYTES,
      { N, r, p, maxmem: 256 * N * r },
      (error, key) => (error === null ? resolve(key) : reject(error)),
    );
  });
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
