/**
 * A case made by the real engine, altered by somebody who may write every file of it: the command line has to exit with 1
 * and name the place. Every alteration is made as well as it can be: hashes that can be computed anew are.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pino from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Comparison, Verification } from '../../../src/contract/results.ts';
import type { ReportDocument } from '../../../src/contract/report.ts';
import { canonicalJson } from '../../../src/main/engine/case/canonical-json.ts';
import { sha256 } from '../../../src/main/engine/case/hash.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { contentSha256 } from '../../../src/main/engine/report/content.ts';
import { modelsFolder } from '../../../src/main/engine/models.ts';
import { rebuildChain, tamper as tamperWith } from './tampered.ts';

const program = path.resolve(import.meta.dirname, '../../../src/main/shells/cli/chirograph.ts');
const examiner = { name: 'Ada Example', initials: 'AE', role: 'document examiner' };
const as = { examiner };

let root: string;
let pristine: string;
let folder: string;
let userData: string;
let engine: LocalEngine;

/** A letter and two specimens of the demo case, compared, searched and reported. */
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-tampering-'));
  pristine = path.join(root, 'pristine');
  userData = path.join(root, 'user');
  engine = await createEngine({ userData, log: pino({ level: 'silent' }) });
  const demo = await engine.call('demo.create', { folder: path.join(root, 'demo') });
  for (const inside of chosenFiles(demo.folder)) {
    await upperHalf(path.join(demo.folder, inside), path.join(pristine, 'case', inside));
  }
  const { id, items } = await engine.call('case.open', { folder: path.join(pristine, 'case') }, as);
  await engine.call('case.prepare', { case: id }, as);
  const [questioned, known] = (['questioned', 'known'] as const).map((role) =>
    items.filter((item) => item.role === role).map((item) => item.id),
  ) as [string[], string[]];
  const [word] = (await engine.call('item.pages', { case: id, item: questioned[0]! }))[0]!.words;
  await engine.call('word.exclude', { case: id, words: [word!.id], excluded: true }, as);
  const comparison = await engine.call('comparison.run', { case: id, questioned, known: [known[0]!] }, as);
  const search = await engine.call('search.run', { case: id, questioned }, as);
  const chosen = { comparisons: [comparison.id], searches: [search.id] };
  await engine.call('report.export', { case: id, ...chosen }, as);
  await engine.call('case.close', { case: id });
  cpSync(path.join(userData, 'witness'), path.join(pristine, 'witness'), { recursive: true });
}, 180_000);
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

/** Less writing to read again with every verification. */
async function upperHalf(from: string, to: string): Promise<void> {
  const { width, height } = await sharp(from).metadata();
  const half = { left: 0, top: 0, width, height: height >> 1 };
  mkdirSync(path.dirname(to), { recursive: true });
  await sharp(from).extract(half).withMetadata({ density: 300 }).png().toFile(to);
}

function chosenFiles(demo: string): string[] {
  const [letter] = readdirSync(path.join(demo, 'questioned')).sort();
  const writers = readdirSync(path.join(demo, 'known')).sort().slice(0, 2);
  return [
    `questioned/${letter}`,
    ...writers.map((writer) => `known/${writer}/${readdirSync(path.join(demo, 'known', writer)).sort()[0]}`),
  ];
}

let copies = 0;
beforeEach(() => {
  folder = path.join(root, `copy-${++copies}`);
  restore();
  forgetWitness();
  cpSync(path.join(pristine, 'witness'), path.join(userData, 'witness'), { recursive: true });
});

const restore = (): void => cpSync(path.join(pristine, 'case'), folder, { recursive: true });
const forgetWitness = (): void => rmSync(path.join(userData, 'witness'), { recursive: true, force: true });

interface Run {
  readonly verification: Verification;
  /** "kind where" of each difference. */
  readonly found: string[];
}

async function verify(target = folder): Promise<Run> {
  const verification = await engine.call('verify.run', { target });
  expect(verification.ok).toBe(verification.differences.length === 0);
  return { verification, found: verification.differences.map((each) => `${each.kind} ${each.where}`) };
}

function chirograph(...args: string[]): { code: number | null; out: string } {
  const { status, stdout } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, CHIROGRAPH_USER_DATA: userData },
  });
  return { code: status, out: stdout };
}

const tamper = (change: (database: Database.Database) => void): void => tamperWith(folder, change);

const firstImage = (): string =>
  path.join(folder, 'questioned', readdirSync(path.join(folder, 'questioned'))[0]!);
const reportFile = (): string =>
  path.join(
    folder,
    'reports',
    readdirSync(path.join(folder, 'reports')).find((name) => name.endsWith('.json'))!,
  );

it('nothing altered: verified, with the witness and the report', async () => {
  const { verification, found } = await verify();
  expect(found).toEqual([]);
  expect(verification).toMatchObject({ ok: true, witness: { known: true }, checked: { reports: 1 } });
  expect((await verify(reportFile())).found).toEqual([]);
  forgetWitness();
  // That this computer has seen nothing is no difference.
  expect((await verify()).verification).toMatchObject({ ok: true, witness: { known: false, lines: 0 } });
});

