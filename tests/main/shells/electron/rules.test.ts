import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { LICENCE_ADDRESS, outsideAddresses } from '../../../../src/contract/outside-addresses.ts';
import { confine, type ConfinedApp } from '../../../../src/main/shells/electron/confinement.ts';
import {
  chooseFolder,
  chooseImagesFolder,
  chooseModelFile,
  chooseTableFile,
  chooseReportFile,
} from '../../../../src/main/shells/electron/dialogs.ts';
import type { Language } from '../../../../src/language/language.ts';
import { menuTemplate } from '../../../../src/main/shells/electron/menu.ts';
import { isOwnAddress } from '../../../../src/main/shells/electron/origin.ts';
import { registerScheme, serveScheme } from '../../../../src/main/shells/electron/scheme.ts';
import { isOwnPage, type SenderEvent } from '../../../../src/main/shells/electron/sender.ts';
import { isOnlyInstance } from '../../../../src/main/shells/electron/single-instance.ts';
import { webPreferences } from '../../../../src/main/shells/electron/web-preferences.ts';
import { joinWindow, LARGEST_MESSAGE_BYTES } from '../../../../src/main/shells/electron/window-ipc.ts';
import { FakeEngine } from '../fake-engine.ts';
import {
  FakeApp,
  FakeContents,
  FakeDialog,
  FakeElectron,
  FakeProtocol,
  FakeSession,
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

/** Everything is confined the way the shell does it, before anything exists. */
function confined(): {
  electron: FakeElectron;
  session: FakeSession;
  contents: FakeContents;
  warnings: string[];
} {
  const electron = new FakeElectron();
  const warnings: string[] = [];
  const log = pino({}, { write: (line) => void warnings.push(line) });
  confine(electron.app as unknown as ConfinedApp, { shell: electron.shell, log });
  const session = new FakeSession();
  electron.app.emit('session-created', session);
  const contents = new FakeContents();
  electron.app.emit('web-contents-created', {}, contents);
  return { electron, session, contents, warnings };
}

describe('what the page may do', () => {
  const preferences = webPreferences('/app/preload.cjs', false);

  test('rule 2: no Node.js in the page, its workers and its frames', () => {
    expect(preferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });
  test('rule 3: the context of the preload script is its own', () => {
    expect(preferences).toMatchObject({ contextIsolation: true, preload: '/app/preload.cjs' });
  });
  test('rule 4: the page is in the sandbox', () => {
    expect(preferences.sandbox).toBe(true);
  });
  test('rule 6: web security is on', () => {
    expect(preferences.webSecurity).toBe(true);
  });
  test('rule 8: insecure content does not run', () => {
    expect(preferences.allowRunningInsecureContent).toBe(false);
  });
  test('rule 9: no experimental features', () => {
    expect(preferences.experimentalFeatures).toBe(false);
  });
  test('rule 10: no Blink features', () => {
    expect(preferences).not.toHaveProperty('enableBlinkFeatures');
  });
  test('a packaged app has no developer tools', () => {
    expect(preferences.devTools).toBe(false);
    expect(webPreferences('/app/preload.cjs', true).devTools).toBe(true);
  });
});

describe('permissions', () => {
  test('rule 5: no permission is granted, asked for or checked', () => {
    const { session } = confined();
    for (const permission of ['media', 'notifications', 'clipboard-read', 'fileSystem', 'openExternal']) {
      const decide = vi.fn();
      session.requestPermission?.(null, permission, decide);
      expect(decide.mock.calls).toEqual([[false]]);
    }
    expect(session.checkPermission?.()).toBe(false);
    expect(session.checkDevice?.()).toBe(false);
    expect(session.usbClasses?.({ protectedClasses: ['hid', 'audio'] })).toEqual(['hid', 'audio']);
  });

  test('rule 5: the screen is shown to nobody, and no picker of the system is asked', () => {
    const { session } = confined();
    const decide = vi.fn();
    session.displayMedia?.({}, decide);
    expect(decide.mock.calls).toEqual([[null]]);
    expect(session.displayMediaOptions).toEqual({ useSystemPicker: false });
  });

  test.each([
    ['select-hid-device', [{}], undefined],
    ['select-usb-device', [{}], undefined],
    ['select-serial-port', [[], {}], ''],
    ['select-webauthn-account', [{}], undefined],
  ])('rule 5: %s chooses none', (event, details, none) => {
    const { session } = confined();
    const preventDefault = vi.fn();
    const choose = vi.fn();
    session.emit(event, { preventDefault }, ...details, choose);
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(choose.mock.calls).toEqual([none === undefined ? [] : [none]]);
  });

  test('rule 5: no Bluetooth device is chosen, no restricted file opened', () => {
    const { session, contents } = confined();
    const decide = vi.fn();
    session.emit('file-system-access-restricted', {}, {}, decide);
    contents.emit('select-bluetooth-device', { preventDefault: vi.fn() }, [{ deviceId: '1' }], decide);
    expect(decide.mock.calls).toEqual([['deny'], ['']]);
  });

  test('a session that has the rules is not given them again', () => {
    const electron = new FakeElectron();
    const again = confine(electron.app as unknown as ConfinedApp, {
      shell: electron.shell,
      log: pino({ level: 'silent' }),
    });
    const session = new FakeSession();
    electron.app.emit('session-created', session);
    again(session as never);
    expect(session.listenerCount('will-download')).toBe(1);
    const other = new FakeSession();
    again(other as never);
    expect(other.listenerCount('will-download')).toBe(1);
  });
});

describe('nothing is loaded from a network', () => {
  const { electron, session, contents } = confined();
  const cancelled = (url: string): boolean => {
    const decide = vi.fn();
    session.beforeRequest?.({ url }, decide);
    return (decide.mock.calls[0]?.[0] as { cancel: boolean }).cancel;
  };

  test.each(['chirograph://app/', 'blob:chirograph://app/1', 'devtools://devtools/x.js'])('%s may', (url) =>
    expect(cancelled(url)).toBe(false),
  );
  test.each([...strangers.filter((each) => each !== ''), 'http://127.0.0.1/', 'wss://app/', 'ftp://app/'])(
    'rule 1: %s may not',
    (url) => expect(cancelled(url)).toBe(true),
  );
  test('the spell checker fetches no dictionary, and no page starts a download', () => {
    expect(session.spellChecker).toBe(false);
    const preventDefault = vi.fn();
    session.emit('will-download', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
  test('rule 1: no proxy is asked, no certificate trusted, no datagram sent, no name looked up', () => {
    expect(session.proxy).toEqual({ mode: 'direct' });
    const decide = vi.fn();
    session.verifyCertificate?.({}, decide);
    expect(decide.mock.calls).toEqual([[-2]]);
    expect(contents.peerConnections).toBe('disable_non_proxied_udp');
    expect(electron.app.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    expect([...electron.app.switches.keys()]).toContain('disable-background-networking');
  });
  test('rule 1: a certificate is neither trusted by hand nor shown', () => {
    const preventDefault = vi.fn();
    const decide = vi.fn();
    electron.app.emit('certificate-error', { preventDefault }, {}, 'https://x/', 'expired', {}, decide);
    electron.app.emit('select-client-certificate', { preventDefault }, {}, 'https://x/', [{}], decide);
    expect(decide.mock.calls).toEqual([[false], []]);
    expect(preventDefault).toHaveBeenCalledTimes(2);
  });
});

describe('in whatever contents comes to be', () => {
  test('rule 11: no webview is attached, with popups or without', () => {
    const { contents } = confined();
    const preventDefault = vi.fn();
    const attributes = { src: 'https://evil.example/', allowpopups: 'true' };
    contents.emit('will-attach-webview', { preventDefault }, {}, attributes);
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(attributes).toEqual({});
    expect(webPreferences('/app/preload.cjs', true).webviewTag).toBe(false);
  });

  test('rule 12: nothing is left of what a webview asks for', () => {
    const { contents } = confined();
    const preferences = { preload: '/tmp/evil.js', nodeIntegration: true };
    contents.emit('will-attach-webview', { preventDefault: vi.fn() }, preferences, {});
    expect(preferences).not.toHaveProperty('preload');
  });

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'rule 13: %s is refused, to our own address too',
    (event) => {
      const { contents } = confined();
      const preventDefault = vi.fn();
      contents.emit(event, { preventDefault, url: 'chirograph://app/' });
      expect(preventDefault).toHaveBeenCalledOnce();
    },
  );

  test('rule 14: no new window, whatever its address', () => {
    const { contents } = confined();
    for (const url of [...strangers, 'chirograph://app/', LICENCE_ADDRESS]) {
      expect(contents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
    }
  });
});

describe('addresses of the web', () => {
  test('rule 15: the listed ones are handed to the system', () => {
    const { electron, contents, warnings } = confined();
    for (const url of outsideAddresses) contents.windowOpenHandler?.({ url });
    expect(electron.openedOutside).toEqual(outsideAddresses);
    expect(warnings).toEqual([]);
  });

  test('rule 15: the list holds https addresses of plain hosts, as a browser writes them', () => {
    for (const address of outsideAddresses) {
      const url = new URL(address);
      expect(url.href).toBe(address);
      expect([url.protocol, url.port, url.username, url.search, url.hash]).toEqual([
        'https:',
        '',
        '',
        '',
        '',
      ]);
    }
  });

  test.each([
    '',
    'http://www.apache.org/licenses/LICENSE-2.0',
    'https://www.apache.org/licenses/LICENSE-2.0/',
    'https://www.apache.org/licenses/LICENSE-2.0?x',
    'https://www.apache.org/licenses/LICENSE-2.0#x',
    'https://www.apache.org/licenses/../evil',
    'https://www.apache.org/',
    'https://www.apache.org:443/licenses/LICENSE-2.0',
    'https://www.apache.org:8443/licenses/LICENSE-2.0',
    'https://www.apache.org@evil.example/licenses/LICENSE-2.0',
    'https://user@www.apache.org/licenses/LICENSE-2.0',
    'https://www.apache.org.evil.example/licenses/LICENSE-2.0',
    'https://www.apаche.org/licenses/LICENSE-2.0',
    'HTTPS://WWW.APACHE.ORG/licenses/LICENSE-2.0',
    'https://www.apache.org/licenses/license-2.0',
    ' https://www.apache.org/licenses/LICENSE-2.0',
    'https://www.apache.org/licenses/LICENSE-2.0\n',
    'https:\\\\www.apache.org\\licenses\\LICENSE-2.0',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://evil.example/share',
    'ms-msdt:/id',
  ])('rule 15: "%s" is refused, and not repeated in the log', (url) => {
    const { electron, contents, warnings } = confined();
    contents.windowOpenHandler?.({ url });
    expect(electron.openedOutside).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(Object.keys(JSON.parse(warnings[0]!) as object).sort()).toEqual([
      'hostname',
      'level',
      'msg',
      'pid',
      'time',
    ]);
    expect((JSON.parse(warnings[0]!) as { msg: string }).msg).toBe(
      'an address that is not on the list was not opened',
    );
  });

  test('rule 15: nothing but the list, whatever is tried', () => {
    const nearly = fc
      .tuple(fc.constantFrom(...outsideAddresses), fc.nat(80), fc.nat(3), fc.string({ maxLength: 4 }))
      .map(([address, at, removed, put]) => address.slice(0, at) + put + address.slice(at + removed));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.webUrl(), fc.string()), (address) => {
        const { electron, contents } = confined();
        contents.windowOpenHandler?.({ url: address });
        expect(electron.openedOutside).toEqual(outsideAddresses.filter((each) => each === address));
      }),
      { numRuns: 500 },
    );
  });
});

describe('only the top frame of our own page is listened to', () => {
  test('rule 17: that one is', () => {
    expect(isOwnPage({ senderFrame: { url: 'chirograph://app/', parent: null } })).toBe(true);
    expect(isOwnPage({ senderFrame: { url: 'chirograph://app/#compare', parent: null } })).toBe(true);
  });
  test.each(strangers)('rule 17: a page at "%s" is not', (url) => {
    expect(isOwnAddress(url)).toBe(false);
    expect(isOwnPage({ senderFrame: { url, parent: null } })).toBe(false);
  });
  test('rule 17: a frame inside the page and a frame that is gone are not', () => {
    expect(isOwnPage({ senderFrame: { url: 'chirograph://app/', parent: {} } })).toBe(false);
    expect(isOwnPage({ senderFrame: null })).toBe(false);
  });
});

describe('every channel', () => {
  const own = { url: 'chirograph://app/', parent: null };
  const wrongSenders: [string, SenderEvent['senderFrame']][] = [
    ['a frame that is gone', null],
    ['a frame inside the page', { ...own, parent: {} }],
    ...strangers.map((url): [string, SenderEvent['senderFrame']] => [
      `a page at "${url}"`,
      { url, parent: null },
    ]),
  ];
  const call = { kind: 'call', call: 1, method: 'case.recent', args: {}, examiner: null };

  /** A joined window: its channels are what the fake was told to listen to, not a list kept here. */
  function joined() {
    const contents = new FakeContents();
    const engine = new FakeEngine();
    const question = vi.fn(() => Promise.resolve(null));
    joinWindow(contents, {
      engine,
      log: pino({ level: 'silent' }),
      questions: {
        'choose-folder': question,
        'choose-report-file': question,
        'choose-model-file': question,
        'choose-table-file': question,
        'choose-images-folder': question,
        'use-language': question,
      },
    });
    contents.emit('did-navigate');
    return { contents, engine, question };
  }

  test('rule 17: what is listened to is what the preload script uses', () => {
    const { contents } = joined();
    expect([...contents.ipc.eventNames(), ...contents.handlers.keys()]).toEqual([
      'engine',
      'choose-folder',
      'choose-report-file',
      'choose-model-file',
      'choose-table-file',
      'choose-images-folder',
      'use-language',
    ]);
  });

  test.each(wrongSenders)('rule 17: no channel listens to %s', async (_, senderFrame) => {
    const { contents, engine, question } = joined();
    const channels = [...contents.ipc.eventNames()];
    expect(channels.length + contents.handlers.size).toBeGreaterThan(2);
    for (const channel of channels) contents.ipc.emit(channel, { senderFrame }, call);
    for (const ask of contents.handlers.values()) expect(await ask({ senderFrame }, 'x.pdf')).toBeNull();
    expect(engine.calls).toEqual([]);
    expect(question).not.toHaveBeenCalled();
    expect(contents.sent).toEqual([]);
  });

  test('rule 17: every channel listens to the page', async () => {
    const { contents, engine, question } = joined();
    for (const channel of contents.ipc.eventNames()) contents.ipc.emit(channel, { senderFrame: own }, call);
    for (const ask of contents.handlers.values()) await ask({ senderFrame: own }, 'x.pdf');
    expect(engine.calls).toHaveLength(contents.ipc.eventNames().length);
    expect(question).toHaveBeenCalledTimes(contents.handlers.size);
  });

  test('a message of more than 1 MB is not passed on, and who waits for its answer is told', () => {
    const { contents, engine } = joined();
    const send = (message: unknown): boolean => contents.ipc.emit('engine', { senderFrame: own }, message);
    send({ ...call, args: { text: 'x'.repeat(LARGEST_MESSAGE_BYTES) } });
    send({ ...call, args: new Uint8Array(LARGEST_MESSAGE_BYTES) });
    send({ ...call, args: { cannot: () => 'travel' } });
    expect(engine.calls).toEqual([]);
    expect(contents.sent).toHaveLength(3);
    expect(contents.sent[0]).toMatchObject({
      kind: 'problem',
      call: 1,
      problem: { code: 'invalid-arguments' },
    });
    send({ ...call, args: { text: 'x'.repeat(LARGEST_MESSAGE_BYTES / 2) } });
    expect(engine.calls).toHaveLength(1);
  });

  test.each([null, 7, 'call', [], {}, { kind: 'call' }, { kind: 'call', call: -1, method: 'case.recent' }])(
    'a message of no known shape is not passed on: %j',
    (message) => {
      const { contents, engine } = joined();
      contents.ipc.emit('engine', { senderFrame: own }, message);
      expect(engine.calls).toEqual([]);
      expect(contents.sent).toEqual([]);
    },
  );
});

describe('the custom scheme', () => {
  const engine = new FakeEngine();
  const protocol = new FakeProtocol();
  const files = new Map([
    ['/', { mediaType: 'text/html; charset=utf-8', bytes: new TextEncoder().encode('page') }],
  ]);
  registerScheme(protocol);
  serveScheme(protocol as never, { files, engine });
  const get = (url: string, init?: RequestInit): Promise<Response> =>
    protocol.handler!(new Request(url, init));

  test('rule 18: it is standard and secure, and goes round no policy', () => {
    expect(protocol.schemes).toEqual([
      { scheme: 'chirograph', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  test('rule 7: it serves the build with a strict policy', async () => {
    const response = await get('chirograph://app/');
    expect([response.status, await response.text()]).toEqual([200, 'page']);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).toMatch(/; require-trusted-types-for 'script'; trusted-types svelte-trusted-html$/);
    expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
    const features = response.headers.get('permissions-policy');
    for (const feature of ['camera', 'usb', 'local-fonts', 'clipboard-read']) {
      expect(features).toContain(`${feature}=()`);
    }
    expect(features).not.toMatch(/=(?!\(\))/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('it serves pictures by their ids', async () => {
    const response = await get(`chirograph://app/image/${FakeEngine.caseId}/${FakeEngine.imageId}?max=256`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(engine.calls.at(-1)).toMatchObject({
      method: 'image.read',
      args: { case: FakeEngine.caseId, image: FakeEngine.imageId, maxSize: 256 },
    });
  });

  test.each(['/../etc/passwd', '/%2e%2e/x', '/%252e%252e/x', '/etc/passwd', '/index.html', '//x'])(
    'rule 18: it serves nothing else: %s',
    async (target) => expect((await get(`chirograph://app${target}`)).status).toBe(404),
  );

  test('it refuses other hosts and other methods', async () => {
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
    await expect(chooseFolder(dialog, null, 'en')).resolves.toBeNull();
    dialog.folder = { canceled: false, filePaths: ['/cases/7'] };
    await expect(chooseFolder(dialog, null, 'en')).resolves.toBe('/cases/7');
    expect(dialog.asked[0]).toMatchObject({ properties: ['openDirectory', 'createDirectory'] });
  });

  test('a table of images is one file, and its folder one that is there', async () => {
    const dialog = new FakeDialog();
    await expect(chooseTableFile(dialog, null, 'en')).resolves.toBeNull();
    dialog.folder = { canceled: false, filePaths: ['/validation/ours.csv'] };
    await expect(chooseTableFile(dialog, null, 'en')).resolves.toBe('/validation/ours.csv');
    await expect(chooseImagesFolder(dialog, null, 'de')).resolves.toBe('/validation/ours.csv');
    expect(dialog.asked.slice(1)).toMatchObject([
      { properties: ['openFile'] },
      { properties: ['openDirectory'] },
    ]);
  });

  test('a model file is one file', async () => {
    const dialog = new FakeDialog();
    await expect(chooseModelFile(dialog, null, 'en')).resolves.toBeNull();
    dialog.folder = { canceled: false, filePaths: ['/models/ours.onnx'] };
    await expect(chooseModelFile(dialog, null, 'en')).resolves.toBe('/models/ours.onnx');
    expect(dialog.asked[0]).toMatchObject({ properties: ['openFile'] });
  });

  test('a report file ends in .pdf', async () => {
    const dialog = new FakeDialog();
    await expect(chooseReportFile(dialog, null, 'en', 'case 7.pdf')).resolves.toBeNull();
    dialog.file = { canceled: false, filePath: '/reports/case 7' };
    await expect(chooseReportFile(dialog, null, 'en', 'case 7.pdf')).resolves.toBe('/reports/case 7.pdf');
    dialog.file = { canceled: false, filePath: '/reports/case 7.PDF' };
    await expect(chooseReportFile(dialog, null, 'en', 'case 7.pdf')).resolves.toBe('/reports/case 7.PDF');
    expect(dialog.asked[0]).toMatchObject({ defaultPath: 'case 7.pdf' });
  });

  test.each(['../x.pdf', '/etc/x.pdf', 'C:\\x.pdf', 'a\0.pdf', '', 7, undefined, 'x'.repeat(121)])(
    'the page suggests a name, never a place: %j',
    async (name) => {
      const dialog = new FakeDialog();
      await chooseReportFile(dialog, null, 'en', name);
      expect(dialog.asked[0]).toMatchObject({ defaultPath: 'report.pdf' });
    },
  );
});

describe('the menu', () => {
  const items = (
    platform: NodeJS.Platform,
    developing: boolean,
    command = vi.fn(),
    language: Language = 'en',
  ) =>
    menuTemplate(platform, developing, language, command).flatMap((menu) => [
      menu,
      ...(Array.isArray(menu.submenu) ? menu.submenu : []),
    ]);

  test('sends its commands to the window', () => {
    const command = vi.fn();
    for (const label of ['&Open case…', '&Models…', 'About Chirograph']) {
      const item = items('linux', false, command).find((each) => each.label === label);
      (item?.click as () => void)();
    }
    expect(command.mock.calls).toEqual([['open-case'], ['models'], ['about']]);
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

  test.each(['linux', 'darwin'] as const)(
    'names everything in the language of the window, on %s',
    (platform) => {
      const english = new Set(items(platform, false).map(({ label }) => label));
      for (const language of ['de', 'zh'] as const) {
        const named = items(platform, false, vi.fn(), language).filter(({ type }) => type !== 'separator');
        expect(named.every(({ label }) => label !== undefined)).toBe(true);
        expect(named.map(({ label }) => label).filter((label) => english.has(label))).toEqual(
          platform === 'darwin' ? ['Chirograph'] : [],
        );
      }
    },
  );
});
