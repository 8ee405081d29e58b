import path from 'node:path';
import sharp from 'sharp';
import { ChirographError, type Problem } from '../../../contract/schema.ts';
import { toProblem } from '../../../contract/wire.ts';
import { both } from '../case/problems.ts';
import { pagesOf, type PageFacts } from './decode.ts';
import { restrictDecoders } from './decoders.ts';
import { readEvidence } from './evidence.ts';
import { isOverMemory, memoryRefusal, saysOutOfMemory } from './memory-refusal.ts';
import type { RenderRequest } from './preparation.ts';
import { readInPart } from './more-pictures.ts';
import { PageMemory } from './page-memory.ts';
import { besidesPages, PdfiumStoppedError } from './pdf.ts';
import { FAULTY, OVER_MEMORY, PDF_STOPPED, type Answer, type Task } from './preparation-messages.ts';
import { cutRegions, noWriting, preparePage } from './prepare.ts';
import { renderEvidence } from './render.ts';
import { FaultyComputationError } from './chunks.ts';

/** Entry of the processes that touch evidence bytes. Ends with its parent, and when it needs too much memory. */
const MEMORY_CHECK_MS = 100;

type PrepareTask = Extract<Task, { kind: 'prepare' }>;
type CutTask = Extract<Task, { kind: 'cut' }>;

const pageMemory = new PageMemory();
const memoryLimitMb = Number(process.argv[2]);

sharp.concurrency(1);
sharp.cache(false);
restrictDecoders();

setInterval(checkMemory, MEMORY_CHECK_MS).unref();
process.on('disconnect', () => process.exit());
process.on('message', (task: Task) => {
  void answer(task).catch((error: unknown) => send({ kind: 'problem', problem: toProblem(error) }));
});
send({ kind: 'ready' });

function send(message: Answer): void {
  process.send?.(message);
}

/** sharp decodes outside this thread, so the timer sees it; layout holds this thread, so pages are checked as well. */
function checkMemory(): void {
  if (isOverMemory(process.memoryUsage.rss(), memoryLimitMb)) process.exit(OVER_MEMORY);
}

async function answer(task: Task): Promise<void> {
  const file = task.kind === 'render' ? task.request.path : task.path;
  try {
    if (task.kind === 'prepare') await prepare(task);
    else if (task.kind === 'cut') await cut(task);
    else await render(task.request);
  } catch (error) {
    // What this file took is not charged to the next one.
    checkMemory();
    if (error instanceof FaultyComputationError) process.exit(FAULTY);
    if (error instanceof PdfiumStoppedError) process.exit(PDF_STOPPED);
    if (error instanceof ChirographError || !saysOutOfMemory(error)) throw error;
    throw memoryRefusal(path.basename(file), error);
  }
}

const begun = ({ width, height }: PageFacts): void => send({ kind: 'begun', pixels: width * height });

/** Each header has its own time, within that of all: reading hundreds of them is slow, not stuck. */
const stillReading = (): void => send({ kind: 'header' });

async function prepare({ path: file, layout, page: only }: PrepareTask): Promise<void> {
  const evidence = await readEvidence(file);
  const all = await pagesOf(evidence, stillReading);
  const pages = only === undefined ? all : all.filter(({ index }) => index === only);
  let words = 0;
  let problem: Problem | null = null;
  for (const facts of pages) {
    begun(facts);
    const page = await preparePage(evidence, facts, layout);
    checkMemory();
    words += page.words.length;
    problem ??= page.problem;
    const { index, width, height, dpi } = facts;
    const { words: found, quality } = page;
    send({ kind: 'page', page: { index, width, height, dpi, words: found, quality }, of: pages.length });
  }
  if (words === 0) problem ??= noWriting(evidence);
  problem = both(problem, evidence.format === 'pdf' ? await besidesPages(evidence) : readInPart(evidence));
  send({
    kind: 'prepared',
    file: {
      sha256: evidence.sha256,
      format: evidence.format,
      orientation: all[0]?.orientation ?? 1,
      ...(problem === null ? {} : { problem }),
    },
  });
}

async function cut({ path: file, regions, as }: CutTask): Promise<void> {
  const evidence = await readEvidence(file);
  const crops = await cutRegions(evidence, await pagesOf(evidence, stillReading), regions, as, begun);
  checkMemory();
  send({ kind: 'cut', file: { sha256: evidence.sha256, crops } });
}

async function render({ path: file, ...request }: RenderRequest): Promise<void> {
  const image = await renderEvidence(await readEvidence(file), request, pageMemory, begun, stillReading);
  checkMemory();
  send({ kind: 'rendered', image });
}
