import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Bridge } from '../../src/contract/bridge.ts';

const fake = vi.hoisted(() => ({
  exposed: [] as [string, unknown][],
  listeners: [] as [string, (...passed: unknown[]) => void][],
  sent: [] as unknown[][],
  asked: [] as unknown[][],
}));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => fake.exposed.push([name, value]) },
  ipcRenderer: {
    on: (channel: string, listener: (...passed: unknown[]) => void) =>
      fake.listeners.push([channel, listener]),
    send: (...message: unknown[]) => void fake.sent.push(message),
    invoke: (...question: unknown[]) => {
      fake.asked.push(question);
      return Promise.resolve('/cases/7');
    },
  },
}));

/** The compiler keeps this list equal to the Bridge; the test keeps what is exposed equal to the list. */
const members: Record<keyof Bridge, 'function' | 'string'> = {
  send: 'function',
  onMessage: 'function',
  chooseFolder: 'function',
  chooseReportFile: 'function',
  chooseModelFile: 'function',
  chooseTableFile: 'function',
  chooseImagesFolder: 'function',
  useLanguage: 'function',
  platform: 'string',
};

beforeEach(async () => {
  for (const record of Object.values(fake)) record.length = 0;
  vi.resetModules();
  await import('../../src/preload/preload.ts');
});

const bridge = (): Bridge => fake.exposed[0]![1] as Bridge;

test('rule 20: the page gets the members of the Bridge, under one name, and nothing else', () => {
  expect(fake.exposed.map(([name]) => name)).toEqual(['chirograph']);
  const kinds = Object.fromEntries(Object.entries(bridge()).map(([name, value]) => [name, typeof value]));
  expect(kinds).toEqual(members);
});

test('rule 20: what the page may send goes to the channel of the engine, and to no channel it names', () => {
  (bridge().send as (...passed: unknown[]) => void)({ kind: 'call' }, 'choose-folder');
  expect(fake.sent).toEqual([['engine', { kind: 'call' }]]);
  expect(bridge().send({ kind: 'call' })).toBeUndefined();
});

test('rule 20: a listener of the page gets the message and no event, sender or emitter', () => {
  const listener = vi.fn();
  expect(bridge().onMessage(listener)).toBeUndefined();
  const [channel, wrapped] = fake.listeners[0]!;
  expect(channel).toBe('engine');
  expect(wrapped).not.toBe(listener);
  const event = { sender: new EventEmitter(), ports: [{}] };
  expect(wrapped(event, { kind: 'result' }, 'more')).toBeUndefined();
  expect(listener.mock.calls).toEqual([[{ kind: 'result' }]]);
});

test('rule 20: a question carries its one argument and comes back as a plain answer', async () => {
  const ask = bridge() as unknown as Record<string, (...passed: unknown[]) => Promise<unknown>>;
  await expect(ask['chooseFolder']!('x', 'y')).resolves.toBe('/cases/7');
  await expect(ask['chooseReportFile']!('case 7.pdf', 'y')).resolves.toBe('/cases/7');
  await expect(ask['chooseModelFile']!('x')).resolves.toBe('/cases/7');
  await expect(ask['chooseTableFile']!('x')).resolves.toBe('/cases/7');
  await expect(ask['chooseImagesFolder']!('x')).resolves.toBe('/cases/7');
  expect(ask['useLanguage']!('de', 'y')).toBeUndefined();
  expect(fake.asked).toEqual([
    ['choose-folder'],
    ['choose-report-file', 'case 7.pdf'],
    ['choose-model-file'],
    ['choose-table-file'],
    ['choose-images-folder'],
    ['use-language', 'de'],
  ]);
});
