/** One page of a hand-made TIFF: uncompressed 8-bit grey. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** Horizontal and vertical resolution with TIFF's unit: 1 none, 2 inch, 3 centimetre; none where left out. */
  readonly resolution?: { x: number; y: number; unit: 1 | 2 | 3 };
  readonly orientation?: number;
  /** Marks the page as a smaller copy of another one. */
  readonly reduced?: boolean;
  /** The old subfile type. */
  readonly oldType?: number;
  /** So many entries of the writer's own. */
  readonly notes?: number;
  /** Pictures that only this page's directory names (SubIFDs). */
  readonly below?: readonly TiffPage[];
}

/** Writes a little- or big-endian TIFF 6.0 file of several pages. */
export function tiffFile(pages: readonly TiffPage[], big = false): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): number => {
    const at = length;
    parts.push(part, Buffer.alloc(part.length % 2));
    length += part.length + (part.length % 2);
    return at;
  };
  const number = (value: number, bytes: 2 | 4): Buffer => {
    const buffer = Buffer.alloc(bytes);
    if (big) buffer.writeUIntBE(value, 0, bytes);
    else buffer.writeUIntLE(value, 0, bytes);
    return buffer;
  };
  const header = Buffer.concat([Buffer.from(big ? 'MM' : 'II'), number(42, 2), number(0, 4)]);
  add(header);
  let link: { buffer: Buffer; at: number } = { buffer: header, at: 4 };
  /** Adds a page with what is below it, and gives its directory and where that lies. */
  const addPage = (page: TiffPage): { directory: Buffer; at: number } => {
    const below = (page.below ?? []).map((each) => addPage(each).at);
    const strip = add(Buffer.from(page.data));
    const entries: [tag: number, type: 3 | 4 | 5, value: number, count?: number][] = [
      [254, 4, page.reduced ? 1 : 0],
      [256, 4, page.width],
      [257, 4, page.height],
      [258, 3, 8],
      [259, 3, 1],
      [262, 3, 1],
      [273, 4, strip],
      [274, 3, page.orientation ?? 1],
      [277, 3, 1],
      [278, 4, page.height],
      [279, 4, page.data.length],
    ];
    if (page.resolution) {
      const rational = (value: number): number =>
        add(Buffer.concat([number(Math.round(value * 100), 4), number(100, 4)]));
      entries.push([282, 5, rational(page.resolution.x)], [283, 5, rational(page.resolution.y)]);
      entries.push([296, 3, page.resolution.unit]);
    }
    if (below.length === 1) entries.push([330, 4, below[0]!]);
    if (below.length > 1) {
      entries.push([330, 4, add(Buffer.concat(below.map((at) => number(at, 4)))), below.length]);
    }
    if (page.oldType !== undefined) entries.push([255, 3, page.oldType]);
    for (let note = 0; note < (page.notes ?? 0); note++) entries.push([65_000, 4, note]);
    const directory = Buffer.concat([
      number(entries.length, 2),
      ...entries.map(([tag, type, value, count = 1]) =>
        Buffer.concat([
          number(tag, 2),
          number(type, 2),
          number(count, 4),
          type === 3 ? Buffer.concat([number(value, 2), Buffer.alloc(2)]) : number(value, 4),
        ]),
      ),
      number(0, 4),
    ]);
    return { directory, at: add(directory) };
  };
  for (const page of pages) {
    const { directory, at } = addPage(page);
    number(at, 4).copy(link.buffer, link.at);
    link = { buffer: directory, at: directory.length - 4 };
  }
  return Buffer.concat(parts);
}
