/** The placeholders of a message: `{a}`, `{n, number}`, `{n, number, ::.0}`, and `{n, plural, one {…} other {…}}`. */
const PLACEHOLDER =
  /\{(?<plural>\w+), plural, one \{(?<one>[^}]*)\} other \{(?<other>[^}]*)\}\}|\{(?<name>\w+)(?<number>, number(?:, ::[^}]*)?)?\}/gu;
const NUMBER = '[−\\d.,]+';

/**
 * With which values an English message says a text: the other way round of saying it. A placeholder takes as little as fits,
 * so that whoever reads has to say the message again with the values and compare.
 *
 * @returns by placeholder; null where the message cannot say the text.
 */
export function readBack(message: string, text: string): Record<string, string | number> | null {
  let pattern = patterns.get(message);
  if (pattern === undefined) patterns.set(message, (pattern = patternOf(message)));
  const found = pattern.expression.exec(text);
  if (found === null) return null;
  const values: Record<string, string | number> = {};
  pattern.names.forEach(({ name, isNumber }, at) => {
    const value = found[at + 1] as string;
    values[name] = isNumber ? Number(value.replaceAll(',', '').replace('−', '-')) : value;
  });
  return values;
}

/** What a message reads like; put together once, since what arrives is held against many messages. */
interface Pattern {
  readonly expression: RegExp;
  /** Of its groups, in their order. */
  readonly names: readonly { readonly name: string; readonly isNumber: boolean }[];
}
const patterns = new Map<string, Pattern>();

function patternOf(message: string): Pattern {
  const names: { name: string; isNumber: boolean }[] = [];
  const group = (name: string, isNumber: boolean): string => {
    names.push({ name, isNumber });
    return isNumber ? `(${NUMBER})` : '(.+?)';
  };
  let pattern = '';
  let from = 0;
  for (const { 0: placeholder, index, groups } of message.matchAll(PLACEHOLDER)) {
    const { plural, one, other, name, number } = groups as Record<string, string | undefined>;
    pattern += escaped(message.slice(from, index));
    from = index + placeholder.length;
    if (plural === undefined) {
      pattern += group(name as string, number !== undefined);
      continue;
    }
    const branches = [one, other].map((branch) => escaped((branch as string).replace('# ', '')));
    const counted = (one as string).startsWith('# ') ? `${group(plural, true)} ` : '';
    pattern += `${counted}(?:${branches.join('|')})`;
  }
  pattern += escaped(message.slice(from));
  return { expression: new RegExp(`^${pattern}$`, 'u'), names };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
