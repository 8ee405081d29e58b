import path from 'node:path';

/**
 * Where a packaged app has its engine: in a folder beside the archive, since the plain Node that runs it reads no
 * archive. Packaging puts it there. Nothing to name where the app runs from its project: the engine is then beside
 * the shell.
 */
export function packagedEngine(
  { isPackaged }: { readonly isPackaged: boolean },
  resources: string,
): { entry?: string } {
  return isPackaged ? { entry: path.join(resources, 'engine', 'out', 'main', 'engine-process.js') } : {};
}
