import type { ServerResponse } from 'node:http';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import sharp from 'sharp';
import { defineConfig, type Plugin } from 'vite';
import { levelSize, tileBox } from '../../../src/contract/tiles.ts';
import { drawing } from './drawing.ts';

/** The window on generated data, to look at while working on it: `vite --config tests/renderer/harness/vite.config.ts`. */
const images: Plugin = {
  name: 'fake-images',
  configureServer(server) {
    server.middlewares.use('/image', (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      void answer(response, drawing(pathname.split('/').at(-1) ?? ''), searchParams.get('tile'));
    });
  },
};

/** Answers with a drawing, or with one tile of it as a picture. */
async function answer(response: ServerResponse, picture: string | null, tile: string | null): Promise<void> {
  const part = picture === null || tile === null ? null : await cut(picture, tile);
  response.statusCode = picture === null ? 404 : 200;
  response.setHeader('Content-Type', part === null ? 'image/svg+xml' : 'image/png');
  response.end(part ?? picture ?? '');
}

async function cut(picture: string, name: string): Promise<Buffer> {
  const [level = 0, column = 0, row = 0] = name.split('-').map(Number);
  const drawn = sharp(Buffer.from(picture));
  const page = await drawn.metadata();
  const { x, y, width, height } = tileBox(page, { level, column, row })!;
  const whole = await drawn
    .resize({ ...levelSize(page, level), fit: 'fill' })
    .png()
    .toBuffer();
  return sharp(whole).extract({ left: x, top: y, width, height }).png().toBuffer();
}

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../../../node_modules/.vite-harness',
  plugins: [svelte({ configFile: '../../../svelte.config.js' }), images],
  server: { host: '127.0.0.1', port: 5199, strictPort: true, fs: { allow: ['../../..'] } },
});
