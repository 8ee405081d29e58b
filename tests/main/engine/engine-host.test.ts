import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { EventName, Events } from '../../../src/contract/methods.ts';
import {
  startEngineHost,
  type EngineHost,
  type EngineHostOptions,
} from '../../../src/main/engine/engine-host.ts';
import { offeredCrashReport, writeCrashReport } from '../../../src/main/crash-report.ts';
import { startOf } from '../../../src/main/is-running.ts';
import { bootIdentity, takeUncleanEnds } from '../../../src/main/session-marker.ts';
import { RestartLimit } from '../../../src/main/restart-limit.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');
const fakeEngine = path.join(fixtures, 'fake-engine-process.ts');

let userData: string;
let host: EngineHost | undefined;

beforeEach(() => {
  userData = mkdtempSync(path.join(os.tmpdir(), 'chirograph-host-'));
});
afterEach(async () => {
  await host?.close();
  host = undefined;
  rmSync(userData, { recursive: true, force: true });
});

function start(options: Partial<EngineHostOptions> = {}): EngineHost {
  host = startEngineHost({
    userData,
    log: pino({ level: 'silent' }),
    entry: fakeEngine,
    backOff: [0],
    ...options,
  });
  return host;
}

function once<E extends EventName>(engine: EngineHost, event: E): Promise<Events[E]> {
  return new Promise((resolve) => engine.on(event, resolve));
}

