/**
 * Writes extra training material: `fonts`, words of four languages by invented hands, and `strokes`, the recorded
 * words of the train writers with other pens on other papers. See `models/training/run hands --help`.
 */
import { parseArgs } from 'node:util';
import { listFonts } from './fonts.ts';
import { writeHands } from './write-hands.ts';

const { values } = parseArgs({
  options: {
    manifest: { type: 'string' },
    strokes: { type: 'string' },
    out: { type: 'string' },
    seed: { type: 'string', default: '7' },
    hands: { type: 'string', default: '4' },
    words: { type: 'string', default: '15000' },
  },
});
const { manifest, strokes, out } = values;
if (manifest === undefined || strokes === undefined || out === undefined) {
  throw new Error('--manifest, --strokes and --out are needed');
}
const written = await writeHands({
  manifest,
  strokes,
  out,
  seed: Number(values.seed),
  fonts: await listFonts(),
  handsPerFont: Number(values.hands),
  strokeWords: Number(values.words),
  onProgress: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify(written)}\n`);
