/** Comparisons of signatures through the real engine: recomputed from the evidence, and what was altered is named. */
import { copyFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pino from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERASED_RESULT } from '../../../src/contract/erasure.ts';
import type { ReportDocument } from '../../../src/contract/report.ts';
import type { Difference, Verification } from '../../../src/contract/results.ts';
import { signatureStatement } from '../../../src/contract/signature-statement.ts';
import {
  signatureLabel,
  type MarkedSignature,
  type SignatureComparison,
} from '../../../src/contract/signatures.ts';
import { ENFSI_SCALE } from '../../../src/contract/verbal-scale.ts';
import { canonicalJson } from '../../../src/main/engine/case/canonical-json.ts';
import { sha256 } from '../../../src/main/engine/case/hash.ts';
import { loadSignatureCalibration } from '../../../src/main/engine/comparison/likelihood-ratio/calibration-file.ts';
import {
  LIKE_A_COPY,
  signatureEvidenceOf,
} from '../../../src/main/engine/comparison/likelihood-ratio/signature-evidence.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { contentSha256 } from '../../../src/main/engine/report/content.ts';
import { as, prepareCase, type PreparedCase } from './prepared-case.ts';
import { readPdf } from './report/pdf-text.ts';
import { rebuildChain, tamper } from './tampered.ts';

const shipped = path.resolve(import.meta.dirname, '../../../models');

let prepared: PreparedCase;
let engine: LocalEngine;

beforeAll(async () => {
  prepared = await prepareCase();
  ({ engine } = prepared);
});
afterAll(() => prepared.close());

interface Compared {
  readonly id: string;
  readonly folder: string;
  /** By what they are called. */
  readonly marked: ReadonlyMap<string, MarkedSignature>;
  readonly comparison: SignatureComparison;
  verify(): Promise<Verification>;
}

/**
 * A copy of the case in which three words of the first specimen are marked, and two of them the references of another word of the
 * questioned writing: generated writing repeats a word as no hand does.
 */
async function compared(): Promise<Compared> {
  const {
    folder,
    view: { id, items },
  } = await prepared.copy();
  const own = { case: id };
  for (const [label, count] of [
    ['Q1', 1],
    ['K1', 3],
  ] as const) {
    const item = items.find((each) => each.label === label)!.id;
    const [page] = await engine.call('item.pages', { ...own, item });
    const widest = page!.words.toSorted((a, b) => b.box.width - a.box.width);
    const words = label === 'Q1' ? widest.slice(3, 4) : widest.slice(0, count);
    const ids = words.map((word) => word.id);
    await engine.call('word.exclude', { ...own, words: ids, excluded: true, reason: 'signature' }, as);
  }
  const all = await engine.call('signature.marked', own);
  const marked = new Map(all.map((each) => [signatureLabel(each), each]));
  const comparison = await engine.call(
    'signature.run',
    {
      ...own,
      questioned: marked.get('Q1')!.id,
      references: ['K1', 'K1 (2)'].map((label) => marked.get(label)!.id),
    },
    as,
  );
  return { id, folder, marked, comparison, verify: () => engine.call('case.verify', own) };
}

const placesOf = ({ differences }: Verification): string[] =>
  differences.map(({ kind, where }) => `${kind}: ${where}`);

/** Closes the case and verifies its folder, as another program may have left it. */
async function verifyFolder(
  { id, folder }: Pick<Compared, 'id' | 'folder'>,
  change: () => void | Promise<void>,
  by: LocalEngine = engine,
): Promise<Difference[]> {
  await engine.call('case.close', { case: id });
  await change();
  const { differences } = await by.call('verify.run', { target: folder });
  return differences;
}

/** What verification finds of a case whose stored comparison, and the journal line of it, were made to say something else. */
function verifyStoredAs(
  of: Pick<Compared, 'id' | 'folder'>,
  content: SignatureComparison,
): Promise<Difference[]> {
  return verifyFolder(of, () =>
    tamper(of.folder, (database) => {
      database.prepare('UPDATE result SET content = ? WHERE id = ?').run(JSON.stringify(content), content.id);
      database
        .prepare(
          "UPDATE journal SET parameters = json_set(parameters, '$.result', ?) WHERE action = 'signature.run'",
        )
        .run(sha256(canonicalJson(content)));
      rebuildChain(database);
    }),
  );
}

