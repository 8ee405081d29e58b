import { describe, expect, it } from 'vitest';
import type { PageQuality } from '../../../../src/contract/quality.ts';
import {
  cautionsOf,
  isSaidLater,
  QUALITY_LIMITS,
  TURNED_LIMITS,
  resultCautions,
  signatureCautions,
  type CautionedPage,
} from '../../../../src/main/engine/imaging/cautions.ts';
import { CLEAR_PAGE } from '../../../clear-page.ts';

const page = (quality: Partial<PageQuality> | null, more: Partial<CautionedPage> = {}): CautionedPage => ({
  page: 0,
  words: 84,
  unsure: 0,
  printed: 0,
  inUse: 84,
  doubtful: 0,
  printedInUse: 0,
  quality: quality && { ...CLEAR_PAGE, ...quality },
  ...more,
});
const codes = (of: CautionedPage): string[] => cautionsOf(of).map(({ code }) => code);

describe('cautions of a page', () => {
  it('are none where its writing is clear, also on paper without any grain', () => {
    expect(cautionsOf(page({}))).toEqual([]);
    expect(cautionsOf(page({ grain: 0 }))).toEqual([]);
  });

  it('begin below each limit, not at it', () => {
    const { xHeight, edge, contrast } = QUALITY_LIMITS;
    expect(codes(page({ xHeight, edgeWidth: edge * xHeight, contrast: 0.4, grain: 0.4 / contrast }))).toEqual(
      [],
    );
    expect(codes(page({ xHeight: xHeight - 1, edgeWidth: 0 }))).toEqual(['too-small']);
    expect(codes(page({ xHeight: 20, edgeWidth: edge * 20 + 0.1 }))).toEqual(['too-blurred']);
    expect(codes(page({ contrast: 0.4, grain: 0.41 / contrast }))).toEqual(['too-grainy']);
  });

  it('do not take the pixels of a coarse scan for blur', () => {
    const { xHeight, hardEdge } = QUALITY_LIMITS;
    expect(codes(page({ xHeight, edgeWidth: hardEdge }))).toEqual([]);
    expect(codes(page({ xHeight, edgeWidth: hardEdge + 0.1 }))).toEqual(['too-blurred']);
  });

  it('say what, where and what to do', () => {
    const [small] = cautionsOf(page({ xHeight: QUALITY_LIMITS.xHeight / 2, edgeWidth: 0 }));
    expect(small!.message).toMatch(/on this page.*Scan it with 2\.0 times the resolution or more\.$/);
    const [left] = cautionsOf(page({ faintMarks: 31, faintShare: 0.12 }));
    expect(left!.message).toMatch(
      /^12 % of the ink on this page \(31 marks of a letter's size\).*draw it in by hand/,
    );
    const [printed] = cautionsOf(page({}, { printed: 3 }));
    expect(printed!.message).toMatch(
      /^3 parts of this page look stamped or printed and were left out.*take it back in\.$/,
    );
    expect(cautionsOf(page({}, { printed: 1 }))[0]!.message).toMatch(
      /^1 part of this page looks.*and was left/,
    );
    const [doubtful] = cautionsOf(page({ maybeStamped: 2 }));
    expect(doubtful).toMatchObject({ code: 'maybe-stamped' });
    expect(doubtful!.message).toMatch(
      /^2 frames .*the words at them are in use\..*exclude them as printed\.$/,
    );
    const [unsure] = cautionsOf(page({}, { unsure: 7 }));
    expect(unsure!.message).toMatch(/^7 of 84 words on this page/);
  });

  it('say how a page seems to lie, and nothing of one that an earlier version prepared or that has too little writing', () => {
    const turned = (lines: number, reach: number, breadth = 30): string[] =>
      codes(page({ turning: { lines, reach, breadth } }));
    expect(turned(TURNED_LIMITS.lines, 1)).toEqual([]);
    expect(turned(TURNED_LIMITS.lines - 0.01, -2)).toEqual(['sideways']);
    expect(turned(-2, 0, TURNED_LIMITS.breadth)).toEqual(['sideways']);
    expect(turned(-2, 0, TURNED_LIMITS.breadth - 0.1)).toEqual([]);
    expect(turned(1, TURNED_LIMITS.reach)).toEqual([]);
    expect(turned(1, TURNED_LIMITS.reach - 0.01)).toEqual(['upside-down']);
    expect(turned(-0.1, -2)).toEqual([]);
    expect(codes(page({ turning: null }))).toEqual([]);
    expect(codes(page({ turning: undefined }))).toEqual([]);
    for (const turning of [
      { lines: -2, reach: 0, breadth: 30 },
      { lines: 2, reach: -2, breadth: 30 },
    ]) {
      const [caution] = cautionsOf(page({ turning }));
      expect(caution!.message).toMatch(
        /seems to lie (sideways|upside down).*Scan the page upright, or turn a copy/,
      );
    }
  });

  it('say of what most of a page is, in place of what is said of some of it', () => {
    expect(codes(page({}, { inUse: 55, unsure: 27, doubtful: 27 }))).toEqual(['unsure-words']);
    expect(codes(page({}, { inUse: 55, unsure: 28, doubtful: 28 }))).toEqual(['mostly-unsure']);
    // Read since, it was cut no better.
    expect(codes(page({}, { inUse: 55, unsure: 0, doubtful: 51 }))).toEqual(['mostly-unsure']);
    const printed = { printed: 129, inUse: 60 };
    expect(cautionsOf(page({ printed: 129 }, printed))).toMatchObject([
      { code: 'mostly-printed', message: expect.stringMatching(/129 parts, with 60 words in use/) as string },
    ]);
    expect(codes(page({ printed: 60 }, { printed: 60, inUse: 60 }))).toEqual(['printed']);
    // Taken back as writing, what was found printed is in use and no longer left out.
    expect(codes(page({ printed: 129 }, { printed: 59, inUse: 130, printedInUse: 70 }))).toEqual(['printed']);
    expect(codes(page({ printed: 9 }, { printed: 9, inUse: 0 }))).toEqual(['printed']);
    const before = { turning: undefined, printed: undefined };
    expect(codes(page(before, { inUse: 55, unsure: 51, doubtful: 51, printed: 129 }))).toEqual([
      'printed',
      'unsure-words',
    ]);
  });

  it('say that nothing was found, or measured', () => {
    expect(codes(page({ words: 0, xHeight: null, contrast: null }, { words: 0 }))).toEqual(['no-words']);
    expect(codes(page(null))).toEqual(['not-measured']);
    expect(codes(page(null, { words: 0 }))).toEqual(['no-words']);
  });
});

describe('cautions of a result', () => {
  const small = cautionsOf(page({ xHeight: 2, edgeWidth: 0 }, { page: 1 }));

  it('name the pages that are below a limit, and what else there is to note does not count', () => {
    const unsure = cautionsOf(page({ faintShare: 0.2, faintMarks: 9 }, { unsure: 3 }));
    expect(resultCautions([{ label: 'Q1', pages: 1, cautions: unsure }])).toEqual([]);
    const said = resultCautions([
      { label: 'Q1', pages: 3, cautions: small },
      { label: 'K2', pages: 1, cautions: [...small, ...cautionsOf(page(null))] },
    ]);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/^Q1, page 2; K2: small letters are less than \d+ pixels high, and writers/);
    expect(said[1]).toMatch(/^K2: .*did not measure/);
  });

  it('name the pages that seem turned, or most of whose words are unsure or printed', () => {
    const cautions = [
      ...cautionsOf(page({ turning: { lines: -2, reach: 0, breadth: 30 } })),
      ...cautionsOf(page({ turning: { lines: 2, reach: -2, breadth: 30 } })),
      ...cautionsOf(page({ printed: 129 }, { printed: 129, inUse: 60, unsure: 51, doubtful: 51 })),
    ];
    const said = resultCautions([{ label: 'Q1', pages: 1, cautions }]);
    expect(said).toEqual([
      expect.stringMatching(/^Q1: the writing seems to lie sideways/),
      expect.stringMatching(/^Q1: the writing seems to lie upside down/),
      expect.stringMatching(/^Q1: most of what was found looks printed/),
      expect.stringMatching(/^Q1: more than half of the words in use/),
    ]);
    expect(said.every(isSaidLater)).toBe(true);
    expect(resultCautions([{ label: 'Q1', pages: 1, cautions: small }]).some(isSaidLater)).toBe(false);
  });

  it('count what would be too many to name', () => {
    const places = Array.from({ length: 30 }, (_, at) => ({
      label: `K${at + 1}`,
      pages: 1,
      cautions: small,
    }));
    expect(resultCautions(places)[0]).toMatch(/^K1; K2; K3; K4; K5 and 25 more: /);
  });
});

describe('cautions with a comparison of signatures', () => {
  it('are those of how its pages lie and how clear they are, and none of words or of other pages', () => {
    const cautions = (['sideways', 'too-small', 'mostly-printed', 'mostly-unsure'] as const).flatMap((code) =>
      [0, 1].map((on) => ({ code, page: on, message: code })),
    );
    const place = { label: 'K1', pages: 2, cautions };
    expect(signatureCautions([{ ...place, signed: new Set([1]) }])).toEqual([
      expect.stringMatching(/^K1, page 2: the writing seems to lie sideways/),
      expect.stringMatching(/^K1, page 2: small letters/),
    ]);
    expect(signatureCautions([{ ...place, signed: new Set() }])).toEqual([]);
  });
});
