/**
 * `npm run pages -- [--kinds real,strokes,set,generated] [--count n] [--seed n] [--each] [--json] [--pictures folder]`: how well the words and
 * lines of pages are found, on pages where they are known. A kind is real, strokes, set or generated (all of
 * them), or the name of one; `--count` pages are made of each, ten times as many of strokes, which differ more. `--pictures`
 * names a folder for pictures of all pages with the true and the found words framed.
 * `npm run pages -- --fit-gaps` prints the weights that `imaging/gaps.ts` holds, fitted on forms that no figure is taken from.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SeededRandom } from '../../src/main/engine/demo/random.ts';
import { GAP_FEATURES } from '../../src/main/engine/imaging/gaps.ts';
import { kindName, KINDS } from './damage.ts';
import { byKind, pageFigures, table, type PageFigures } from './figures.ts';
import { fitGaps, gapError, knownGaps, type KnownGap } from './fit-gaps.ts';
import { generatedPages } from './generated-pages.ts';
import type { KnownPage } from './page-truth.ts';
import { drawFound } from './picture.ts';
import { sharedDataFolder as data } from './places.ts';
import { segmentFile } from './production.ts';
import { realPages } from './real-pages.ts';
import { setPages, SETS, type SetName } from './set-pages.ts';
import { strokePages } from './stroke-pages.ts';

const { values } = parseArgs({
  options: {
    kinds: { type: 'string', default: 'real,strokes,set,generated' },
    count: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    each: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    'fit-gaps': { type: 'boolean', default: false },
    pictures: { type: 'string' },
  },
});

const folder = await mkdtemp(path.join(tmpdir(), 'chirograph-pages-'));
const kinds = values.kinds.split(',');
const count = Number(values.count);
const seed = Number(values.seed);
const say = (line: string): boolean => process.stderr.write(`${line}\n`);

async function* pages(): AsyncGenerator<KnownPage> {
  if (!existsSync(data)) say(`There is no ${data}: the kinds real, strokes and set are left out.`);
  else {
    if (kinds.includes('real')) yield* realPages(data);
    if (kinds.includes('strokes')) yield* strokePages(data, folder, 10 * count, seed);
    for (const name of Object.keys(SETS) as SetName[]) {
      if (kinds.includes('set') || kinds.includes(`set ${name}`)) {
        yield* setPages(name, data, folder, count, seed);
      }
    }
  }
  for (const damages of KINDS) {
    if (!kinds.includes('generated') && !kinds.includes(kindName(damages))) continue;
    yield* generatedPages(damages, folder, count, seed);
  }
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
  if (values.pictures !== undefined) await mkdir(values.pictures, { recursive: true });
  const figures: PageFigures[] = [];
  for await (const page of pages()) {
    const found = await segmentFile(page.file);
    figures.push(pageFigures(page, found));
    if (values.pictures !== undefined) {
      await drawFound(page, found, path.join(values.pictures, `${page.name.replaceAll(' ', '-')}.png`));
    }
    if (page.file.startsWith(folder)) await rm(page.file);
    say(`${page.kind} ${page.name}`);
  }
  const shown = values.each ? figures.map((page) => ({ ...page, kind: page.name })) : byKind(figures);
  return values.json ? JSON.stringify(shown) : table(shown);
}
