import { drawnWords, seeded, SPECS, type DrawnWord } from '../fake-case.ts';

/** Draws what the fake case's image ids name, as SVG: loops that look like writing, slanted by writer. */
export function drawing(image: string): string | null {
  const page = /^pimg-(\d\d)-(\d)$/.exec(image);
  if (page) return drawPage(Number(page[1]), Number(page[2]));
  const word = /^(wimg|crop)-(\d\d)-(\d)-(\d\d)-(\d+)$/.exec(image);
  if (!word) return null;
  const item = Number(word[2]);
  const drawn = drawnWords(item, Number(word[3])).find(({ word: each }) =>
    each.id.endsWith(`-${word[4]}-${word[5]}`),
  );
  if (drawn === undefined) return null;
  const { x, y, width, height } = drawn.word.box;
  return svg(`${x} ${y} ${width} ${height}`, width, height, stroke(drawn, item, word[1] === 'crop'));
}

function drawPage(item: number, page: number): string {
  const rules = Array.from(
    { length: 16 },
    (_, i) => `<path d="M120 ${288 + i * 132}H1534" stroke="#dfe4ea"/>`,
  );
  const words = drawnWords(item, page).map((word) => stroke(word, item, false));
  return svg(
    '0 0 1654 2339',
    1654,
    2339,
    `<rect width="1654" height="2339" fill="#fbf9f4"/>${rules.join('')}${words.join('')}`,
  );
}

function svg(viewBox: string, width: number, height: number, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="${width}" height="${height}">${body}</svg>`;
}

function stroke({ text, word }: DrawnWord, item: number, crop: boolean): string {
  const style = seeded((SPECS[item]!.writer ?? (item === 0 ? 0 : item + 4)) * 1009 + 3);
  const [slant, roundness, weight] = [0.1 + style() * 0.5, 0.6 + style() * 0.8, 3 + style() * 3];
  const { x, y, width, height } = word.box;
  const base = y + height * 0.68;
  const step = (width - 24) / text.length;
  let d = `M${x + 8} ${base}`;
  for (const [index, letter] of [...text].entries()) {
    const random = seeded(letter.charCodeAt(0) * 31 + word.line + item * 7);
    const left = x + 8 + index * step;
    const tall = 'bdfhklt'.includes(letter) ? 50 : 'gpqyj'.includes(letter) ? -22 : 24;
    const top = base - tall * (0.85 + random() * 0.3);
    const lean = slant * tall;
    d += ` C${left + step * 0.2} ${base - 6} ${left + step * 0.5 * roundness + lean} ${top} ${left + step * 0.55 + lean} ${top}`;
    d += ` S${left + step * (0.2 + random() * 0.3)} ${base + 5} ${left + step * 0.95} ${base - random() * 6}`;
  }
  return `<path d="${d}" fill="none" stroke="${crop ? '#000' : '#2b3350'}" stroke-width="${weight.toFixed(1)}" stroke-linecap="round"/>`;
}
