import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ReportOnRecord } from '../../../../src/contract/report.ts';
import { draftToReview } from '../../../../src/main/shells/cli/review-command.ts';

function report(id: string, state: 'draft' | 'final', more: Partial<ReportOnRecord> = {}): ReportOnRecord {
  return {
    id: `report-${id}`,
    issue: { state, version: 1 },
    at: '2026-05-04T09:30:00.000Z',
    by: 'Ada Example',
    results: 1,
    pdfSha256: createHash('sha256').update(id).digest('hex'),
    pdf: `${id}.pdf`,
    review: null,
    ...more,
  };
}

const final = report('final', 'final');
const [newer, older] = [report('newer', 'draft'), report('older', 'draft')];

it('takes the only draft since the last final report where none is named', () => {
  expect(draftToReview([newer, final, older], undefined)).toBe(newer);
  expect(draftToReview([newer, report('moved', 'draft', { pdf: null }), final], undefined)).toBe(newer);
});

it('is refused where it is not clear which draft was reviewed, and names each with its hash', () => {
  for (const { pdfSha256 } of [newer, older]) {
    expect(() => draftToReview([newer, older], undefined)).toThrow(pdfSha256);
  }
  expect(() => draftToReview([newer, older], undefined)).toThrow(/there are 2\. Name it with --draft/);
  expect(() => draftToReview([final, older], undefined)).toThrow(/no draft to review since its last final/);
});

it('takes the named one: by its file, by its hash or how that begins, by the bytes of a copy', () => {
  const all = [newer, older, final];
  expect(draftToReview(all, 'older.pdf')).toBe(older);
  expect(draftToReview(all, older.pdfSha256)).toBe(older);
  expect(draftToReview(all, older.pdfSha256.slice(0, 12).toUpperCase())).toBe(older);
  const folder = mkdtempSync(path.join(tmpdir(), 'draft-'));
  try {
    const copy = path.join(folder, 'copy of it.pdf');
    writeFileSync(copy, 'older');
    expect(draftToReview(all, copy)).toBe(older);
    writeFileSync(copy, 'something else');
    expect(() => draftToReview(all, copy)).toThrow(/has no draft/);
  } finally {
    rmSync(folder, { recursive: true });
  }
  for (const unclear of [older.pdfSha256.slice(0, 4), 'final.pdf', final.pdfSha256]) {
    expect(() => draftToReview(all, unclear)).toThrow(/has no draft .+ Open drafts:\nnewer\.pdf/s);
  }
});
