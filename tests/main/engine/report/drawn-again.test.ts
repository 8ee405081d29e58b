import { expect, it } from 'vitest';
import type { ReportContent } from '../../../../src/contract/report.ts';
import { ChirographError } from '../../../../src/contract/schema.ts';
import { checkPages, type Redrawing } from '../../../../src/main/engine/report/drawn-again.ts';

const pdf = { name: 'report.pdf', bytes: new Uint8Array(4) };
const made = { software: 'Chirograph 0.1.0', platform: 'test' };
const content = { ...made, items: [], laboratory: { logo: 'a'.repeat(64) } } as unknown as ReportContent;
const check = (logoOf: Redrawing['logoOf'], of = content): ReturnType<typeof checkPages> => {
  const preparation = { render: () => Promise.reject(new Error('nothing to render')) };
  return checkPages(pdf, of, '/case', { ...made, preparation, logoOf });
};

it.each([
  ['is not here', () => Promise.resolve(null)],
  ['cannot be read', () => Promise.reject(new ChirographError('file-unreadable', 'damaged'))],
])('pages with a logo that %s are not compared, which is said', async (_, logoOf) => {
  expect(await check(logoOf)).toEqual({
    differences: [],
    notCompared: `the laboratory’s logo (SHA-256 ${'a'.repeat(64)}) is not on this computer`,
  });
});

it('nor are pages of a JSON that nothing can be drawn from', async () => {
  const broken = { ...content, laboratory: null } as unknown as ReportContent;
  expect(await check(() => Promise.resolve(null), broken)).toEqual({
    differences: [],
    notCompared: 'they cannot be drawn again from the JSON',
  });
});

it('a cancellation is not taken for a page that cannot be compared', async () => {
  const cancelled = new ChirographError('cancelled', 'Cancelled.');
  await expect(check(() => Promise.reject(cancelled))).rejects.toBe(cancelled);
});