describe('a comparison of signatures', () => {
  it('verifies, with one stored result and its journal line', async () => {
    const { comparison, verify } = await compared();
    expect(comparison.crops).toHaveLength(3);
    const verification = await verify();
    expect(verification.differences).toEqual([]);
    expect(verification.checked).toMatchObject({ signatures: 1, comparisons: 0, stale: 0 });
  });

  it('is named where its score was altered, with a journal made to fit', async () => {
    const of = await compared();
    const altered = { ...of.comparison, score: of.comparison.score + 0.01 };
    const differences = await verifyStoredAs(of, altered);
    const named = differences.map(({ kind, where }) => `${kind}: ${where}`);
    expect(named).toContain(`score: signature ${altered.id} (Q1 with K1, K1 (2))`);
    // The journal says the same of it, and only this computer has seen another one.
    expect(named).not.toContain(`journal: signature ${altered.id}`);
  });

  it('is named where it was taken out of the case', async () => {
    const of = await compared();
    const differences = await verifyFolder(of, () =>
      tamper(of.folder, (database) => database.exec("DELETE FROM result WHERE kind = 'signature'")),
    );
    expect(differences).toMatchObject([
      { kind: 'journal', expected: `signature ${of.comparison.id}`, found: 'no such result in the case' },
    ]);
  });

  it('is named where what a signature is called was altered', async () => {
    const of = await compared();
    const { id } = of.marked.get('K1 (2)')!;
    const differences = await verifyFolder(of, () =>
      tamper(of.folder, (database) =>
        database
          .prepare('UPDATE signature_number SET number = 7 WHERE word = (SELECT key FROM word WHERE id = ?)')
          .run(id),
      ),
    );
    expect(differences).toMatchObject([
      {
        kind: 'journal',
        expected: expect.stringMatching(/^signature 2 of its source, journal line \d+$/) as string,
        found: 'signature 7 of its source',
      },
    ]);
  });

  it('shows one pixel of a signature that was altered', async () => {
    const of = await compared();
    const second = of.marked.get('K1 (2)')!;
    const file = path.join(of.folder, 'known', 'Edda Marrow', '0.png');
    const { data, info } = await sharp(await readFile(file))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { x, y, width, height } = second.box;
    const at = ((y + height / 2) | 0) * info.width + ((x + width / 2) | 0);
    for (let channel = 0; channel < info.channels; channel++) {
      data[at * info.channels + channel] = 255 - data[at * info.channels + channel]!;
    }
    await writeFile(file, await sharp(data, { raw: info }).png().toBuffer());
    const found = placesOf(await of.verify());
    expect(found).toContain('crop: signature K1 (2), page 1');
    expect(found).not.toContain('crop: signature K1, page 1');
    expect(found).not.toContain('crop: signature Q1, page 1');
  });

  it('that no longer stands is not recomputed, and named with the reason', async () => {
    const of = await compared();
    const own = { case: of.id };
    await engine.call('word.exclude', { ...own, words: [of.marked.get('K1')!.id], excluded: false }, as);
    const verification = await of.verify();
    expect(verification).toMatchObject({ ok: true, checked: { signatures: 0, stale: 1 } });
    expect(verification.notRecomputed).toEqual([
      `signature ${of.comparison.id}: Signatures that it rests on, their assignment or their files have changed since.`,
    ]);
  });

  it('that rested on an item which was erased says so, and its case verifies', async () => {
    const of = await compared();
    const own = { case: of.id };
    await engine.call('case.erase', { ...own, kind: 'item', name: 'K1', reason: 'request' }, as);
    const [result] = await engine.call('signature.list', own);
    expect(result).toMatchObject({
      id: of.comparison.id,
      crops: [],
      likeness: [],
      amongReferences: null,
      statement: ERASED_RESULT,
      evidence: { likelihoodRatio: null, reason: ERASED_RESULT },
      stale: 'Rested on writing that was erased from the case: K1.',
    });
    expect(() => signatureStatement(result!, 'de')).toThrow(RangeError);
    const verification = await of.verify();
    expect(verification.differences).toEqual([]);
    expect(verification.checked).toMatchObject({ signatures: 0, stale: 1 });
  });

  it('cannot be recomputed with another signature model, nor with a damaged one', async () => {
    const of = await compared();
    const models = path.join(of.folder, '..', 'models');
    await mkdir(models);
    for (const [from, to] of [
      ['chirograph-word.onnx', 'chirograph-word.onnx'],
      ['chirograph-word.json', 'chirograph-word.json'],
      ['chirograph-signature-open.onnx', 'chirograph-signature.onnx'],
      ['chirograph-signature-open.json', 'chirograph-signature.json'],
    ] as const) {
      await copyFile(path.join(shipped, from), path.join(models, to));
    }
    const elsewhere = (): Promise<LocalEngine> =>
      createEngine({
        userData: path.join(of.folder, '..', 'user'),
        log: pino({ level: 'silent' }),
        modelsDirectory: models,
      });
    const other = await elsewhere();
    const { sha256: hash, version } = of.comparison.model;
    const missing = {
      kind: 'model',
      where: `signature ${of.comparison.id} (Q1 with K1, K1 (2)): signature model`,
      expected: `chirograph-signature ${version}, SHA-256 ${hash}`,
      found: `The signature model chirograph-signature ${version} (SHA-256 ${hash}) is not on this computer. Add its file to the models.`,
    };
    expect(await verifyFolder(of, () => undefined, other)).toEqual([missing]);
    // Added as an own one, with its calibration, it computes what it computed.
    await other.call('model.add', { file: path.join(shipped, 'chirograph-signature.onnx') });
    const found = await other.call('verify.run', { target: of.folder });
    await other.close();
    expect(found).toMatchObject({ differences: [], checked: { signatures: 1 } });
    await rm(path.join(of.folder, '..', 'user', 'models'), { recursive: true });
    await truncate(path.join(models, 'chirograph-signature.onnx'), 1000);
    const damaged = await elsewhere();
    const again = await damaged.call('verify.run', { target: of.folder });
    await damaged.close();
    expect(again).toMatchObject({ ok: false, checked: { signatures: 0 } });
    expect(again.differences).toEqual([missing]);
  });
});

