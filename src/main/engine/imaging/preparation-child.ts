import sharp from 'sharp';
import { toProblem } from '../../../contract/wire.ts';
import { pagesOf } from './decode.ts';
import { readEvidence } from './evidence.ts';
import type { Layout, RenderRequest } from './preparation.ts';
import { PageMemory } from './page-memory.ts';
import { OVER_MEMORY, type Answer, type Task } from './preparation-messages.ts';
import { preparePages } from './prepare.ts';
import { renderEvidence } from './render.ts';

/** Entry of the processes that touch evidence bytes. Ends with its parent, and when it needs too much memory. */
const MEMORY_CHECK_MS = 100;

const pageMemory = new PageMemory();
const memoryLimit = Number(process.argv[2]) * 1024 * 1024;

sharp.concurrency(1);
sharp.cache(false);
// A crafted file reaches only the decoders of the formats we promise to read.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadTiffBuffer'],
});

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
  if (process.memoryUsage.rss() > memoryLimit) process.exit(OVER_MEMORY);
}

async function answer(task: Task): Promise<void> {
  if (task.kind === 'prepare') await prepare(task.path, task.layout);
  else await render(task.request);
}

async function prepare(path: string, layout: Layout): Promise<void> {
  const evidence = await readEvidence(path);
  const orientation = (await pagesOf(evidence))[0]?.orientation ?? 1;
  for await (const page of preparePages(evidence, layout)) {
    checkMemory();
    send({ kind: 'page', page });
  }
  send({ kind: 'prepared', file: { sha256: evidence.sha256, format: evidence.format, orientation } });
}

async function render({ path, ...request }: RenderRequest): Promise<void> {
  const image = await renderEvidence(await readEvidence(path), request, pageMemory);
  send({ kind: 'rendered', image });
}
