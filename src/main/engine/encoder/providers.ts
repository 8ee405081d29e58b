/** A way to run a model; names are onnxruntime's. */
export type Provider = 'cuda' | 'coreml' | 'dml' | 'cpu';

export interface RefusedProvider {
  readonly provider: Provider;
  readonly reason: string;
}

/**
 * Providers to try on this platform, the best first. That onnxruntime lists a provider does not mean that it
 * loads, so each is tried by making a session; cpu always comes last and always works.
 */
export function candidateProviders(platform: NodeJS.Platform, architecture: string): Provider[] {
  switch (platform) {
    case 'linux':
      return architecture === 'x64' ? ['cuda', 'cpu'] : ['cpu'];
    case 'darwin':
      return ['coreml', 'cpu'];
    case 'win32':
      return architecture === 'x64' ? ['cuda', 'dml', 'cpu'] : ['dml', 'cpu'];
    default:
      return ['cpu'];
  }
}

/**
 * Makes a session with the first provider that works.
 *
 * @param create makes a session on exactly this provider and rejects where it cannot.
 * @returns the session, its provider, and why each one before it was refused.
 * @throws the last provider's error where none works.
 */
export async function firstWorking<Session>(
  candidates: readonly Provider[],
  create: (provider: Provider) => Promise<Session>,
): Promise<{ session: Session; provider: Provider; refused: RefusedProvider[] }> {
  const refused: RefusedProvider[] = [];
  let last: unknown = new Error('no execution provider to try');
  for (const provider of candidates) {
    try {
      return { session: await create(provider), provider, refused };
    } catch (error) {
      last = error;
      refused.push({ provider, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  throw last;
}