it('one pixel of evidence, with the hash in the database and the journal made to fit', async () => {
  const file = firstImage();
  const before = sha256(readFileSync(file));
  const database = new Database(path.join(folder, 'case.chirograph'), { readonly: true });
  const word = database
    .prepare(
      "SELECT word.x, word.y, word.width, word.height FROM word JOIN item ON item.key = word.item WHERE item.role = 'questioned' AND word.excluded = 0 ORDER BY word.key LIMIT 1 OFFSET 3",
    )
    .get() as { x: number; y: number; width: number; height: number };
  database.close();
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const at = ((word.y + (word.height >> 1)) * info.width + word.x + (word.width >> 1)) * info.channels;
  for (let channel = 0; channel < info.channels; channel++) data[at + channel] = 255 - data[at + channel]!;
  const raw = { width: info.width, height: info.height, channels: info.channels };
  writeFileSync(file, await sharp(data, { raw }).withMetadata({ density: 300 }).png().toBuffer());
  const after = sha256(readFileSync(file));
  const { length } = readFileSync(file);
  tamper((open) => {
    open
      .prepare('UPDATE item SET sha256 = ?, seen_sha256 = ?, bytes = ? WHERE sha256 = ?')
      .run(after, after, length, before);
    open.prepare('UPDATE journal SET parameters = replace(parameters, ?, ?)').run(before, after);
    rebuildChain(open);
  });
  forgetWitness();
  const { found } = await verify();
  expect(
    found
      .filter((each) => each.startsWith('crop'))
      .every((each) => /^crop Q1, page 1, line \d+, word \d+$/.test(each)),
  ).toBe(true);
  expect(found.some((each) => each.startsWith('crop'))).toBe(true);
});

it('one stored embedding, by an amount that would move a score', async () => {
  tamper((database) => {
    const row = database.prepare('SELECT crop, writer FROM embedding LIMIT 1 OFFSET 5').get() as {
      crop: number;
      writer: Buffer;
    };
    row.writer.writeFloatLE(row.writer.readFloatLE(40) + 0.1, 40);
    database.prepare('UPDATE embedding SET writer = ? WHERE crop = ?').run(row.writer, row.crop);
  });
  const { found } = await verify();
  expect(found).toEqual([expect.stringMatching(/^embedding [QK]\d, page 1, line \d+, word \d+$/)]);
});

/** Changes the stored comparison and makes the journal's seal and chain fit. */
function changeComparison(change: (comparison: Comparison) => void): string {
  let id = '';
  tamper((database) => {
    const row = database.prepare("SELECT id, content FROM result WHERE kind = 'comparison'").get() as {
      id: string;
      content: string;
    };
    const comparison = JSON.parse(row.content) as Comparison;
    const before = sha256(canonicalJson(comparison));
    change(comparison);
    database.prepare('UPDATE result SET content = ? WHERE id = ?').run(JSON.stringify(comparison), row.id);
    database
      .prepare('UPDATE journal SET parameters = replace(parameters, ?, ?)')
      .run(before, sha256(canonicalJson(comparison)));
    rebuildChain(database);
    id = row.id;
  });
  return id;
}

it('what was measured of a page, taken out so that its cautions go with it', async () => {
  tamper((database) => database.exec('UPDATE page SET quality = NULL'));
  const { found } = await verify();
  expect(found.sort()).toEqual(
    ['K1', 'K2', 'Q1'].map((label) => `journal ${label}: what was measured of its pages`),
  );
});

