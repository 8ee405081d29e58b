import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ChirographError } from '../../../contract/schema.ts';
import { addUser, readUsers, removeUser } from '../browser/users.ts';
import { err, print, table, type CommonOptions } from './terminal.ts';

/** `chirograph users add`: the password comes from the terminal without an echo, or as a line of standard input. */
export async function addUserCommand(
  file: string,
  options: CommonOptions & { name: string; initials: string; role: string },
): Promise<void> {
  const password = await readPassword();
  const { name, initials, role } = options;
  await addUser(file, { name, initials, role }, password);
  print(options, { added: { name, initials, role } }, () => [`${name} may log in.`]);
}

/** `chirograph users list`: who may log in; of passwords nothing. */
export function listUsersCommand(file: string, options: CommonOptions): void {
  const users = readUsers(file).map(({ name, initials, role }) => ({ name, initials, role }));
  print(options, { users }, () => table(users.map((user) => [user.name, user.initials, user.role])));
}

/** `chirograph users remove`. */
export function removeUserCommand(file: string, options: CommonOptions & { name: string }): void {
  removeUser(file, options.name);
  print(options, { removed: { name: options.name } }, () => [`${options.name} may not log in any more.`]);
}

async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) return line;
    throw new ChirographError('invalid-arguments', 'Give the password as a line of standard input.');
  }
  const first = await askWithoutEcho('Password: ');
  if ((await askWithoutEcho('The same again: ')) !== first) {
    throw new ChirographError('invalid-arguments', 'The two are not the same. Nothing was changed.');
  }
  return first;
}

async function askWithoutEcho(question: string): Promise<string> {
  process.stderr.write(question);
  // readline would write every key it reads to its output.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const controller = new AbortController();
  terminal.once('SIGINT', () => controller.abort());
  try {
    return await terminal.question('', { signal: controller.signal });
  } catch (cause) {
    throw new ChirographError('cancelled', 'Cancelled. Nothing was changed.', { cause });
  } finally {
    terminal.close();
    err('');
  }
}