describe('a questioned signature that is more like a reference than genuine ones are', () => {
  it('has its likeness and no ratio, in its case and its report, and both verify; one of before verifies with its ratio', async () => {
    const { folder, view } = await prepared.copy();
    const own = { case: view.id };
    // Scanned anew: no pixel is the same, and no hand repeats itself so nearly.
    const known = sharp(path.join(folder, 'known', 'Edda Marrow', '0.png'));
    await engine.call('case.close', own);
    await writeFile(path.join(folder, 'questioned', 'third.png'), await known.blur(0.6).png().toBuffer());
    const { items } = await engine.call('case.open', { folder }, as);
    await engine.call('case.prepare', own, as);
    const copy = items.find((each) => each.path.endsWith('third.png'))!;
    const original = items.find(({ label }) => label === 'K1')!;
    const boxes = await Promise.all(
      [copy, original].map(async ({ id: item }) => {
        const [page] = await engine.call('item.pages', { ...own, item });
        return page!.words.toSorted((a, b) => b.box.width - a.box.width)[0]!;
      }),
    );
    const [questioned, reference] = boxes.map((word) => word.id) as [string, string];
    const words = [questioned, reference];
    await engine.call('word.exclude', { ...own, words, excluded: true, reason: 'signature' }, as);
    const result = await engine.call('signature.run', { ...own, questioned, references: [reference] }, as);
    expect(result.likeness[0]).toBeGreaterThan(0.95);
    expect(result.evidence).toMatchObject({
      likelihoodRatio: null,
      withheld: 'copy',
      reason: expect.stringMatching(/^The questioned signature is more like reference 1 /) as string,
    });
    const { entries } = await engine.call('journal.read', own);
    const line = entries.find(({ action }) => action === 'signature.run')!;
    expect(JSON.parse(line.parameters)).toMatchObject({
      withheld: 'copy',
      calibration: (result.evidence as { calibration: { sha256: string } }).calibration.sha256,
    });
    expect((await engine.call('case.verify', own)).differences).toEqual([]);
    const { pdf, json } = await engine.call(
      'report.export',
      { ...own, comparisons: [], searches: [], language: 'de' },
      as,
    );
    const read = await readPdf(await readFile(pdf));
    expect(read.solid).toContain('Vermutlichisteinederbeidenvonderanderengepaustoderkopiert');
    expect(read.solid).toContain('nichtangegeben,sieheoben');
    expect(read.text).not.toContain('in English:');
    for (const target of [pdf, json]) {
      expect((await engine.call('verify.run', { target })).differences).toEqual([]);
    }

    const calibration = loadSignatureCalibration(
      path.join(shipped, 'chirograph-signature.calibration.json'),
      result.model.sha256,
    );
    const before: SignatureComparison = {
      ...result,
      evidence: signatureEvidenceOf(
        calibration,
        { ...result, between: () => 0, writing: [] },
        ENFSI_SCALE,
        'cautioned',
      ),
    };
    expect(before.evidence.likelihoodRatio!.outside[0]).toBe(LIKE_A_COPY);
    const ofScores = async (content: SignatureComparison): Promise<Difference[]> =>
      (await verifyStoredAs({ id: view.id, folder }, content)).filter(({ kind }) => kind === 'score');
    expect(await ofScores(before)).toEqual([]);
    await engine.call('case.open', { folder }, as);
    const { calibration: by } = result.evidence as { calibration: { sha256: string } };
    const elsewhere = { ...by, population: 'Ten thousand signers' };
    const renamed = {
      ...result,
      evidence: { ...result.evidence, calibration: elsewhere },
    } as SignatureComparison;
    expect(await ofScores(renamed)).toMatchObject([
      { where: expect.stringMatching(/: likelihood ratio: calibration$/) as string },
    ]);
    // Without its caution it is no result of before.
    await engine.call('case.open', { folder }, as);
    const { likelihoodRatio } = before.evidence;
    const bare = { ...likelihoodRatio!, outside: likelihoodRatio!.outside.slice(1) };
    const altered = { ...before, evidence: { likelihoodRatio: bare, reason: null } };
    expect(await ofScores(altered)).toMatchObject([
      { where: expect.stringMatching(/: likelihood ratio$/) as string, expected: 'a likelihood ratio' },
    ]);
  });
});

