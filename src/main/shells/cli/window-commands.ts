import { ChirographError } from '../../../contract/schema.ts';
import type { RemoteOptions } from '../browser/remote.ts';
import { runGui, runServe, type ServeOptions } from '../gui.ts';
import { userDataDirectory } from '../../places.ts';
import { tellUnkept, type CommonOptions } from './terminal.ts';

interface ServeCommandOptions extends CommonOptions, Partial<RemoteOptions> {
  readonly port?: number;
  readonly root?: ServeOptions['roots'];
  /** Minutes. */
  readonly idleLock?: number;
}

/** `chirograph serve`: the browser shell, until Ctrl C. */
export async function serveCommand(options: ServeCommandOptions): Promise<void> {
  const { port, idleLock, root, remote, ...rest } = options;
  const needsRemote = (['tlsCert', 'tlsKey', 'users', 'hostName'] as const).filter((name) => name in rest);
  if (remote === undefined && needsRemote.length > 0) {
    throw new ChirographError(
      'invalid-arguments',
      'A certificate, a users file and host names are for --remote only: without it, this computer alone is served.',
    );
  }
  tellUnkept(userDataDirectory());
  process.exitCode = await runServe({
    ...(port === undefined ? {} : { port }),
    ...(idleLock === undefined ? {} : { idleMinutes: idleLock }),
    ...(root === undefined ? {} : { roots: root }),
    ...(remote === undefined ? {} : { remote: { ...rest, remote } }),
  });
}

/** `chirograph gui`: Electron where its program is to be had, the browser shell otherwise. */
export async function guiCommand(): Promise<void> {
  tellUnkept(userDataDirectory());
  process.exitCode = await runGui();
}
