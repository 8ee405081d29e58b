/**
 * JSON text that is the same for the same value: keys in order of their UTF-16 code units, no white space, numbers as
 * ECMAScript writes them (RFC 8785). Properties that are undefined are left out.
 *
 * @throws TypeError for what JSON has no text for: NaN, infinities, functions, undefined itself.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`JSON has no text for ${value}`);
  }
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`JSON has no text for a value of type ${typeof value}`);
  return text;
}
