/**
 * Makes the packages of this system: `npm run package`, with `-- --dir` the unpacked program alone, and with
 * `-- --electron <folder>` from an Electron that is already here.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { configuration } from './configuration.ts';
import { stage } from './stage.ts';

const project = path.dirname(import.meta.dirname);
const stageFolder = path.join(project, 'dist', 'stage');
const builderFolder = path.join(import.meta.dirname, 'builder');
const { values } = parseArgs({ options: { dir: { type: 'boolean' }, electron: { type: 'string' } } });

run('electron-vite', ['build']);
// Apart from the program's own packages: who only builds and tests does not need the hundred megabytes.
run('npm', ['ci', '--prefix', builderFolder, '--ignore-scripts']);
await stage(project, process, stageFolder);

const { build } = createRequire(path.join(builderFolder, 'package.json'))('electron-builder') as {
  build(options: object): Promise<string[]>;
};
const { version } = JSON.parse(
  readFileSync(path.join(project, 'node_modules', 'electron', 'package.json'), 'utf8'),
) as { version: string };
const made = await build({
  projectDir: project,
  publish: 'never',
  dir: values.dir ?? false,
  config: configuration(stageFolder, path.join(project, 'dist', 'packages'), {
    version,
    ...(values.electron === undefined ? {} : { dist: path.resolve(values.electron) }),
  }),
});
process.stdout.write(`${made.join('\n')}\n`);

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}
