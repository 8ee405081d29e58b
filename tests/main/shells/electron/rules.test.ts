import { describe, expect, test, vi } from 'vitest';
import { chooseFolder, chooseReportFile } from '../../../../src/main/shells/electron/dialogs.ts';
import { menuTemplate } from '../../../../src/main/shells/electron/menu.ts';
import { stayOnThePage } from '../../../../src/main/shells/electron/navigation.ts';
import { stayOffline } from '../../../../src/main/shells/electron/offline.ts';
import { isOwnAddress } from '../../../../src/main/shells/electron/origin.ts';
import { denyPermissions } from '../../../../src/main/shells/electron/permissions.ts';
import { registerScheme, serveScheme } from '../../../../src/main/shells/electron/scheme.ts';
import { isOwnPage } from '../../../../src/main/shells/electron/sender.ts';
import { isOnlyInstance } from '../../../../src/main/shells/electron/single-instance.ts';
import { webPreferences } from '../../../../src/main/shells/electron/web-preferences.ts';
import { FakeEngine } from '../fake-engine.ts';
import {
  FakeApp,
  FakeContents,
  FakeDialog,
  FakeElectron,
  FakeProtocol,
  FakeWindow,
} from './fake-electron.ts';

const strangers = [
  '',
  'about:blank',
  'https://app/',
  'chirograph://app.evil.example/',
  'chirograph://evil@app/',
  'chirograph://application/',
  'chirograph://app:8080/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,hello',
];

test('rules 2, 3, 4, 6, 8, 9, 10: the page gets neither Node nor exceptions', () => {
  const preferences = webPreferences('/app/preload.cjs', false);
  expect(preferences).toMatchObject({
    preload: '/app/preload.cjs',
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    devTools: false,
  });
  expect(preferences).not.toHaveProperty('enableBlinkFeatures');
});

test('rule 5: no permission is granted, asked for or checked', () => {
  const { defaultSession } = new FakeElectron().session;
  denyPermissions(defaultSession as never);
  for (const permission of ['media', 'notifications', 'clipboard-read', 'openExternal']) {
    const decide = vi.fn();
    defaultSession.requestPermission?.(null, permission, decide);
    expect(decide.mock.calls).toEqual([[false]]);
  }
  expect(defaultSession.checkPermission?.()).toBe(false);
  expect(defaultSession.checkDevice?.()).toBe(false);
});

