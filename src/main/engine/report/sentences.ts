/** The first sentence that is not what it would be now, as recorded and as recomputed; null where all agree. */
export function firstOther(
  recorded: readonly string[],
  now: readonly string[],
): { readonly expected: string; readonly found: string } | null {
  const most = Math.max(recorded.length, now.length);
  for (let at = 0; at < most; at++) {
    if (recorded[at] === now[at]) continue;
    return { expected: recorded[at] ?? 'nothing more said', found: now[at] ?? 'nothing more to say' };
  }
  return null;
}
