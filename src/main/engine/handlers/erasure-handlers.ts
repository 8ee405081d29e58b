import { existsSync, lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ErasureOutcome } from '../../../contract/erasure.ts';
import { copiesOf } from '../case/case-home.ts';
import type { Erasure, ErasureTarget } from '../case/erasure.ts';
import { isPlainFolder, readPlainFile } from '../case/plain-file.ts';
import { LARGEST_REPORT_BYTES } from '../report/report-folder.ts';
import { openCase, type Handlers, type Services } from '../services.ts';

/** Erasing personal data from a case, and saying what of it lies outside the database. */
export function erasureHandlers(services: Services): Handlers<'case.erase'> {
  return {
    'case.erase'(args, context) {
      const { store, inTurn } = openCase(services, args.case);
      // What is being computed meanwhile would bring back what is erased.
      return inTurn(async () => {
        const target: ErasureTarget = { kind: args.kind, name: args.name };
        const planned = store.erasure(target);
        const remains = {
          files: planned.items
            .map((item) => item.path)
            .filter((file) => existsSync(path.join(store.folder, file))),
          reports: await reportsWith(path.join(store.home, 'reports'), target, planned),
        };
        const copies = await copiesOf(store, services.homes);
        const erased = args.dryRun
          ? planned
          : store.erase(context.examiner(), target, args.reason, args.note);
        if (!args.dryRun) services.emit('case.changed', { case: store.id });
        const { pseudonyms, words, embeddings, results, mentions } = erased;
        return {
          erased: !args.dryRun,
          kind: args.kind,
          pseudonyms: [...pseudonyms],
          items: erased.items.map((item) => item.label),
          words,
          embeddings,
          results: results.length,
          remains: {
            ...remains,
            mentions: [...mentions],
            ...(copies.length === 0 ? {} : { copies }),
          },
        } satisfies ErasureOutcome;
      });
    },
  };
}

/**
 * Reports whose JSON holds the name or an id, each with its PDF; a PDF without its JSON, or a picture that was saved, cannot be
 * searched and is named, and so is the folder where it is a link.
 */
async function reportsWith(
  folder: string,
  { kind, name }: ErasureTarget,
  { subjects, items }: Erasure,
): Promise<string[]> {
  const wanted = [
    ...subjects,
    ...items.flatMap((item) => [item.id, item.path]),
    ...(kind === 'item' ? [] : [name]),
  ];
  if (!isPlainFolder(folder)) {
    return lstatSync(folder, { throwIfNoEntry: false }) === undefined ? [] : ['reports'];
  }
  const names = new Set(await readdir(folder).catch(() => []));
  const found: string[] = [];
  for (const file of [...names].sort()) {
    const isPicture = /\.(?:svg|png)$/i.test(file);
    if (!isPicture && !/\.(?:json|pdf)$/i.test(file)) continue;
    const json = file.replace(/\.pdf$/i, '.json');
    if (!isPicture && names.has(json)) {
      const text = readPlainFile(path.join(folder, json), LARGEST_REPORT_BYTES)?.toString('utf8') ?? null;
      if (text !== null && !wanted.some((each) => text.includes(JSON.stringify(each).slice(1, -1)))) continue;
    }
    found.push(`reports/${file}`);
  }
  return found;
}
