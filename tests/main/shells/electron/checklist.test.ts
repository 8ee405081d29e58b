import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const project = path.join(import.meta.dirname, '../../../..');
const read = (file: string): string => readFileSync(path.join(project, file), 'utf8');
const shell = 'src/main/shells/electron';

/** The points of Electron's security checklist, each with the place that keeps it and names it. */
const checklist: [number, string, string][] = [
  [1, 'Only load secure content', `${shell}/offline.ts`],
  [2, 'Do not enable Node.js integration for remote content', `${shell}/web-preferences.ts`],
  [3, 'Enable context isolation', `${shell}/web-preferences.ts`],
  [4, 'Enable process sandboxing', `${shell}/web-preferences.ts`],
  [5, 'Handle session permission requests from remote content', `${shell}/permissions.ts`],
  [6, 'Do not disable webSecurity', `${shell}/web-preferences.ts`],
  [7, 'Define a Content Security Policy', 'src/main/shells/security-headers.ts'],
  [8, 'Do not enable allowRunningInsecureContent', `${shell}/web-preferences.ts`],
  [9, 'Do not enable experimental features', `${shell}/web-preferences.ts`],
  [10, 'Do not use enableBlinkFeatures', `${shell}/web-preferences.ts`],
  [11, 'Do not use allowpopups for WebViews', `${shell}/webviews.ts`],
  [12, 'Verify WebView options before creation', `${shell}/webviews.ts`],
  [13, 'Disable or limit navigation', `${shell}/navigation.ts`],
  [14, 'Disable or limit creation of new windows', `${shell}/new-windows.ts`],
  [15, 'Do not use shell.openExternal with untrusted content', `${shell}/external.ts`],
  [16, 'Use a current version of Electron', 'packaging/electron-support.ts'],
  [17, 'Validate the sender of all IPC messages', `${shell}/sender.ts`],
  [18, 'Avoid usage of the file:// protocol and prefer usage of custom protocols', `${shell}/scheme.ts`],
  [19, 'Check which fuses you can change', 'packaging/fuses.ts'],
  [20, 'Do not expose Electron APIs to untrusted web content', 'src/preload/preload.ts'],
];

describe("Electron's security checklist", () => {
  test('has twenty points', () => {
    expect(checklist.map(([number]) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test.each(checklist)('point %i, "%s", is named in %s', (number, _, file) => {
    expect(read(file)).toMatch(new RegExp(`\\bRule ${number}: `));
  });

  // A name that begins so, given to a function: the name of a test, and not of a group or a comment.
  const tested = new Set(
    globSync('tests/{main/shells/electron,preload,packaging}/**/*.test.ts', { cwd: project })
      .flatMap((file) => [
        ...read(file).matchAll(/['"]rule (\d+): [^'"\n]*(?:"[^"\n]*"[^'\n]*)?['"],\s*(?:async )?\(/g),
      ])
      .map(([, number]) => Number(number)),
  );
  test.each(checklist)('point %i, "%s", has a test of its own', (number) => {
    expect([...tested]).toContain(number);
  });

  test('no source names a rule that is not on the list', () => {
    const named = globSync('{src,packaging}/**/*.ts', { cwd: project, exclude: ['**/node_modules/**'] })
      .flatMap((file) => [...read(file).matchAll(/\bRule (\d+)\b/g)])
      .map(([, number]) => Number(number));
    expect([...new Set(named)].filter((number) => number < 1 || number > 20)).toEqual([]);
  });
});

test("Electron's crash reporter is started nowhere: its dumps would hold pictures of evidence", () => {
  for (const file of globSync('src/**/*.ts', { cwd: project })) {
    expect(read(file), file).not.toMatch(/\bcrashReporter\b/);
  }
});