it('one score, with its seal and the chain rebuilt', async () => {
  const id = changeComparison((comparison) => (comparison.score -= 0.01));
  const { found } = await verify();
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^score comparison ${id}`)));
  // Who has seen the journal being written says so as well.
  expect(found).toContainEqual(expect.stringMatching(/^journal journal line \d+$/));
});

it('one pair taken from a list, and one word of a statement', async () => {
  const id = changeComparison((comparison) => comparison.pairs.pop());
  expect((await verify()).found).toContainEqual(
    expect.stringMatching(new RegExp(`^score comparison ${id}.*: pair Q1`)),
  );
  restore();
  changeComparison((comparison) => (comparison.statement += ' One hand wrote both.'));
  expect((await verify()).found).toContainEqual(
    expect.stringMatching(new RegExp(`^score comparison ${id}.*: statement$`)),
  );
});

it('and the command line says so, with exit code 1', () => {
  expect(chirograph('verify', folder).code).toBe(0);
  changeComparison((comparison) => (comparison.score -= 0.01));
  const { code, out } = chirograph('verify', folder);
  expect(code).toBe(1);
  expect(out).toMatch(/^score comparison .*: expected 0\.\d+, found 0\.\d+$/m);
  expect(out).toMatch(/^NOT verified: \d differences/m);
});

it('one journal line with the chain rebuilt: by the witness, and without it by the report', async () => {
  tamper((database) => {
    database.exec("UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 7");
    rebuildChain(database);
  });
  const seen = await verify();
  expect(seen.found[0]).toBe('journal journal line 7');
  expect(seen.verification.differences[0]?.found).toMatch(
    /older or another copy .* or the journal was altered/,
  );
  forgetWitness();
  const { verification } = await verify();
  expect(verification.ok).toBe(false);
  expect(verification.differences[0]).toMatchObject({
    kind: 'journal',
    where: 'journal line 7',
    expected: expect.stringContaining(`as in reports/${path.basename(reportFile())}`) as string,
  });
});

it('the end of the journal cut off', async () => {
  let last = 0;
  tamper((database) => {
    last = database.prepare('SELECT max(sequence) FROM journal').pluck().get() as number;
    database.prepare('DELETE FROM journal WHERE sequence = ?').run(last);
  });
  const { verification } = await verify();
  expect(verification.differences).toContainEqual(
    expect.objectContaining({
      where: `journal line ${last}`,
      found: expect.stringMatching(
        new RegExp(`^no such line. The journal ends at line ${last - 1}`),
      ) as string,
    }),
  );
});

it('a writer swapped, a name exchanged, and a word taken back in, without a journal line', async () => {
  let names: string[] = [];
  tamper((database) => {
    names = database.prepare('SELECT name FROM writer ORDER BY key').pluck().all() as string[];
    database.exec("UPDATE item SET writer = (SELECT max(key) FROM writer) WHERE role = 'known'");
    database.exec('UPDATE word SET excluded = 0');
    database.prepare('UPDATE writer SET name = ? WHERE name = ?').run('x', names[0]);
    database.prepare('UPDATE writer SET name = ? WHERE name = ?').run(names[0], names[1]);
    database.prepare('UPDATE writer SET name = ? WHERE name = ?').run(names[1], 'x');
  });
  const { found } = await verify();
  expect(found).toContain('journal K1: writer');
  expect(found).toContainEqual(expect.stringMatching(/^journal Q1, page 1, line 1, word 1$/));
  expect(found.filter((each) => /^journal writer .*: name$/.test(each))).toHaveLength(2);
});

it('a word put in, and a box moved', async () => {
  tamper((database) => {
    database.exec('UPDATE word SET x = x + 1 WHERE key = (SELECT min(key) + 4 FROM word)');
    database.exec(`INSERT INTO word (id, item, page, line, place, x, y, width, height, excluded, crop)
      SELECT '00000000-added', item, page, 90, 900, 5, 5, 30, 20, 0, crop FROM word WHERE key = (SELECT min(key) FROM word)`);
  });
  const { found } = await verify();
  expect(found).toContainEqual(expect.stringMatching(/^word [QK]1, page 1, line 91, word 901$/));
  expect(found.filter((each) => /^word [QK]\d, page 1/.test(each)).length).toBeGreaterThan(2);
});

it('one number in the report, sealed again or not, and one in its PDF', async () => {
  const report = reportFile();
  const document = JSON.parse(readFileSync(report, 'utf8')) as ReportDocument;
  document.comparisons[0]!.knownWords += 1;
  writeFileSync(report, JSON.stringify(document));
  expect((await verify(report)).found).toEqual(
    expect.arrayContaining([
      'report report, its own content hash',
      'report report, in the journal',
      expect.stringMatching(/^score comparison .*: known$/),
    ]),
  );
  document.checks.contentSha256 = contentSha256(document);
  writeFileSync(report, JSON.stringify(document));
  expect((await verify(report)).found).toContainEqual(expect.stringMatching(/^score comparison .*: known$/));
  expect((await verify()).found).toEqual([`report reports/${path.basename(report)}, in the journal`]);

  restore();
  const pdf = report.replace('.json', '.pdf');
  const bytes = readFileSync(pdf);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(pdf, bytes);
  const run = await verify(report);
  expect(run.found).toEqual([`report ${path.basename(pdf)}`]);
});

it('one byte of the model, and one figure of the reference population', async () => {
  const models = path.join(root, `models-${copies}`);
  cpSync(modelsFolder(), models, { recursive: true, filter: (source) => !/training/.test(source) });
  const inThese = async (): Promise<Verification> => {
    const other = await createEngine({ userData, log: pino({ level: 'silent' }), modelsDirectory: models });
    try {
      return await other.call('verify.run', { target: folder });
    } finally {
      await other.close();
    }
  };
  const reference = path.join(models, 'chirograph-word.reference.json');
  const text = readFileSync(reference, 'utf8');
  writeFileSync(
    reference,
    text.replace(/"samePairs": ?(\d+)/, (_, n: string) => `"samePairs":${Number(n) + 1}`),
  );
  expect((await inThese()).differences).toContainEqual(
    expect.objectContaining({
      kind: 'model',
      where: expect.stringMatching(/^comparison .*: reference population$/) as string,
    }),
  );
  writeFileSync(reference, text);
  const model = path.join(models, 'chirograph-word.onnx');
  const bytes = readFileSync(model);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(model, bytes);
  expect((await inThese()).differences).toEqual([
    expect.objectContaining({
      kind: 'model',
      where: 'model file',
      found: expect.stringMatching(
        /chirograph-word\.onnx is not the one that chirograph-word\.json describes/,
      ) as string,
    }),
  ]);
});
