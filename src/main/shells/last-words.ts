import type { Logger } from 'pino';
import type { CrashReport } from '../../contract/methods.ts';
import { errorSection, logSection, machineSection, thisRun, writeCrashReport } from '../crash-report.ts';
import { softwareName } from '../engine/installation.ts';

/**
 * Has a shell that meets an error nobody handled leave a crash report before it ends; the next start shows it, since
 * the window goes with the process. Returns a function that takes this back.
 */
export function leaveLastWords(
  userData: string,
  log: Logger,
  end: (report: CrashReport | null) => void,
): () => void {
  const write = (error: Error): void => {
    log.fatal({ err: error }, 'the shell ends on an error nobody handled');
    const { node, electron } = process.versions;
    const report = writeCrashReport(userData, 'shell', process.pid, [
      errorSection(error, 'An error that nobody handled'),
      [
        'Versions',
        [`${softwareName()}, ${electron === undefined ? `Node ${node}` : `Electron ${electron}`}`],
      ],
      machineSection(),
      logSection(userData, 'shell', thisRun()),
    ]);
    end(report);
  };
  process.on('uncaughtException', write);
  return () => process.off('uncaughtException', write);
}
