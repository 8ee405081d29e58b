import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import type { Engine } from '../../contract/methods.ts';
import { answer, toProblem } from '../../contract/wire.ts';
import { errorSection, machineSection, writeCrashReport } from '../crash-report.ts';
import { openLog } from '../log.ts';
import type { RootFolders } from './case/roots.ts';
import type { Announcement } from './engine-process-messages.ts';
import { channelOf } from './process-channel.ts';

/** An engine is given this long to finish what it writes when its process has to end. */
const CLOSING_MILLISECONDS = 5_000;

export interface EngineOptions {
  readonly userData: string;
  readonly log: Logger;
  readonly modelsDirectory?: string;
  readonly roots: RootFolders | null;
}
export type CreateEngine = (options: EngineOptions) => Promise<Engine & { close(): Promise<void> }>;

/**
 * Serves an engine over this process's message channel until the channel closes or SIGTERM arrives.
 * Options come from the command line: `--user-data <directory>` and, where set, `--models <directory>` and
 * `--root <directory>`, once for each folder that callers are confined to.
 */
export async function serveEngine(createEngine: CreateEngine): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const log = openLog(options.userData, 'engine');
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'the engine process ends on an error nobody handled');
    // The host adds how the process ended and what it was working on.
    writeCrashReport(options.userData, 'engine', process.pid, [
      errorSection(error, 'An error that nobody handled'),
      machineSection(),
    ]);
    process.exit(1);
  });
  // Ctrl+C in a terminal reaches every process of the group; the shell decides when the engine ends.
  process.on('SIGINT', () => undefined);

  let engine: Awaited<ReturnType<CreateEngine>> | null = null;
  let ending = false;
  const end = (why: string): void => {
    if (ending) return;
    ending = true;
    log.info({ why }, 'the engine process ends');
    setTimeout(() => {
      log.error('the engine did not close in time');
      process.exit(1);
    }, CLOSING_MILLISECONDS).unref();
    Promise.resolve(engine?.close()).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the engine did not close cleanly');
        process.exit(1);
      },
    );
  };
  process.once('disconnect', () => end('its shell is gone or let it go'));
  process.once('SIGTERM', () => end('SIGTERM'));

  try {
    engine = await createEngine({ ...options, log });
  } catch (error) {
    log.fatal({ err: error }, 'the engine could not start');
    await announce({ kind: 'start-failed', problem: toProblem(error) });
    process.exit(1);
  }
  answer(engine, channelOf(process, 'The window is gone.'), ['window', 'shell']);
  log.info(
    { node: process.version, platform: `${process.platform} ${process.arch}` },
    'the engine takes calls',
  );
  await announce({ kind: 'ready' });
}

function readOptions(args: string[]): Omit<EngineOptions, 'log'> {
  const { values } = parseArgs({
    args,
    options: {
      'user-data': { type: 'string' },
      models: { type: 'string' },
      root: { type: 'string', multiple: true },
    },
  });
  if (values['user-data'] === undefined || process.send === undefined) {
    process.stderr.write(
      'This process is started by Chirograph itself: run "chirograph gui" or "chirograph serve".\n',
    );
    process.exit(2);
  }
  const [first, ...others] = values.root ?? [];
  return {
    userData: values['user-data'],
    roots: first === undefined ? null : [first, ...others],
    ...(values.models === undefined ? {} : { modelsDirectory: values.models }),
  };
}

function announce(announcement: Announcement): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(announcement, undefined, {}, () => resolve());
    else resolve();
  });
}
