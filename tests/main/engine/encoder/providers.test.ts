import { describe, expect, it } from 'vitest';
import { candidateProviders, firstWorking } from '../../../../src/main/engine/encoder/providers.ts';

describe('execution providers', () => {
  it.each([
    ['linux', 'x64', ['cuda', 'cpu']],
    ['linux', 'arm64', ['cpu']],
    ['darwin', 'arm64', ['coreml', 'cpu']],
    ['win32', 'x64', ['cuda', 'dml', 'cpu']],
    ['freebsd', 'x64', ['cpu']],
  ] as const)('on %s %s are tried in the order of speed, cpu last', (platform, architecture, expected) => {
    expect(candidateProviders(platform, architecture)).toEqual(expected);
  });

  it('takes the first one that makes a session, and keeps the reasons of those before it', async () => {
    const outcome = await firstWorking(['cuda', 'dml', 'cpu'], (provider) =>
      provider === 'cpu' ? Promise.resolve('session') : Promise.reject(new Error(`no ${provider} here`)),
    );
    expect(outcome).toEqual({
      session: 'session',
      provider: 'cpu',
      refused: [
        { provider: 'cuda', reason: 'no cuda here' },
        { provider: 'dml', reason: 'no dml here' },
      ],
    });
  });

  it('fails with the last reason where none works', async () => {
    await expect(
      firstWorking(['cuda', 'cpu'], (provider) => Promise.reject(new Error(`${provider} broken`))),
    ).rejects.toThrow('cpu broken');
  });
});
