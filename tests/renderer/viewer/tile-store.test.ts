import { describe, expect, it, vi } from 'vitest';
import { loadTile, TileStore, type TilePicture } from '../../../src/renderer/viewer/tile-store.ts';

const picture = (): TilePicture => ({ width: 10, height: 10, close: vi.fn() });

/** A store whose loads are answered by hand. */
function store(capacity?: number) {
  const asked: string[] = [];
  const answers = new Map<string, (outcome: TilePicture | Error) => void>();
  const tiles = new TileStore<TilePicture>((address) => {
    asked.push(address);
    return new Promise((resolve, reject) =>
      answers.set(address, (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome))),
    );
  }, capacity);
  const reply = (address: string, outcome: TilePicture | Error): void => answers.get(address)!(outcome);
  const answer = async (address: string, outcome: TilePicture | Error = picture()) => {
    reply(address, outcome);
    await vi.waitFor(() => expect(tiles.get(address) ?? tiles.failure([address])).toBeTruthy());
    return outcome;
  };
  return { tiles, asked, answer, reply };
}
const wisher = () => ({ onTile: vi.fn() });

describe('TileStore', () => {
  it('asks for what each pane wants first, four at a time, and tells only who wants it', async () => {
    const { tiles, asked, answer } = store();
    const [one, other] = [wisher(), wisher()];
    tiles.want(one, ['a1', 'a2', 'a3', 'a4']);
    tiles.want(other, ['b1', 'b2']);
    expect(asked).toEqual(['a1', 'a2', 'a3', 'a4']);
    await answer('a1');
    expect(asked.at(-1)).toBe('b1');
    expect(one.onTile).toHaveBeenCalledOnce();
    expect(other.onTile).not.toHaveBeenCalled();
  });

  it('never asks for what is no longer wanted when its turn comes, nor twice for one tile', async () => {
    const { tiles, asked, answer } = store();
    const [one, other] = [wisher(), wisher()];
    tiles.want(one, ['1', '2', '3', '4', '5', '6']);
    tiles.want(one, ['6', '1']);
    tiles.want(other, ['1', '6']);
    await answer('1');
    expect(asked).toEqual(['1', '2', '3', '4', '6']);
    tiles.want(one, ['1']);
    expect(asked).toHaveLength(5);
  });

  it('lets the tile go that was shown longest ago, but none that is wanted', async () => {
    const { tiles, answer } = store(800);
    const one = wisher();
    tiles.want(one, ['1', '2']);
    const first = (await answer('1')) as TilePicture;
    const second = (await answer('2')) as TilePicture;
    tiles.want(one, ['1', '3']);
    await answer('3');
    expect(second.close).toHaveBeenCalledOnce();
    expect(first.close).not.toHaveBeenCalled();
    expect(tiles.get('1')).toBe(first);
    tiles.clear();
    expect(first.close).toHaveBeenCalledOnce();
    expect(tiles.get('1')).toBeUndefined();
  });

  it('says why a tile did not come, and tries it anew for who comes back', async () => {
    const { tiles, asked, answer } = store();
    const one = wisher();
    tiles.want(one, ['1']);
    await answer('1', new Error('Q1 (a.png) is not the file that was first seen.'));
    expect(one.onTile).toHaveBeenCalledOnce();
    expect(tiles.failure(['0', '1'])).toContain('not the file');
    tiles.want(one, ['1']);
    expect(asked).toEqual(['1']);
    tiles.leave(one);
    tiles.want(one, ['1']);
    expect(asked).toEqual(['1', '1']);
    expect(tiles.failure(['1'])).toBeNull();
  });
});

describe('a tile that failed', () => {
  const lost = new Error('The engine stopped.');

  it('is tried anew once it was out of sight, and when whatever hindered it may be over', async () => {
    const { tiles, asked, answer } = store();
    const one = wisher();
    tiles.want(one, ['1', '2']);
    await answer('1', lost);
    tiles.want(one, ['2']);
    expect(tiles.failure(['1'])).toBeNull();
    tiles.want(one, ['2', '1']);
    expect(asked).toEqual(['1', '2', '1']);
    await answer('1', lost);
    tiles.retry();
    expect(asked).toEqual(['1', '2', '1', '1']);
    await answer('1');
    expect(tiles.failure(['1', '2'])).toBeNull();
  });

  it('is forgotten when nobody waited for it any more', async () => {
    const { tiles, asked, reply } = store();
    const one = wisher();
    tiles.want(one, ['1', '2']);
    tiles.leave(one);
    reply('1', lost);
    await new Promise(setImmediate);
    tiles.want(one, ['1']);
    expect(asked).toEqual(['1', '2', '1']);
  });
});

describe('tiles that are forgotten', () => {
  it('do not come back with what was on its way when the case was closed', async () => {
    const { tiles, asked, reply } = store();
    const one = wisher();
    tiles.want(one, ['1']);
    tiles.clear();
    tiles.want(one, ['1']);
    expect(asked).toEqual(['1', '1']);
    const late = picture();
    reply('1', late);
    await vi.waitFor(() => expect(tiles.get('1')).toBe(late));
    expect(late.close).not.toHaveBeenCalled();
  });

  it('are called back when the case is left, and no more of it is asked for', async () => {
    const asked: string[] = [];
    const tiles = new TileStore<TilePicture>((address, signal) => {
      asked.push(address);
      return new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(new Error('called back'))),
      );
    });
    const one = wisher();
    const addresses = ['1', '2', '3', '4', '5', '6'];
    tiles.want(one, addresses);
    expect(asked).toEqual(['1', '2', '3', '4']);
    tiles.clear();
    await new Promise(setImmediate);
    expect(asked).toEqual(['1', '2', '3', '4']);
    expect(tiles.failure(addresses)).toBeNull();
    expect(one.onTile).not.toHaveBeenCalled();
  });

  it('are closed when they come late, and loaded anew only where they are wanted', async () => {
    const { tiles, asked, answer, reply } = store();
    const one = wisher();
    tiles.want(one, ['1', '2']);
    const old = (await answer('1')) as TilePicture;
    one.onTile.mockClear();
    tiles.want(one, ['1']);
    tiles.renew();
    expect(old.close).toHaveBeenCalledOnce();
    expect(one.onTile).toHaveBeenCalledOnce();
    expect(asked).toEqual(['1', '2', '1']);
    const late = picture();
    reply('2', late);
    await vi.waitFor(() => expect(late.close).toHaveBeenCalledOnce());
    expect(tiles.get('2')).toBeUndefined();
    expect(one.onTile).toHaveBeenCalledOnce();
  });
});

describe('loadTile', () => {
  it("rejects with the shell's sentence", async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(new Response('There is no such picture.\n', { status: 404 })),
    );
    await expect(loadTile('/image/a/b?tile=0-0-0')).rejects.toThrow(/^There is no such picture\.$/);
    vi.unstubAllGlobals();
  });

  it('is called back by its signal', async () => {
    const fetched = vi.fn((_: string, { signal }: RequestInit) =>
      Promise.reject(signal?.reason ?? new Error('without a signal')),
    );
    vi.stubGlobal('fetch', fetched);
    await expect(loadTile('/image/a/b?tile=0-0-0', AbortSignal.abort(new Error('left')))).rejects.toThrow(
      'left',
    );
    vi.unstubAllGlobals();
  });
});
