/**
 * `npm run pages -- [--kinds real,strokes] [--count n] [--seed n] [--each] [--json]`: how well the words and lines of
 * pages are found, against pages where they are known.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { byKind, pageFigures, table, type PageFigures } from './figures.ts';
import type { KnownPage } from './page-truth.ts';
import { sharedDataFolder as data } from './places.ts';
import { segmentFile } from './production.ts';
import { realPages } from './real-pages.ts';
import { strokePages } from './stroke-pages.ts';

const { values } = parseArgs({
  options: {
    kinds: { type: 'string', default: 'real,strokes' },
    count: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    each: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const folder = await mkdtemp(path.join(tmpdir(), 'chirograph-pages-'));
const kinds = values.kinds.split(',');
const say = (line: string): boolean => process.stderr.write(`${line}\n`);

async function* pages(): AsyncGenerator<KnownPage> {
  if (!existsSync(data)) {
    say(`There is no ${data}: the kinds real and strokes are left out.`);
    return;
  }
  if (kinds.includes('real')) yield* realPages(data);
  if (kinds.includes('strokes')) yield* strokePages(data, folder, Number(values.count), Number(values.seed));
}

try {
  const figures: PageFigures[] = [];
  for await (const page of pages()) {
    figures.push(pageFigures(page, await segmentFile(page.file)));
    if (page.file.startsWith(folder)) await rm(page.file);
    say(`${page.kind} ${page.name}`);
  }
  const shown = values.each ? figures.map((page) => ({ ...page, kind: page.name })) : byKind(figures);
  process.stdout.write(values.json ? `${JSON.stringify(shown)}\n` : `${table(shown)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
