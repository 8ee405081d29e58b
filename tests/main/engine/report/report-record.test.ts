import { expect, it } from 'vitest';
import type { JournalEntry } from '../../../../src/contract/case.ts';
import {
  finalReports,
  nextIssue,
  reportsOnRecord,
} from '../../../../src/main/engine/report/report-record.ts';
import { examiner, hash } from './fixture.ts';

const line = (
  sequence: number,
  action: string,
  report: string,
  parameters: object,
): Pick<JournalEntry, 'sequence' | 'action' | 'subjects' | 'parameters'> & JournalEntry => ({
  sequence,
  at: '2026-05-04T09:30:00.000Z',
  examiner: { id: 'examiner-1', ...examiner },
  action,
  subjects: [report],
  parameters: JSON.stringify(parameters),
  software: 'Chirograph 0.1.0',
  previous: '',
  hash: hash(`${sequence}`),
});
const seal = (name: string): { contentSha256: string; pdfSha256: string; substanceSha256: string } => ({
  contentSha256: hash(`content ${name}`),
  pdfSha256: hash(`pdf ${name}`),
  substanceSha256: hash(`substance ${name}`),
});
const begin = (sequence: number, name: string, state: string, version: number): JournalEntry =>
  line(sequence, 'report.begin', `report-${name}`, { ...seal(name), state, version });
const end = (sequence: number, name: string): JournalEntry =>
  line(sequence, 'report.export', `report-${name}`, { jsonSha256: hash(name), pdfSha256: hash(name) });

it('numbers what is finalised next after the last final report, whatever drafts came since', () => {
  const records = reportsOnRecord([
    begin(1, 'a', 'final', 1),
    end(2, 'a'),
    begin(3, 'b', 'draft', 2),
    end(4, 'b'),
  ]);
  expect(nextIssue([], [], 'final')).toEqual({ state: 'final', version: 1, replaces: null });
  const { contentSha256, pdfSha256 } = seal('a');
  expect(nextIssue(records, finalReports(records, new Map()), 'draft')).toEqual({
    state: 'draft',
    version: 2,
    replaces: { report: 'report-a', version: 1, contentSha256, pdfSha256 },
  });
});

it('counts a final report whose export a kill kept from being entered where its file went out', () => {
  const records = reportsOnRecord([begin(1, 'a', 'final', 1)]);
  expect(finalReports(records, new Map())).toEqual([]);
  // Its number is not issued again where the file is gone, for it may have been handed out.
  expect(nextIssue(records, [], 'final')).toEqual({ state: 'final', version: 2, replaces: null });
  expect(finalReports(records, new Map([[seal('a').pdfSha256, 'report-version-1.pdf']]))).toEqual(records);
});

it('knows reports that were written before there were states, and passes over lines that are none', () => {
  const { substanceSha256, ...before } = seal('old');
  expect(substanceSha256).toHaveLength(64);
  const records = reportsOnRecord([
    line(1, 'report.begin', 'report-old', before),
    line(2, 'report.begin', 'report-none', {}),
    line(3, 'case.open', 'report-old', before),
  ]);
  expect(records).toMatchObject([{ id: 'report-old', issue: null, exported: null }]);
});