describe('a report of a comparison of signatures', () => {
  it('holds it, verifies from the evidence, and shows a likeness that was altered', async () => {
    const of = await compared();
    const own = { case: of.id };
    const { pdf, json } = await engine.call(
      'report.export',
      { ...own, comparisons: [], searches: [], language: 'de' },
      as,
    );
    const document = JSON.parse(await readFile(json, 'utf8')) as ReportDocument;
    const [held] = document.signatures!;
    expect(held).toMatchObject({
      id: of.comparison.id,
      questioned: { label: 'Q1', item: 'Q1', page: 0, box: of.marked.get('Q1')!.box },
      references: [{ label: 'K1' }, { label: 'K1 (2)' }],
      writer: 'Edda Marrow',
      leftOut: [{ label: 'K1 (3)', word: of.marked.get('K1 (3)')!.id }],
      likeness: of.comparison.likeness,
      score: of.comparison.score,
      model: of.comparison.model,
    });
    expect([held!.questioned, ...held!.references].map(({ cropSha256 }) => cropSha256)).toEqual(
      of.comparison.crops,
    );
    const read = await readPdf(await readFile(pdf));
    for (const text of [
      'Unterschriften',
      'Q1 verglichen mit K1, K1 (2)',
      'Unterschriftenmodell',
      of.comparison.model.sha256,
      'Ein Vergleich von Unterschriften betrachtet allein die Form',
      'echte Unterschriften',
      '2 Vergleichsunterschriften',
      '1 von 3 markierten Unterschriften dieses Schreibers wurde weggelassen: K1 (3).',
    ]) {
      expect(read.solid).toContain(text.replace(/\s/gu, ''));
    }
    expect(read.text).not.toContain('in English:');
    for (const target of [pdf, json]) {
      const verification = await engine.call('verify.run', { target });
      expect(verification.differences).toEqual([]);
      expect(verification.checked).toMatchObject({ signatures: 1 });
    }
    const copy = path.join(path.dirname(json), 'altered.json');
    // A report of before says no numbers: its signatures are counted in the order of its words.
    expect(document.words.flatMap(({ signature }) => signature ?? [])).toEqual([1, 1, 2, 3]);
    const before = structuredClone(document);
    for (const word of before.words) delete word.signature;
    before.checks.contentSha256 = contentSha256(before);
    await writeFile(copy, JSON.stringify(before));
    const ofBefore = await engine.call('verify.run', { target: copy });
    expect(placesOf(ofBefore).filter((place) => place.includes('signature'))).toEqual([]);
    held!.likeness[1]! -= 0.01;
    held!.leftOut = [];
    document.checks.contentSha256 = contentSha256(document);
    await writeFile(copy, JSON.stringify(document));
    const altered = await engine.call('verify.run', { target: copy });
    const where = `signature ${of.comparison.id} (Q1 with K1, K1 (2))`;
    expect(placesOf(altered)).toEqual(
      expect.arrayContaining([
        `score: ${where}: likeness with K1 (2)`,
        `report: ${where}: signatures left out`,
      ]),
    );
  });

  it('leaves out what is not chosen, and refuses what no longer stands', async () => {
    const of = await compared();
    const own = { case: of.id, comparisons: [], searches: [] };
    const { json } = await engine.call('report.export', { ...own, signatures: [] }, as);
    expect(JSON.parse(await readFile(json, 'utf8'))).not.toHaveProperty('signatures');
    await engine.call('word.exclude', { case: of.id, words: [of.marked.get('K1')!.id], excluded: false }, as);
    await expect(
      engine.call('report.export', { ...own, signatures: [of.comparison.id] }, as),
    ).rejects.toMatchObject({
      message: expect.stringContaining('A comparison of signatures chosen for the report no longer stands'),
    });
  });
});

