import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { drawing } from './drawing.ts';

/** The window on generated data, to look at while working on it: `vite --config tests/renderer/harness/vite.config.ts`. */
const images: Plugin = {
  name: 'fake-images',
  configureServer(server) {
    server.middlewares.use('/image', (request, response) => {
      const image = new URL(request.url ?? '/', 'http://localhost').pathname.split('/').at(-1) ?? '';
      const picture = drawing(image);
      response.statusCode = picture === null ? 404 : 200;
      response.setHeader('Content-Type', 'image/svg+xml');
      response.end(picture ?? '');
    });
  },
};

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../../../node_modules/.vite-harness',
  plugins: [svelte({ configFile: '../../../svelte.config.js' }), images],
  server: { host: '127.0.0.1', port: 5199, strictPort: true, fs: { allow: ['../../..'] } },
});
