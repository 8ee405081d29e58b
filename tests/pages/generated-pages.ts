import path from 'node:path';
import { HANDS, openFont } from '../../src/main/engine/demo/hands.ts';
import { occasion, writePage } from '../../src/main/engine/demo/handwriting.ts';
import { LETTERS } from '../../src/main/engine/demo/letters.ts';
import { SeededRandom } from '../../src/main/engine/demo/random.ts';
import { bendCover, bendWriting, type Bend } from './bend.ts';
import { cleanPlan, DAMAGES, kindName, type DamageName, type FlatPage, type Plan } from './damage.ts';
import type { SheetSize } from './layers.ts';
import type { KnownPage, PageTruth } from './page-truth.ts';
import { paint, save } from './sheet.ts';
import { extentOf, inkWord, putDown, truthOf, type DrawnWord, type Writing } from './writing.ts';

const MILLIMETRES_PER_INCH = 25.4;
/** How far above its lowest ink a word is crossed out, as a share of its height. */
const STRIKE = 0.45;

/** A page before it is written to a file: RGB, row by row. */
export interface GeneratedPage {
  readonly pixels: Buffer;
  readonly truth: PageTruth;
}

/** Draws pages of one kind, `count` of them, the application's own hands taking turns, and writes them as PNG. */
export async function* generatedPages(
  damages: readonly DamageName[],
  folder: string,
  count: number,
  seed: number,
): AsyncGenerator<KnownPage> {
  const kind = kindName(damages);
  for (let index = 0; index < count; index++) {
    const { pixels, truth } = await generatePage(damages, index, seed);
    const name = `${kind} ${index + 1}`;
    const file = path.join(folder, `${name.replaceAll(' ', '-')}.png`);
    await save(pixels, truth, file);
    yield { name, kind, file, truth };
  }
}

/** One page of a kind: the same damages, index and seed give the same page. */
export async function generatePage(
  damages: readonly DamageName[],
  index: number,
  seed: number,
): Promise<GeneratedPage> {
  const random = new SeededRandom(seed).part(`${kindName(damages)}/${index}`);
  let plan = cleanPlan(random.part('plan'));
  for (const name of damages) plan = DAMAGES[name](plan, random.part(name));
  return drawPage(plan, index, random);
}

/** Draws the page that a plan describes, in the hand whose turn it is. */
export async function drawPage(plan: Plan, index: number, random: SeededRandom): Promise<GeneratedPage> {
  const perMillimetre = plan.dpi / MILLIMETRES_PER_INCH;
  const width = Math.round(plan.sheet[0] * perMillimetre);
  const height = Math.round(plan.sheet[1] * perMillimetre);
  const size: SheetSize = { width, height, perMillimetre };
  const flat = await write(plan, size, index, random.part('writing'));
  const page: FlatPage = {
    size,
    writing: flat,
    back: () => write(plan, size, index, random.part('back')),
    random: random.part('layers'),
  };
  const layers = [];
  for (const layer of plan.layers) layers.push(await layer(page));
  const bend = together(plan.bends.map((of) => of(size)));
  const writing = bend === null ? flat : bendWriting(flat, bend);
  const lights = plan.lights.map((of) => of(size));
  const pixels = await paint(
    size,
    plan.look,
    writing.cover,
    bend === null
      ? layers
      : layers.map((layer) => ({ ...layer, cover: bendCover(layer.cover, width, height, bend) })),
    (x, y) => lights.reduce((light, of) => light * of(x, y), 1),
    random.part('sheet'),
  );
  return { pixels, truth: truthOf(writing) };
}

/** One bend after the other; null where there is none. */
function together(bends: readonly Bend[]): Bend | null {
  if (bends.length === 0) return null;
  return (x, y) => bends.reduceRight<readonly [number, number]>((place, bend) => bend(...place), [x, y]);
}

/** Fills a sheet with words of the demo letters. */
async function write(plan: Plan, size: SheetSize, index: number, random: SeededRandom): Promise<Writing> {
  const hands = Object.values(HANDS);
  const hand = plan.hand(hands[index % hands.length]!);
  const { width, height, perMillimetre } = size;
  const writing = occasion(hand, await openFont(hand.font), perMillimetre, random.part('occasion'));
  const vocabulary = LETTERS.flatMap(({ pages }) => pages.flat().flatMap((text) => text.split(' ')));
  const from = Math.floor(random.next() * (vocabulary.length - plan.wordCount));
  const text = vocabulary.slice(from, from + plan.wordCount).join(' ');
  const area = { width, height, margin: plan.margin * perMillimetre };
  const written = writePage(writing, [text], area, random.part('page'));
  const crossed = new Set(random.shuffled([...written.keys()]).slice(0, plan.crossedOut));
  let line = 0;
  let before = -Infinity;
  const inked = [];
  for (const [place, { word, outline }] of written.entries()) {
    // Words are set from the left: one that starts left of the one before starts a line.
    const left = Number.parseFloat(outline.slice(1));
    if (left < before) line++;
    before = left;
    const strike = crossed.has(place) ? struck(outline, perMillimetre, random) : '';
    const pen = Math.max(0.3, hand.pen * perMillimetre);
    const drawn: DrawnWord = { text: word, line, path: outline + strike, filled: true, pen };
    inked.push(await inkWord(drawn));
  }
  return putDown(inked, width, height);
}

/** SVG path data of a stroke right across a word. */
function struck(outline: string, perMillimetre: number, random: SeededRandom): string {
  const word = extentOf(outline);
  const left = word.left - 0.5 * perMillimetre;
  const right = word.right + 0.5 * perMillimetre;
  const from = word.bottom - STRIKE * (word.bottom - word.top);
  const to = from + perMillimetre * random.bell(0.6);
  const thick = 0.45 * perMillimetre;
  return `M${left} ${from}L${right} ${to}L${right} ${to + thick}L${left} ${from + thick}Z`;
}
