/**
 * `npm run pages -- [--kinds real,strokes] [--count n] [--seed n] [--each] [--json]` or `npm run pages -- --fit-gaps`: how well the words and lines of
 * pages are found, against pages where they are known.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SeededRandom } from '../../src/main/engine/demo/random.ts';
import { GAP_FEATURES } from '../../src/main/engine/imaging/gaps.ts';
import { byKind, pageFigures, table, type PageFigures } from './figures.ts';
import { fitGaps, gapError, knownGaps, type KnownGap } from './fit-gaps.ts';
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
    'fit-gaps': { type: 'boolean', default: false },
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

/** Weights from all forms for fitting, and their error on every third of them when fitted on the others. */
async function gapWeights(): Promise<string> {
  const forms: KnownGap[][] = [];
  const random = new SeededRandom(1).part('gaps');
  for await (const page of strokePages(data, folder, Infinity, 1, 'fitting')) {
    forms.push(await knownGaps(page, random.part(page.name)));
    await rm(page.file);
    say(`strokes ${page.name}`);
  }
  const others = fitGaps(forms.filter((_, at) => at % 3 !== 0).flat());
  const third = forms.filter((_, at) => at % 3 === 0).flat();
  say(`${third.length} gaps of ${forms.length} forms held back: ${gapError(third, others).toFixed(4)} wrong`);
  const [intercept, ...weights] = fitGaps(forms.flat()).map((weight) => weight.toFixed(3));
  return [`INTERCEPT = ${intercept}`, ...GAP_FEATURES.map((name, at) => `${name}: ${weights[at]}`)].join(
    '\n',
  );
}

try {
  if (values['fit-gaps']) process.stdout.write(`${await gapWeights()}\n`);
  else process.stdout.write(`${await figuresOfPages()}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function figuresOfPages(): Promise<string> {
  const figures: PageFigures[] = [];
  for await (const page of pages()) {
    figures.push(pageFigures(page, await segmentFile(page.file)));
    if (page.file.startsWith(folder)) await rm(page.file);
    say(`${page.kind} ${page.name}`);
  }
  const shown = values.each ? figures.map((page) => ({ ...page, kind: page.name })) : byKind(figures);
  return values.json ? JSON.stringify(shown) : table(shown);
}