describe('a search where signatures are marked', () => {
  it('says that it does not look at them, as the case is now, and so does its report', async () => {
    const of = await compared();
    const own = { case: of.id };
    const source = (label: string): string => of.marked.get(label)!.source;
    const search = await engine.call('search.run', { ...own, questioned: [source('Q1')] }, as);
    const signatures = [
      { source: source('Q1'), count: 1 },
      { source: source('K1'), count: 3 },
    ];
    expect(search.signatures).toEqual(signatures);
    expect(await engine.call('search.list', own)).toMatchObject([{ stale: null, signatures }]);
    const { pdf, json } = await engine.call(
      'report.export',
      { ...own, comparisons: [], searches: [search.id], signatures: [], language: 'de' },
      as,
    );
    const said = 'Auf dem Durchsuchten sind 4 Unterschriften markiert (Q1, K1).';
    expect((await readPdf(await readFile(pdf))).solid).toContain(said.replace(/\s/gu, ''));
    const document = JSON.parse(await readFile(json, 'utf8')) as ReportDocument;
    const [reported] = document.searches;
    expect(reported!.signatures).toEqual([
      { label: 'Q1', count: 1 },
      { label: 'K1', count: 3 },
    ]);
    expect((await of.verify()).differences).toEqual([]);
    expect((await engine.call('verify.run', { target: json })).differences).toEqual([]);
    reported!.signatures = [{ label: 'Q1', count: 1 }];
    document.checks.contentSha256 = contentSha256(document);
    const altered = path.join(path.dirname(json), 'altered.json');
    await writeFile(altered, JSON.stringify(document));
    expect(placesOf(await engine.call('verify.run', { target: altered }))).toContain(
      `search: search ${search.id} (Q1): signatures marked`,
    );
  });
});
