import path from 'node:path';

/** What a calibration or reference says that it was made by. */
export interface MakingCommand {
  readonly command: 'reference' | 'validate';
  /** What is measured where that is not writing. */
  readonly as?: 'signature' | undefined;
  /** File of the manifest, of which its name is said. */
  readonly manifest: string;
  readonly split?: string | undefined;
  readonly dataset?: string | readonly string[] | undefined;
  readonly seed: number;
  /** File of the model where it is not the one that Chirograph comes with. */
  readonly model?: string | undefined;
  /** What the population is called where that is not the manifest's name. */
  readonly name?: string | undefined;
}

/** The command that makes a calibration or reference again where its files lie, without the folders that they lie in. */
export function commandLine({
  command,
  as,
  manifest,
  split,
  dataset,
  seed,
  model,
  name,
}: MakingCommand): string {
  return [
    'chirograph',
    command,
    path.basename(manifest),
    ...(as === undefined ? [] : ['--as', as]),
    ...(split === undefined ? [] : ['--split', split]),
    ...(dataset === undefined ? [] : ['--dataset', ...[dataset].flat()]),
    '--seed',
    String(seed),
    ...(model === undefined ? [] : ['--model', path.basename(model)]),
    ...(name === undefined ? [] : ['--name', name]),
  ]
    .map((word) => (/\s/u.test(word) ? `"${word}"` : word))
    .join(' ');
}