describe('an engine in a process of its own', () => {
  test('answers calls; a typed array arrives as one', async () => {
    const engine = start();
    await expect(engine.call('demo.create', {})).resolves.toEqual({ folder: userData });
    const image = await engine.call('image.read', { case: 'case-0001', image: 'image-001' });
    expect(image.bytes).toEqual(new Uint8Array([1, 2, 3]));
  });

  test('refuses methods of the terminal', async () => {
    await expect(start().call('verify.run', { target: '/' })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('reports progress and can be cancelled', async () => {
    const controller = new AbortController();
    const call = start().call(
      'case.get',
      { case: 'never-done' },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('killed in a call: that call fails, the engine is started again and says so, the next call works', async () => {
    const engine = start();
    const restarted = once(engine, 'engine.restarted');
    await expect(engine.call('case.get', { case: 'dies-now' })).rejects.toMatchObject({
      code: 'engine-stopped',
      message: expect.stringContaining('saved'),
    });
    await expect(engine.call('demo.create', {})).resolves.toEqual({ folder: userData });
    await expect(restarted).resolves.toMatchObject({
      problem: { code: 'engine-stopped', details: 'signal SIGKILL' },
    });
  });

  test('an error nobody handled is logged without the path it names and ends the process', async () => {
    const engine = start();
    const restarted = once(engine, 'engine.restarted');
    await expect(engine.call('case.get', { case: 'throws-late' })).rejects.toMatchObject({
      code: 'engine-stopped',
    });
    await expect(restarted).resolves.toMatchObject({ problem: { details: 'exit code 1' } });
    const log = readFileSync(path.join(userData, 'logs', 'engine.log'), 'utf8');
    expect(log).toContain('failed to read …');
    expect(log).not.toContain('jane');
  });

  test('stays down after five deaths within a minute, and every call says why', async () => {
    const engine = start({ modelsDirectory: 'none' });
    const waiting = engine.call('demo.create', {});
    const stopped = once(engine, 'engine.stopped');
    const problem = {
      code: 'engine-stopped',
      message: expect.stringMatching(/5 times within 60 seconds.*There is no model\./),
      details: 'looked in models/',
    };
    await expect(waiting).rejects.toMatchObject(problem);
    await expect(stopped).resolves.toMatchObject({ problem });
    await expect(engine.call('demo.create', {})).rejects.toMatchObject(problem);
  });

  test('an entry that is not there counts as deaths too', async () => {
    const engine = start({ entry: path.join(fixtures, 'no-such-entry.ts') });
    await expect(engine.call('demo.create', {})).rejects.toMatchObject({ code: 'engine-stopped' });
  });

  test('a node that is not there counts as deaths too', async () => {
    const engine = start({ nodePath: path.join(fixtures, 'no-such-node') });
    await expect(engine.call('demo.create', {})).rejects.toMatchObject({ code: 'engine-stopped' });
  });

  test('takes no settings of Node from the environment', async () => {
    vi.stubEnv('NODE_OPTIONS', '--require=/planted/code.cjs');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await start({ backOff: [0] }).call('demo.create', {})).toEqual({ folder: userData });
  });

  test('closing lets the engine close, ends the process and fails what waits', async () => {
    const engine = start();
    await engine.call('demo.create', {});
    const waiting = engine.call('case.get', { case: 'never-done' });
    const failed = expect(waiting).rejects.toMatchObject({ code: 'engine-stopped' });
    await engine.close();
    await failed;
    expect(existsSync(path.join(userData, 'closed-cleanly'))).toBe(true);
    await expect(engine.call('demo.create', {})).rejects.toMatchObject({ code: 'engine-stopped' });
  });
});

describe('a death leaves a report on the disk', () => {
  const crashes = (): string[] => readdirSync(path.join(userData, 'crashes'));
  const id = '0b0e0c9a-7a55-4d0e-9d3c-9d5a1f3c2b1a';

  async function dying(what: string): Promise<{ file: string; text: string }> {
    const engine = start();
    const restarted = once(engine, 'engine.restarted');
    const others = engine.call('case.prepare', { case: id, items: [id, id] }).catch(() => undefined);
    await engine.call('case.get', { case: what }).catch(() => undefined);
    await others;
    const { crashReport } = await restarted;
    expect(crashReport).toBeDefined();
    expect(readFileSync(crashReport!.file, 'utf8')).toBe(crashReport!.text);
    return crashReport!;
  }

  test('with how it ended, what it was working on and the last lines of its log', async () => {
    const { text } = await dying('dies-now');
    expect(text).toMatch(/Chirograph \d+\.\d+\.\d+; signal SIGKILL after \d+\.\d s/);
    expect(text).toContain(`case.prepare case ${id} 2 items for`);
    expect(text).toMatch(/case\.get for/);
    expect(text).toContain('the engine takes calls');
    expect(text).toMatch(/nothing was sent\s+anywhere/);
    expect(text).not.toContain('dies-now');
  });

  test('one report, in which the engine says where it failed, without the path it names', async () => {
    const { text } = await dying('throws-late');
    expect(crashes()).toHaveLength(1);
    expect(text).toContain('Error: failed to read …');
    expect(text).toMatch(/at tests\/main\/engine\/fixtures\/fake-engine-process\.ts:\d+/);
    expect(text).toContain('exit code 1');
    expect(text).not.toContain('jane');
  });

  test("of memory that ran out, with Node's own report without paths, which goes", async () => {
    const { text } = await dying('out-of-memory');
    expect(text).toMatch(/Node's report\n.*heap/u);
    expect(text).toMatch(/JavaScript heap \d+ of at most \d+ MiB/);
    expect(text).not.toContain(process.execPath);
    expect(text).not.toContain(userData);
    expect(text).not.toContain(path.join(import.meta.dirname, '..'));
    expect(crashes().filter((name) => name.endsWith('.json'))).toEqual([]);
  });

  test('told of by the event that the engine stays down, to who listens later as well', async () => {
    const engine = start({ modelsDirectory: 'none' });
    await expect(engine.call('demo.create', {})).rejects.toThrow();
    const { crashReport, problem } = await once(engine, 'engine.stopped');
    expect(problem.message).toContain('There is no model.');
    expect(crashReport?.text).toContain('It failed to start\n  model-refused');
    expect(crashes()).toHaveLength(5);
  });

  test('of which the newest twenty are kept', async () => {
    mkdirSync(path.join(userData, 'crashes'));
    for (let day = 10; day < 32; day++) {
      writeFileSync(path.join(userData, 'crashes', `2020-01-${day}T00-00-00-000Z-engine-1.txt`), '');
    }
    await dying('dies-now');
    const kept = crashes().filter((name) => name.endsWith('.txt'));
    expect(kept).toHaveLength(20);
    expect(kept[0]).toContain('2020-01-13');
  });

  test('where none can be written, the engine is started again all the same', async () => {
    writeFileSync(path.join(userData, 'crashes'), 'a file in the way');
    const engine = start();
    const restarted = once(engine, 'engine.restarted');
    await engine.call('case.get', { case: 'dies-now' }).catch(() => undefined);
    expect(await restarted).not.toHaveProperty('crashReport');
  });
});

describe('a run of the app that ended without closing', () => {
  const mark = (marker: { pid: number; boot?: string; startedAt?: string; processStart?: string }): void => {
    mkdirSync(path.join(userData, 'running'), { recursive: true });
    writeFileSync(
      path.join(userData, 'running', `${marker.pid}.json`),
      JSON.stringify({ boot: bootIdentity(), startedAt: '2026-01-02T03:04:05.000Z', ...marker }),
    );
  };
  /** A process id that nobody has. */
  const ended = spawnSync(process.execPath, ['-e', '']).pid;

  test('is told of at the next start, once', async () => {
    mark({ pid: ended });
    start();
    const offered = offeredCrashReport(userData);
    expect(offered?.text).toContain('the run that began 2026-01-02T03:04:05.000Z');
    await host?.close();
    rmSync(path.join(userData, 'crashes', 'to-show'));
    start();
    expect(offeredCrashReport(userData)).toBeNull();
  });

  test('is no alarm where it closed', async () => {
    await start().close();
    expect(readdirSync(path.join(userData, 'running'))).toEqual([]);
    start();
    expect(offeredCrashReport(userData)).toBeNull();
    expect(readdirSync(path.join(userData, 'running'))).toEqual([`${process.pid}.json`]);
  });

  test('is no alarm where the computer was started anew since', () => {
    mark({ pid: ended, boot: 'another start' });
    start();
    expect(offeredCrashReport(userData)).toBeNull();
  });

  test('is no alarm where it still runs', () => {
    mark({ pid: process.ppid });
    start();
    expect(offeredCrashReport(userData)).toBeNull();
    expect(readdirSync(path.join(userData, 'running'))).toHaveLength(2);
  });

  test.skipIf(process.platform !== 'linux')('is told of where another process has its id now', () => {
    mark({ pid: process.ppid, processStart: 'another time' });
    start();
    expect(offeredCrashReport(userData)).not.toBeNull();
  });

  test.skipIf(process.platform !== 'linux')(
    'is told from this one by when its process began, not by the clock, which may have been set',
    () => {
      mark({ pid: process.pid, processStart: startOf(process.pid)! });
      expect(takeUncleanEnds(userData)).toEqual([]);
      mark({ pid: process.pid, processStart: 'another time', startedAt: '2999-01-01T00:00:00.000Z' });
      expect(takeUncleanEnds(userData)).toHaveLength(1);
    },
  );

  test('is not given the report or the log of an earlier run that had its id', () => {
    writeCrashReport(userData, 'shell', ended, [['Error', ['of the earlier run']]]);
    mkdirSync(path.join(userData, 'logs'), { recursive: true });
    const line = (time: string, words: string): string =>
      `${JSON.stringify({ level: 50, time, pid: ended, msg: words })}\n`;
    writeFileSync(
      path.join(userData, 'logs', 'shell.log'),
      line('2026-01-01T00:00:00.000Z', 'the earlier run') + line('2999-01-01T00:00:00.000Z', 'the later run'),
    );
    mark({ pid: ended, startedAt: '2998-01-01T00:00:00.000Z' });
    start();
    const text = offeredCrashReport(userData)?.text;
    expect(text).toContain('the run that began 2998');
    expect(text).toContain('the later run');
    expect(text).not.toMatch(/the earlier run/u);
  });

  test('is told of where it had the process id of this run, as in a container', () => {
    mark({ pid: process.pid });
    start();
    expect(offeredCrashReport(userData)).not.toBeNull();
  });
});

/** Windows has no SIGTERM, and a process is not told of its end there. */
describe.skipIf(process.platform === 'win32')('the process', () => {
  /** Starts the fake engine as a child of a program of its own; `then` runs there once the engine takes calls. */
  const underParent = (then: string): { signal: NodeJS.Signals | null; status: number | null } =>
    spawnSync(
      process.execPath,
      [
        '-e',
        `const child = require('node:child_process').fork(process.argv[1], ['--user-data', process.argv[2]],
           { serialization: 'advanced', stdio: 'ignore' });
         child.on('message', (message) => { if (message.kind === 'ready') { ${then} } });
         child.on('exit', (code) => process.exit(code));`,
        fakeEngine,
        userData,
      ],
      { stdio: 'ignore' },
    );

  test('closes its engine on SIGTERM', () => {
    expect(underParent("child.kill('SIGTERM')").status).toBe(0);
    expect(existsSync(path.join(userData, 'closed-cleanly'))).toBe(true);
  });

  test('leaves Ctrl+C to its shell', () => {
    expect(underParent("child.kill('SIGINT'); child.disconnect()").status).toBe(0);
    expect(existsSync(path.join(userData, 'closed-cleanly'))).toBe(true);
  });

  test('closes its engine and ends when its shell was killed', async () => {
    expect(underParent("process.kill(process.pid, 'SIGKILL')").signal).toBe('SIGKILL');
    await vi.waitFor(() => expect(existsSync(path.join(userData, 'closed-cleanly'))).toBe(true), 20_000);
  });
});

test('the process started by hand says how it is meant to be started', () => {
  const { status, stderr } = spawnSync(process.execPath, [fakeEngine], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('chirograph gui');
});

test('the limit counts deaths within its time only', () => {
  let now = 0;
  const limit = new RestartLimit(3, 1_000, () => now);
  expect(limit.died()).toEqual({ recent: 1, mayStart: true });
  now = 999;
  expect(limit.died()).toEqual({ recent: 2, mayStart: true });
  now = 1_000;
  expect(limit.died()).toEqual({ recent: 2, mayStart: true });
  now = 1_001;
  expect(limit.died()).toEqual({ recent: 3, mayStart: false });
});
