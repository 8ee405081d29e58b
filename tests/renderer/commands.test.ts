import { describe, expect, it } from 'vitest';
import { KEY_COMMANDS, keyEvent, type Ground, type KeyCommand } from '../../src/renderer/commands.ts';
import { SHORTCUTS } from '../../src/renderer/shortcuts.ts';

/** What answers the keys of each group of the list. */
const GROUNDS: Readonly<Record<string, readonly Ground[]>> = {
  'Item list': ['items'],
  Page: ['page'],
  'Words on a page': ['pageWords'],
  'Compare: panes': ['compare'],
  'Compare: seeing': ['compare'],
  'Marks, in Case and Compare': ['marks', 'view'],
  'Letters, in Case and Compare': ['letters', 'view'],
  Words: ['words'],
};
/**
 * What is listed and is no command of the palette: what moves or is held, what ends or goes on with what was begun, and what
 * is pressed on a row of a list.
 */
const NO_COMMANDS = /^(?:(?:Ctrl |Shift )*[←→↑↓]|Shift|Alt|Esc|1–4)$/u;
const GOES_ON: Readonly<Record<string, readonly string[]>> = { 'Compare: seeing': ['X'] };

/** The keys of an entry one by one: what is held stands once, before the first of them. */
function single(keys: string): string[] {
  const parts = keys.split(' ');
  const held = parts.filter((part) => /^(?:Ctrl|Shift)$/u.test(part));
  const pressed = parts.filter((part) => !held.includes(part));
  return pressed.length === 0 ? held : pressed.map((part) => [...held, part].join(' '));
}

describe('commands of the palette', () => {
  it.each(SHORTCUTS.filter(({ title }) => title !== 'Everywhere').map(({ title, keys }) => [title, keys]))(
    'hold every key of the list that does something at once: %s',
    (title, keys) => {
      const known = GROUNDS[title as string]!.flatMap(
        (ground): readonly KeyCommand[] => KEY_COMMANDS[ground],
      ).map((each) => each.keys);
      const missing = (keys as readonly (readonly [string, string])[])
        .flatMap(([pressed]) => single(pressed))
        .filter((key) => !NO_COMMANDS.test(key) && !GOES_ON[title as string]?.includes(key))
        .filter((key) => !known.includes(key));
      expect(missing).toEqual([]);
    },
  );

  it('are all in the list, with the key that the palette presses', () => {
    const listed = (ground: Ground): string =>
      SHORTCUTS.filter(({ title }) => GROUNDS[title]?.includes(ground))
        .flatMap(({ keys }) => keys.flatMap(([pressed, what]) => [...single(pressed), what]))
        .join('\n');
    for (const [ground, commands] of Object.entries(KEY_COMMANDS)) {
      for (const { keys } of commands) {
        // With Shift a key does the finer, the wider or the opposite of what it does without, as its entry says.
        const plain = keys.replace(/^(?:Ctrl )?Shift /u, '');
        expect(`\n${listed(ground as Ground)}`, `${ground}: ${keys}`).toContain(`${plain}\n`);
      }
    }
  });

  it('of one ground have keys and titles of their own', () => {
    for (const commands of Object.values(KEY_COMMANDS)) {
      expect(new Set(commands.map(({ keys }) => keys)).size).toBe(commands.length);
      expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length);
    }
  });

  it('are pressed as a keyboard would', () => {
    expect(keyEvent('Q')).toEqual({ key: 'q', ctrlKey: false, shiftKey: false });
    expect(keyEvent('Ctrl Shift Z')).toEqual({ key: 'Z', ctrlKey: true, shiftKey: true });
    expect(keyEvent('Shift ]').key).toBe('}');
    expect(keyEvent('−').key).toBe('-');
    expect(keyEvent('Delete').key).toBe('Delete');
  });
});
