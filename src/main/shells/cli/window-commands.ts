import { runGui, runServe, type ServeOptions } from '../gui.ts';
import type { CommonOptions } from './terminal.ts';

/** `chirograph serve`: the browser shell, until Ctrl C. */
export async function serveCommand(
  options: CommonOptions & { port?: number; root?: ServeOptions['roots'] },
): Promise<void> {
  process.exitCode = await runServe({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.root === undefined ? {} : { roots: options.root }),
  });
}

/** `chirograph gui`: Electron where its program is to be had, the browser shell otherwise. */
export async function guiCommand(): Promise<void> {
  process.exitCode = await runGui();
}
