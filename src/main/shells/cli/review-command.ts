import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { objectionsIn, REVIEW_ITEMS, ReviewAnswers } from '../../../contract/review.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { acting, interruptible, print, table, withEngine, type CommonOptions } from './terminal.ts';

/** `chirograph review <folder> [answers.json]`: signs the review of the latest draft; without answers prints the list. */
export async function reviewCommand(
  folder: string,
  file: string | undefined,
  options: CommonOptions,
): Promise<void> {
  if (file === undefined) {
    const items = Object.entries(REVIEW_ITEMS);
    const answers = items.map(([item]) => ({ item, answer: 'not-applicable', comment: '' }));
    print(options, answers, () => [
      ...table(items.map(([item, text]) => [item, text])),
      'Answers are a JSON list in this order, each {"item", "answer": "yes" | "no" | "not-applicable", "comment"}; --json prints one to fill in.',
    ]);
    return;
  }
  const answers = readAnswers(file);
  await withEngine(async (engine) => {
    const call = await acting(engine, options, interruptible());
    const { id } = await engine.call('case.open', { folder }, call);
    const reports = await engine.call('report.list', { case: id }, call);
    const draft = reports.find(({ issue }) => issue?.state === 'draft');
    if (draft === undefined) {
      throw new ChirographError('not-found', 'This case has no draft to review. Export one first.');
    }
    const review = await engine.call('report.review', { case: id, report: draft.id, answers }, call);
    const objections = objectionsIn(review).length;
    print(options, { review }, () => [
      `${draft.pdf ?? 'the draft'}: reviewed by ${review.reviewer.name}, ${objections === 0 ? 'without objection' : `${objections} of ${answers.length} answered with no`}`,
    ]);
  });
}

function readAnswers(file: string): v.InferOutput<typeof ReviewAnswers> {
  const name = path.basename(file);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ChirographError('file-unreadable', `The answers in ${name} cannot be read: ${String(cause)}`, {
      cause,
    });
  }
  const parsed = v.safeParse(ReviewAnswers, content);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ChirographError(
    'format-not-read',
    `${name}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}. "chirograph review <folder> --json" prints a list to fill in.`,
  );
}
