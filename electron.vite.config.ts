import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

/** Every process of the app has one entry file in out/main, side by side, so that a process finds the next one there. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          electron: 'src/main/shells/electron/electron.ts',
          chirograph: 'src/main/shells/cli/chirograph.ts',
          'engine-process': 'src/main/engine/engine-process.ts',
          'encoder-worker': 'src/main/engine/encoder/encoder-worker.ts',
          'measuring-worker': 'src/main/engine/evaluation/measuring-worker.ts',
          'preparation-child': 'src/main/engine/imaging/preparation-child.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: 'src/preload/preload.ts' },
        // A sandboxed preload script has to be CommonJS and in one piece.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [svelte({ configFile: '../../svelte.config.js' })],
    build: {
      outDir: 'out/renderer',
      rollupOptions: { input: 'src/renderer/index.html' },
      // The content security policy lets in files of the build only, no data: addresses.
      assetsInlineLimit: 0,
    },
  },
});
