import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Item } from '../../../src/contract/case.ts';
import { tileUrl } from '../../../src/renderer/images.ts';
import { Workplace } from '../../../src/renderer/stores/workplace.svelte.ts';
import { EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

const NOTHING_STORED = { getItem: () => null, setItem: () => undefined } as unknown as Storage;

/** What of a browser the workplace asks for when it is made. */
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
});
afterEach(() => void vi.unstubAllGlobals());

describe('pictures kept by the window', () => {
  it('are asked for again once the file of an item changed, and not otherwise', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (address: string) => {
      asked.push(address);
      return Promise.resolve(new Response('tile'));
    });
    vi.stubGlobal('createImageBitmap', () =>
      Promise.resolve({ width: 1, height: 1, close: () => undefined }),
    );
    const fake = new FakeEngine({ examiner: EXAMINER });
    const { session, tiles, engine } = new Workplace(fake, null, null, NOTHING_STORED);
    await engine.greet();
    await session.open('/cases/one');
    await vi.waitFor(() => expect(session.work).not.toBe('running'));
    await session.needPages(session.items.map(({ id }) => id));
    const [one, other] = session.items.filter(({ id }) => (session.pages.of(id) ?? []).length > 0) as [
      Item,
      Item,
    ];
    const addresses = [one, other].map(({ id }) =>
      tileUrl(session.id, session.pages.of(id)![0]!.image, { level: 0, column: 0, row: 0 }),
    );
    tiles.want({ onTile: () => undefined }, addresses);
    await vi.waitFor(() => expect(addresses.every((address) => tiles.get(address))).toBe(true));

    await session.reload();
    expect(asked).toEqual(addresses);
    const call = fake.call.bind(fake);
    vi.spyOn(fake, 'call').mockImplementation(async (method, args, options) => {
      const result = await call(method, args, options);
      if (method === 'case.get') {
        const items = (result as { items: Item[] }).items;
        Object.assign(
          items.find(({ id }) => id === one.id)!,
          { file: 'changed', preparation: 'stale' },
        );
      }
      return result;
    });
    await session.reload();
    expect(asked).toEqual([...addresses, ...addresses]);
    await session.reload();
    expect(asked).toHaveLength(4);
  });
});
