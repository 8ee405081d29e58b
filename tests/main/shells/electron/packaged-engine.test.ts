import path from 'node:path';
import { expect, test } from 'vitest';
import { packagedEngine } from '../../../../src/main/shells/electron/packaged-engine.ts';

test('a packaged app starts the engine that lies beside its archive', () => {
  expect(packagedEngine({ isPackaged: true }, '/opt/Chirograph/resources')).toEqual({
    entry: path.join('/opt/Chirograph/resources', 'engine', 'out', 'main', 'engine-process.js'),
  });
});

test('an app that runs from its project starts the engine beside its shell', () => {
  expect(packagedEngine({ isPackaged: false }, '/electron/resources')).toEqual({});
});
