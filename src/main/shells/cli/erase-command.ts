import type { ErasureKind, ErasureOutcome, ErasureReason } from '../../../contract/erasure.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { acting, interruptible, print, withEngine, type CommonOptions } from './terminal.ts';

export interface EraseOptions extends CommonOptions {
  readonly writer?: string;
  readonly item?: string;
  /** Whose name is to be erased; who acts is named by `by`. */
  readonly examiner?: string;
  readonly by?: string;
  readonly reason: ErasureReason;
  readonly note?: string;
  readonly dryRun?: boolean;
}

/** `chirograph erase <folder> (--writer | --item | --examiner <name>) --reason <code>` */
export async function eraseCommand(folder: string, options: EraseOptions): Promise<void> {
  const target = targetOf(options);
  await withEngine(async (engine) => {
    // --examiner names whose data it is; who acts is --by.
    const { by, initials, role } = options;
    const who: CommonOptions = by === undefined ? {} : { examiner: by, ...defined({ initials, role }) };
    const call = await acting(engine, who, interruptible());
    const { id } = await engine.call('case.open', { folder, existing: true }, call);
    const outcome = await engine.call(
      'case.erase',
      {
        case: id,
        ...target,
        reason: options.reason,
        note: options.note ?? '',
        dryRun: options.dryRun ?? false,
      },
      call,
    );
    print(options, outcome, () => outcomeLines(outcome));
  });
}

/** Without what was left out on the command line. */
function defined(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).filter((each): each is [string, string] => each[1] !== undefined),
  );
}

function targetOf(options: EraseOptions): { kind: ErasureKind; name: string } {
  const given = (['writer', 'item', 'examiner'] as const).flatMap((kind) => {
    const name = options[kind];
    return name === undefined ? [] : [{ kind, name }];
  });
  const [target] = given;
  if (target === undefined || given.length > 1) {
    throw new ChirographError(
      'invalid-arguments',
      'Name one of --writer, --item and --examiner: whose data is to be erased.',
    );
  }
  return target;
}

function outcomeLines(outcome: ErasureOutcome): string[] {
  const { erased, items, words, embeddings, results, remains } = outcome;
  const done = erased ? 'Erased' : 'Would erase';
  const left = [...remains.files, ...remains.reports];
  return [
    `${done} one ${outcome.kind}, from now on ${outcome.pseudonyms.join(', ')}: ${items.length} items` +
      `${items.length === 0 ? '' : ` (${items.join(', ')})`}, ${words} words, ${embeddings} embeddings; ${results} results without what rested on them.`,
    ...(left.length === 0
      ? []
      : [
          'Chirograph does not touch evidence, nor reports that may have been handed out. These still hold the data; remove them yourself:',
          ...left.map((file) => `  ${file}`),
        ]),
    ...remains.mentions.map((place) => `The same name also stands in ${place}.`),
    ...(remains.copies === undefined
      ? []
      : [
          `The case also lies in these places, where nothing was erased; remove the data there as well: ${remains.copies.join(', ')}.`,
        ]),
    'Backups and copies of this case are not reached.',
  ];
}