describe('rules 1 and 8: nothing is loaded from a network', () => {
  const { defaultSession } = new FakeElectron().session;
  stayOffline(defaultSession as never);
  const cancelled = (url: string): boolean => {
    const decide = vi.fn();
    defaultSession.beforeRequest?.({ url }, decide);
    return (decide.mock.calls[0]?.[0] as { cancel: boolean }).cancel;
  };

  test.each(['chirograph://app/', 'blob:chirograph://app/1', 'devtools://devtools/x.js'])('%s may', (url) =>
    expect(cancelled(url)).toBe(false),
  );
  test.each([...strangers.filter((each) => each !== ''), 'http://127.0.0.1/', 'wss://app/', 'ftp://app/'])(
    '%s may not',
    (url) => expect(cancelled(url)).toBe(true),
  );
  test('the spell checker fetches no dictionary, and no page starts a download', () => {
    expect(defaultSession.spellChecker).toBe(false);
    const preventDefault = vi.fn();
    defaultSession.emit('will-download', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

test('rules 11 to 15: no navigation, no webview, no new window, in whatever contents comes to be', () => {
  const app = new FakeApp();
  stayOnThePage(app);
  const contents = new FakeContents();
  app.emit('web-contents-created', {}, contents);
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
    const preventDefault = vi.fn();
    contents.emit(event, { preventDefault, url: 'chirograph://app/' });
    expect(preventDefault, event).toHaveBeenCalledOnce();
  }
  expect(contents.windowOpenHandler?.()).toEqual({ action: 'deny' });
});

describe('rule 17: only the top frame of our own page is listened to', () => {
  test('that one is', () => {
    expect(isOwnPage({ senderFrame: { url: 'chirograph://app/', parent: null } })).toBe(true);
    expect(isOwnPage({ senderFrame: { url: 'chirograph://app/#compare', parent: null } })).toBe(true);
  });
  test.each(strangers)('a page at "%s" is not', (url) => {
    expect(isOwnAddress(url)).toBe(false);
    expect(isOwnPage({ senderFrame: { url, parent: null } })).toBe(false);
  });
  test('a frame inside the page and a frame that is gone are not', () => {
    expect(isOwnPage({ senderFrame: { url: 'chirograph://app/', parent: {} } })).toBe(false);
    expect(isOwnPage({ senderFrame: null })).toBe(false);
  });
});

describe('rules 7 and 18: the custom scheme', () => {
  const engine = new FakeEngine();
  const protocol = new FakeProtocol();
  const files = new Map([
    ['/', { mediaType: 'text/html; charset=utf-8', bytes: new TextEncoder().encode('page') }],
  ]);
  registerScheme(protocol);
  serveScheme(protocol as never, { files, engine });
  const get = (url: string, init?: RequestInit): Promise<Response> =>
    protocol.handler!(new Request(url, init));

  test('is standard and secure, and goes round no policy', () => {
    expect(protocol.schemes).toEqual([
      { scheme: 'chirograph', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  test('serves the build with a strict policy', async () => {
    const response = await get('chirograph://app/');
    expect([response.status, await response.text()]).toEqual([200, 'page']);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self';/,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('serves pictures by their ids', async () => {
    const response = await get(`chirograph://app/image/${FakeEngine.caseId}/${FakeEngine.imageId}?max=256`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(engine.calls.at(-1)).toMatchObject({
      method: 'image.read',
      args: { case: FakeEngine.caseId, image: FakeEngine.imageId, maxSize: 256 },
    });
  });

  test.each(['/../etc/passwd', '/%2e%2e/x', '/%252e%252e/x', '/etc/passwd', '/index.html', '//x'])(
    'serves nothing else: %s',
    async (target) => expect((await get(`chirograph://app${target}`)).status).toBe(404),
  );

  test('refuses other hosts and other methods', async () => {
    expect((await get('chirograph://evil.example/')).status).toBe(403);
    expect((await get('chirograph://app/', { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

describe('a single instance', () => {
  test('the first one shows its window when a second is started', () => {
    const app = new FakeApp();
    const window = new FakeWindow({});
    window.minimised = true;
    expect(isOnlyInstance(app, () => window)).toBe(true);
    app.emit('second-instance');
    expect([window.minimised, window.focused]).toEqual([false, true]);
  });
  test('the second one quits', () => {
    const app = new FakeApp();
    app.firstInstance = false;
    expect(isOnlyInstance(app, () => null)).toBe(false);
    expect(app.log).toContain('quit');
  });
});

describe('dialogs', () => {
  test('a folder, or null', async () => {
    const dialog = new FakeDialog();
    await expect(chooseFolder(dialog, null)).resolves.toBeNull();
    dialog.folder = { canceled: false, filePaths: ['/cases/7'] };
    await expect(chooseFolder(dialog, null)).resolves.toBe('/cases/7');
    expect(dialog.asked[0]).toMatchObject({ properties: ['openDirectory', 'createDirectory'] });
  });

  test('a report file ends in .pdf', async () => {
    const dialog = new FakeDialog();
    await expect(chooseReportFile(dialog, null, 'case 7.pdf')).resolves.toBeNull();
    dialog.file = { canceled: false, filePath: '/reports/case 7' };
    await expect(chooseReportFile(dialog, null, 'case 7.pdf')).resolves.toBe('/reports/case 7.pdf');
    dialog.file = { canceled: false, filePath: '/reports/case 7.PDF' };
    await expect(chooseReportFile(dialog, null, 'case 7.pdf')).resolves.toBe('/reports/case 7.PDF');
    expect(dialog.asked[0]).toMatchObject({ defaultPath: 'case 7.pdf' });
  });

  test.each(['../x.pdf', '/etc/x.pdf', 'C:\\x.pdf', 'a\0.pdf', '', 7, undefined, 'x'.repeat(121)])(
    'the page suggests a name, never a place: %j',
    async (name) => {
      const dialog = new FakeDialog();
      await chooseReportFile(dialog, null, name);
      expect(dialog.asked[0]).toMatchObject({ defaultPath: 'report.pdf' });
    },
  );
});

describe('the menu', () => {
  const items = (platform: NodeJS.Platform, developing: boolean, command = vi.fn()) =>
    menuTemplate(platform, developing, command).flatMap((menu) => [
      menu,
      ...(Array.isArray(menu.submenu) ? menu.submenu : []),
    ]);

  test('sends its commands to the window', () => {
    const command = vi.fn();
    for (const label of ['&Open case…', 'About Chirograph']) {
      const item = items('linux', false, command).find((each) => each.label === label);
      (item?.click as () => void)();
    }
    expect(command.mock.calls).toEqual([['open-case'], ['about']]);
  });

  test('has developer tools while developing only', () => {
    expect(items('linux', false).some(({ role }) => role === 'toggleDevTools' || role === 'reload')).toBe(
      false,
    );
    expect(items('linux', true).some(({ role }) => role === 'toggleDevTools')).toBe(true);
  });

  test.each(['linux', 'win32', 'darwin'] as const)(
    'can quit, edit and say what it is, once each, on %s',
    (platform) => {
      const all = items(platform, false);
      expect(all.filter(({ role }) => role === 'quit')).toHaveLength(1);
      expect(all.filter(({ role }) => role === 'editMenu')).toHaveLength(1);
      expect(all.filter(({ label }) => label === 'About Chirograph')).toHaveLength(1);
    },
  );
});
