import { expect, it } from 'vitest';
import { cancelled } from '../../../../src/contract/wire.ts';
import type { RenderedImage } from '../../../../src/main/engine/imaging/preparation.ts';
import { RenderCache } from '../../../../src/main/engine/imaging/render-cache.ts';

const picture: RenderedImage = {
  mediaType: 'image/png',
  width: 1,
  height: 1,
  bytes: new Uint8Array(8),
  sha256: 'a'.repeat(64),
};

it('renders a picture once for all who ask for it, and keeps it', async () => {
  const cache = new RenderCache();
  let renderings = 0;
  const render = (): Promise<RenderedImage> => {
    renderings++;
    return Promise.resolve(picture);
  };
  await expect(Promise.all([cache.get('a', render), cache.get('a', render)])).resolves.toHaveLength(2);
  await cache.get('a', render);
  expect(renderings).toBe(1);
});

it('renders anew for those who still want a picture that the first to ask has given up', async () => {
  const cache = new RenderCache();
  const given = Promise.withResolvers<RenderedImage>();
  const first = cache.get('a', () => given.promise);
  const second = cache.get('a', () => Promise.resolve(picture));
  given.reject(cancelled());
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  await expect(second).resolves.toBe(picture);
});

it('tells all who wait of a failure, and keeps none', async () => {
  const cache = new RenderCache();
  const broken = (): Promise<RenderedImage> => Promise.reject(new RangeError('broken'));
  const waiting = [cache.get('a', broken), cache.get('a', broken)];
  for (const each of await Promise.allSettled(waiting)) expect(each.status).toBe('rejected');
  await expect(cache.get('a', () => Promise.resolve(picture))).resolves.toBe(picture);
});
