import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureScores, readScoreCases } from '../../../../src/main/engine/evaluation/score-cases.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chirograph-scores-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(content: string): string {
  const file = path.join(folder, 'scores.json');
  writeFileSync(file, content);
  return file;
}

describe('a file of scores', () => {
  it('holds infinities as strings, and measures say them as strings', () => {
    const [only] = readScoreCases(
      written(
        '{"cases": [{"name": "a", "score_same": ["inf", 1], "score_different": ["-inf", -1], "more": 1}]}',
      ),
    );
    expect([...only!.scores.same]).toEqual([Infinity, 1]);
    expect(measureScores(only!)).toMatchObject({
      name: 'a',
      cllrMin: 0,
      devPav: null,
      pavLog10Lr: ['inf', 'inf', '-inf', '-inf'],
      logistic: null,
    });
  });

  it('gives an infinite Cllr to a misleading infinite LR', () => {
    const [only] = readScoreCases(
      written('{"cases": [{"name": "a", "score_same": ["-inf", 1], "score_different": [0.5]}]}'),
    );
    expect(measureScores(only!).cllr).toBe('inf');
  });

  it.each([
    ['no JSON', '{"cases": [', 'format-not-read', /scores\.json is not JSON/],
    ['no cases', '{"cases": []}', 'format-not-read', /cases: holds no case/],
    [
      'an empty side',
      '{"cases": [{"name": "a", "score_same": [], "score_different": [1]}]}',
      'format-not-read',
      /cases\.0\.score_same: holds no score/,
    ],
    [
      'a score that is no number',
      '{"cases": [{"name": "a", "score_same": [1], "score_different": [1, "NaN"]}]}',
      'format-not-read',
      /cases\.0\.score_different\.1: must be a number/,
    ],
    ['a list', '[1]', 'format-not-read', /A file of scores is/],
  ])('is refused with %s, saying where', (_, content, code, message) => {
    expect(() => readScoreCases(written(content))).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error,
    );
  });

  it('that is missing, or a link, is not read', () => {
    const link = path.join(folder, 'link.json');
    symlinkSync(written('{}'), link);
    for (const file of [path.join(folder, 'nothing.json'), link]) {
      expect(() => readScoreCases(file)).toThrow(
        expect.objectContaining({ code: 'file-unreadable' }) as Error,
      );
    }
  });
});
