import type { Case } from '../../../contract/case.ts';
import {
  nextStage,
  type OpenedStage,
  type UnmaskedExaminer,
  type Unmasking,
  type UnmaskingEndReason,
  type UnmaskingLock,
  type UnmaskingStage,
} from '../../../contract/unmasking.ts';
import { acting, err, interruptible, print, table, withEngine, type CommonOptions } from './terminal.ts';

interface UnmaskingOptions extends CommonOptions {
  readonly begin?: boolean;
  readonly to?: OpenedStage;
  readonly end?: UnmaskingEndReason;
}

/** `chirograph unmasking <folder>`: shows how it stands; `--begin` sets the case to it, `--to` goes on, `--end` ends it. */
export async function unmaskingCommand(folder: string, options: UnmaskingOptions): Promise<void> {
  await withEngine(async (engine) => {
    const call = await acting(engine, options, interruptible());
    const begin = options.begin === true;
    let view: Case = await engine.call('case.open', { folder, unmasking: begin, existing: !begin }, call);
    const own = { case: view.id };
    if (view.notice) err(view.notice);
    if (options.to !== undefined) {
      view = await engine.call('unmasking.advance', { ...own, to: options.to }, call);
    }
    if (options.end !== undefined) {
      view = await engine.call('unmasking.end', { ...own, reason: options.end }, call);
    }
    const unmasking = view.unmasking ?? null;
    print(options, { case: view.id, unmasking }, () =>
      unmasking === null
        ? [
            'This case is not under sequential unmasking: nothing in it is veiled. --begin sets it to that while nothing has been seen.',
          ]
        : unmaskingLines(unmasking),
    );
  });
}

const SEEN: Readonly<Record<UnmaskingStage, string>> = {
  questioned: 'questioned items alone',
  known: 'questioned and known items, no scores',
  scores: 'everything',
};

const NEXT: Readonly<Record<OpenedStage, string>> = {
  known: 'locks what you found in the questioned items, for good, and shows the known items',
  scores: 'locks all that you found, for good, and shows scores and what other examiners found',
};

function unmaskingLines({ begun, ended, stage, examiners }: Unmasking): string[] {
  const next = ended === null ? nextStage(stage) : null;
  return [
    `Under sequential unmasking since ${moment(begun.at)} (journal line ${begun.line}), set by ${begun.by}.`,
    ...(ended === null
      ? []
      : [
          `Ended ${moment(ended.at)} (journal line ${ended.line}) by ${ended.by}: ${ended.reason.replaceAll('-', ' ')}.`,
        ]),
    `You see ${SEEN[stage]}.`,
    ...table(examiners.flatMap(examinerRows)),
    ...(next === null ? [] : [`--to ${next} ${NEXT[next]}.`]),
  ];
}

function examinerRows({ name, role, stage, before, locks }: UnmaskedExaminer): string[][] {
  return [
    [
      `  ${name}, ${role}`,
      SEEN[stage],
      before ? 'had the case open before it was set to sequential unmasking' : '',
    ],
    ...locks.map((lock) => [
      `    ${moment(lock.at)}`,
      lock.opened === 'known' ? 'known items shown' : 'scores shown',
      `${findingsText(lock)}, journal line ${lock.line}, seal ${lock.seal.slice(0, 16)}…`,
    ]),
  ];
}

function findingsText({ findings }: UnmaskingLock): string {
  if (findings === null) return 'findings locked that you do not see yet';
  if (findings.length === 0) return 'no finding locked';
  return `${findings.length === 1 ? 'finding' : 'findings'} ${findings.join(', ')} locked`;
}

const moment = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
