/** The command line as a program: what it prints, its JSON, its exit codes. Images are drawn; the model is the real one. */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pino from 'pino';
import sharp from 'sharp';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DoctorReport } from '../../../../src/contract/doctor.ts';
import { createEngine } from '../../../../src/main/engine/engine.ts';
import { modelsFolder } from '../../../../src/main/engine/models.ts';
import { metadataEntry, writeLabModel } from '../../engine/lab-model.ts';
import { approval } from '../../engine/report/review-answers.ts';
import { RELEASED } from '../../../released-model.ts';

const program = path.resolve(import.meta.dirname, '../../../../src/main/shells/cli/chirograph.ts');
const withoutPackages = path.resolve(import.meta.dirname, '../fixtures/without-packages.ts');
let folder: string;

interface Run {
  code: number | null;
  out: string;
  err: string;
  json: () => never;
}

function chirograph(...args: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, CHIROGRAPH_USER_DATA: path.join(folder, 'user') },
  });
  return { code: status, out: stdout, err: stderr, json: () => JSON.parse(stdout) as never };
}

/** A zigzag "word" of so many strokes: enough like writing to be found and encoded. */
async function drawWord(file: string, strokes: number, slant = 10): Promise<void> {
  const points = Array.from(
    { length: strokes * 2 },
    (_, at) => `${20 + at * 14 + (at % 2) * slant},${at % 2 === 0 ? 70 : 30}`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${60 + strokes * 30}" height="100"><rect width="100%" height="100%" fill="white"/><polyline points="${points.join(' ')}" fill="none" stroke="black" stroke-width="4"/></svg>`;
  await mkdir(path.dirname(file), { recursive: true });
  await sharp(Buffer.from(svg)).png().toFile(file);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'chirograph-cli-'));
  await drawWord(path.join(folder, 'case/questioned/note.png'), 5);
  await drawWord(path.join(folder, 'case/known/A. Writer/one.png'), 6);
  await drawWord(path.join(folder, 'case/known/B. Writer/two.png'), 4, 0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the command line', () => {
  it('lists its commands', () => {
    const { code, out } = chirograph('--help');
    expect(code).toBe(0);
    for (const command of [
      'case',
      'pair',
      'compare',
      'signatures',
      'search',
      'findings',
      'unmasking',
      'report',
      'verify',
      'erase',
      'models',
      'populations',
      'crops',
      'embed',
      'evaluate',
      'reference',
      'validate',
      'metrics',
      'scale',
      'bench',
      'demo',
      'doctor',
      'serve',
      'users',
      'gui',
    ]) {
      expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
  });

  it('measures scores of known origin, infinities as strings', async () => {
    const file = path.join(folder, 'scores.json');
    await writeFile(
      file,
      '{"cases": [{"name": "apart", "score_same": [2, "inf"], "score_different": [-2, -1]}]}',
    );
    const { code, json } = chirograph('metrics', file, '--json');
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      cases: [
        {
          name: 'apart',
          cllrMin: 0,
          devPav: null,
          logistic: null,
          pavLog10Lr: ['inf', 'inf', '-inf', '-inf'],
        },
      ],
    });
    expect(chirograph('metrics', file).out).toMatch(/^apart +0\.\d{3}/mu);
    await writeFile(file, '{"cases": [{"name": "empty", "score_same": [], "score_different": [1]}]}');
    const refused = chirograph('metrics', file);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('scores.json: cases.0.score_same: holds no score');
  });

  describe('where packages with native code cannot be loaded', () => {
    const packages = ['better-sqlite3', 'sharp', 'onnxruntime-node'];
    const without = (names: readonly string[], ...args: string[]): { code: number | null; out: string } => {
      const { status, stdout } = spawnSync(
        process.execPath,
        ['--import', pathToFileURL(withoutPackages).href, program, ...args],
        {
          encoding: 'utf8',
          env: {
            ...process.env,
            CHIROGRAPH_USER_DATA: path.join(folder, 'user'),
            CHIROGRAPH_TEST_WITHOUT: names.join(','),
          },
        },
      );
      return { code: status, out: stdout };
    };

    it('still lists its commands', () => {
      const { code, out } = without(packages, '--help');
      expect(code).toBe(0);
      expect(out).toMatch(/^ {2}doctor\b/m);
    });

    it.each([...packages.map((name) => [name]), packages])('has the doctor name %s', (...names) => {
      const { code, out } = without(names, 'doctor', path.join(folder, 'case'), '--json');
      expect(code).toBe(1);
      const { findings, healthy } = v.parse(DoctorReport, JSON.parse(out));
      expect(healthy).toBe(false);
      const missing = findings.filter(({ found }) => found.includes('cannot be loaded'));
      expect(missing.map(({ found }) => found.split(' ')[0])).toEqual(names);
      for (const { status, advice } of missing) {
        expect(status).toBe('fail');
        expect(advice).toBe('Run "npm ci" in the program\'s folder.');
      }
      expect(findings.filter(({ check, status }) => check === 'model' && status === 'ok')).toHaveLength(1);
      expect(new Set(findings.map(({ group }) => group))).toContain('limits');
      expect(new Set(findings.map(({ group }) => group))).toContain('case');
    });
  });

  it.each([
    [['frobnicate'], /unknown command/],
    [['compare', 'x'], /--questioned/],
    [['search', 'x', '--questioned', 'Q1', '--top', 'many'], /whole number/],
    [[], /Usage/],
  ])('calls %j a wrong use', (args, message) => {
    const { code, err } = chirograph(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it.each([
    [['frobnicate', '--json'], 2, 'invalid-arguments'],
    [['search', 'x', '--questioned', 'Q1', '--top', '0', '--json'], 2, 'invalid-arguments'],
    [['serve', '--port', '65536', '--json'], 2, 'invalid-arguments'],
    [['serve', '--root', '.', '--root', './no such folder', '--json'], 2, 'invalid-arguments'],
    [['erase', 'x', '--writer', 'A', '--reason', 'because', '--json'], 2, 'invalid-arguments'],
    [['erase', 'x', '--reason', 'request', '--json'], 2, 'invalid-arguments'],
    [
      ['erase', 'x', '--writer', 'A', '--item', 'K1', '--reason', 'request', '--json'],
      2,
      'invalid-arguments',
    ],
    [['pair', 'a.png', 'b.png', '--json'], 1, 'file-unreadable'],
  ])('answers %j with one JSON object that holds the error', (args, expected, error) => {
    const { code, err, json } = chirograph(...args);
    expect(code).toBe(expected);
    expect((json() as { error: unknown }).error).toMatchObject({ code: error });
    expect(err).not.toBe('');
  });

  it('opens a case, and lists an item that cannot be read with its reason, exit code 1', async () => {
    const broken = path.join(folder, 'broken');
    await drawWord(path.join(broken, 'questioned/word.png'), 5);
    await writeFile(path.join(broken, 'questioned/torn.jpg'), 'not an image');
    const { code, json } = chirograph('case', broken, '--json');
    expect(code).toBe(1);
    const { case: view, prepared } = json() as {
      case: { items: { path: string; words: number; problem: { code: string } | null }[] };
      prepared: { failed: { path: string }[] };
    };
    expect(view.items.find((item) => item.path === 'questioned/word.png')).toMatchObject({
      words: 1,
      problem: null,
    });
    expect(view.items.find((item) => item.path === 'questioned/torn.jpg')?.problem?.code).toBe(
      'format-not-read',
    );
    expect(prepared.failed.map((each) => each.path)).toEqual(['questioned/torn.jpg']);
  });

  it('says of a file that it holds a second picture, and has not failed for that', async () => {
    const inside = path.join(folder, 'two pictures', 'questioned');
    await drawWord(path.join(inside, 'note.png'), 5);
    const jpeg = await sharp(path.join(inside, 'note.png')).jpeg().toBuffer();
    await rm(path.join(inside, 'note.png'));
    await writeFile(path.join(inside, 'note.jpg'), Buffer.concat([jpeg, jpeg]));
    const { code, json } = chirograph('case', path.join(folder, 'two pictures'), '--json');
    expect(json()).toMatchObject({
      case: { items: [{ words: 1, preparation: 'ready', problem: { code: 'read-in-part' } }] },
      prepared: { items: 1, words: 1, failed: [] },
    });
    expect(code).toBe(0);
  });

  describe('in a folder that holds no case', () => {
    const ada = ['--examiner', 'Ada Example'];
    const reads: Record<string, string[]> = {
      reports: ['reports', '', ...ada],
      findings: ['findings', '', ...ada],
      'findings as W3C annotations': ['findings', '', '--format', 'w3c', ...ada],
      unmasking: ['unmasking', '', ...ada],
      'unmasking, to go on': ['unmasking', '', '--to', 'known', ...ada],
      'unmasking, to end it': ['unmasking', '', '--end', 'completed', ...ada],
      signatures: ['signatures', '', ...ada],
      verify: ['verify', ''],
      'a review': ['review', '', 'answers.json', ...ada],
      'a lost review': ['review', '', '--lost', ...ada],
      'an erasure': ['erase', '', '--item', 'Q1', '--reason', 'request', '--by', 'Ada Example'],
      'what would be erased': [
        ...['erase', '', '--item', 'Q1', '--reason', 'request', '--dry-run'],
        ...['--by', 'Ada Example'],
      ],
    };

    it.each(Object.entries(reads))('%s makes none, and says how one is made', async (_, args) => {
      const target = await mkdtemp(path.join(folder, 'no-case-'));
      await drawWord(path.join(target, 'questioned/note.png'), 5);
      const answers = path.join(folder, 'answers.json');
      await writeFile(answers, JSON.stringify(approval));
      const named: Record<string, string> = { '': target, 'answers.json': answers };
      const { code, err } = chirograph(...args.map((arg) => named[arg] ?? arg));
      expect(err).toContain(
        `The folder ${target} holds no case: there is no case.chirograph in it. Open it in Chirograph, or run "chirograph case <folder>", to make one.`,
      );
      expect(code).toBe(1);
      expect((await readdir(target, { recursive: true })).sort()).toEqual([
        'questioned',
        path.join('questioned', 'note.png'),
      ]);
    });

    it('the health of a case makes none, and neither does the list of a review', async () => {
      const target = await mkdtemp(path.join(folder, 'no-case-'));
      expect(chirograph('doctor', target).out).toMatch(/"chirograph\s+case/u);
      expect(chirograph('review', target).code).toBe(0);
      expect(await readdir(target)).toEqual([]);
    });
  });

  it.each([
    ['report', ['report', 'case', '--out', 'missing/report.pdf']],
    ['demo', ['demo', '--out', 'missing/demo']],
    ['demo --real', ['demo', '--real', '--out', 'missing/demo']],
    ['crops', ['crops', 'manifest.csv', '--out', 'missing/crops']],
    ['reference', ['reference', 'manifest.csv', '--out', 'missing/reference.json']],
    ['validate', ['validate', 'manifest.csv', '--save', 'missing/calibration.json']],
    ['validate of signatures', ['validate', 'manifest.csv', '--as', 'signature', '--save', 'missing/c.json']],
    ['report, into a file', ['report', 'case', '--out', 'manifest.csv/report.pdf']],
  ])('%s makes no folder for what it writes, and says so before it begins', async (_, args) => {
    const place = await mkdtemp(path.join(folder, 'out-'));
    await drawWord(path.join(place, 'case/questioned/note.png'), 5);
    await writeFile(path.join(place, 'manifest.csv'), 'path,dataset,kind,writer\n');
    const before = await readdir(place, { recursive: true });
    const named = args.map((arg) => (/[./]|^case$/u.test(arg) ? path.join(place, arg) : arg));
    const { code, err } = chirograph(...named);
    expect(code).toBe(1);
    expect(err).toMatch(
      /There is no folder \S+ for \S+ to be written in\. Nothing was done; make that folder/u,
    );
    expect(await readdir(place, { recursive: true })).toEqual(before);
  });

  it('compares, searches, reports and verifies', async () => {
    const target = path.join(folder, 'case');
    const who = ['--examiner', 'Ada Example', '--initials', 'AE', '--role', 'examiner'];
    const compared = chirograph(
      'compare',
      target,
      '--questioned',
      'Q1',
      '--known',
      'A. Writer',
      ...who,
      '--json',
    );
    expect(compared.code).toBe(0);
    const { comparison } = compared.json() as { comparison: Record<string, unknown> };
    expect(comparison).toMatchObject({
      questionedWords: 1,
      knownWords: 1,
      model: { provider: 'cpu' },
      evidence: { reason: null, likelihoodRatio: { band: { least: 1, most: 1, words: 1 } } },
    });

    // On a copy: what is marked is out of the comparison of writing.
    const signed = path.join(folder, 'signed');
    await cp(target, signed, {
      recursive: true,
      filter: (file) => !/chirograph|derived|reports/.test(path.basename(file)),
    });
    const marked = chirograph('signatures', signed, '--mark', 'Q1', 'A. Writer', ...who, '--json');
    expect(marked.json()).toMatchObject({
      signatures: [{ label: 'Q1', number: 1 }, { label: 'K1' }],
      comparisons: [],
    });
    const asked = ['signatures', signed, '--questioned', 'Q1', '--known'];
    expect(chirograph(...asked, 'A. Writer', '--json').json()).toMatchObject({
      comparison: { likeness: [expect.any(Number)], evidence: { reason: null }, stale: null },
    });
    expect(chirograph('signatures', signed).out).toMatch(
      /^Q1 +questioned +.*\n.*\n\nQ1 against K1 \(A. Writer\)/,
    );
    expect(chirograph(...asked, 'K9').err).toMatch(/There are: K1/);

    const searched = chirograph('search', target, '--questioned', 'questioned/note.png', '--json');
    const { search } = searched.json() as { search: { hits: { name: string }[] } };
    expect(search.hits.map((hit) => hit.name).sort()).toEqual(['A. Writer', 'B. Writer']);

    const out = path.join(folder, 'report.pdf');
    expect(chirograph('report', target, '--out', out, ...who).code).toBe(0);
    const report = path.join(folder, 'report.json');
    const verified = chirograph('verify', report, '--case', target);
    expect(verified.out).toMatch(/^verified: 3 files/m);
    expect(verified.code).toBe(0);

    const altered = (await readFile(report, 'utf8')).replace(/"score": (-?\d\.\d+)/, '"score": 0.12345');
    await writeFile(report, altered);
    const caught = chirograph('verify', report, '--case', target);
    expect(caught.code).toBe(1);
    expect(caught.out).toMatch(/^NOT verified/m);
  });

  it('prints findings with what they measure, and as W3C annotations', async () => {
    const target = path.join(folder, 'found');
    await drawWord(path.join(target, 'questioned/note.png'), 5);
    expect(chirograph('case', target).code).toBe(0);
    expect(chirograph('findings', target)).toMatchObject({ code: 0, out: 'No findings.\n' });
    const engine = await createEngine({
      userData: path.join(folder, 'user'),
      log: pino({ level: 'silent' }),
    });
    const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'examiner' } };
    const { id, items } = await engine.call('case.open', { folder: target }, as);
    const [page] = await engine.call('item.pages', { case: id, item: items[0]!.id });
    const places = [
      { x: 10, y: 10 },
      { x: 13, y: 14 },
    ];
    const mark = { page: page!.id, content: { shape: 'distance' as const, places, text: '' } };
    const finding = { kind: 'limitation' as const, weight: null, comment: 'a copy', marks: [mark] };
    await engine.call('finding.save', { case: id, finding }, as);
    await engine.close();
    const { out } = chirograph('findings', target);
    expect(out).toMatch(/^1\. limitation: a copy\n {3}Q1, page 1 +distance +1\.8 mm\n$/);
    expect(chirograph('findings', target, '--json').json()).toMatchObject({
      findings: [{ number: 1, marks: [{ measurement: { unit: 'mm', count: 1 } }] }],
    });
    expect(chirograph('findings', target, '--format', 'w3c').json()).toMatchObject({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      total: 1,
      first: { items: [{ creator: { name: 'Ada Example' } }] },
    });
    expect(chirograph('findings', target, '--format', 'other').code).toBe(2);
  });

  it('shows how sequential unmasking stands, and goes on by the examiner named', async () => {
    const target = path.join(folder, 'unmasked');
    await drawWord(path.join(target, 'questioned/note.png'), 5);
    await drawWord(path.join(target, 'known/A. Writer/one.png'), 6);
    const ada = ['--examiner', 'Ada Example'];
    const begun = chirograph('unmasking', target, '--begin', ...ada);
    expect(begun).toMatchObject({ code: 0 });
    expect(begun.out).toMatch(/^You see questioned items alone\.$/m);
    expect(begun.out).toMatch(/^--to known locks what you found/m);
    const blind = chirograph('case', target, ...ada).out;
    expect(blind).toMatch(/^K1 +known +veiled/m);
    expect(blind).not.toContain('Writer');
    const compare = ['compare', target, '--questioned', 'Q1', '--known', 'K1', ...ada, '--json'];
    expect(chirograph(...compare)).toMatchObject({ code: 1 });
    expect(chirograph(...compare).json()).toMatchObject({ error: { code: 'veiled' } });
    const known = chirograph('unmasking', target, '--to', 'known', ...ada, '--json').json();
    expect(known).toMatchObject({
      unmasking: { stage: 'known', examiners: [{ name: 'Ada Example', locks: [{ findings: [] }] }] },
    });
    const other = chirograph('unmasking', target, '--examiner', 'Bo Other').out;
    expect(other).toMatch(/^You see questioned items alone\.$/m);
    expect(chirograph('case', target, ...ada).out).toContain('A. Writer');
    expect(chirograph('unmasking', target, '--to', 'scores', ...ada).out).toMatch(/^You see everything\.$/m);
    expect(chirograph(...compare.slice(0, -1)).code).toBe(0);
    expect(chirograph('unmasking', target, '--end', 'completed', ...ada).out).toMatch(
      /by Ada Example: completed/,
    );
    expect(chirograph('verify', target).code).toBe(0);
  });

  it('erases a writer: says first what that would be, then does it, and names what is left to remove', async () => {
    const target = path.join(folder, 'erasing');
    await drawWord(path.join(target, 'questioned/note.png'), 5);
    await drawWord(path.join(target, 'known/C. Writer/three.png'), 6);
    expect(chirograph('case', target).code).toBe(0);
    const erase = ['erase', target, '--writer', 'C. Writer', '--reason', 'request', '--by', 'Ada Example'];
    const planned = chirograph(...erase, '--dry-run', '--json');
    expect(planned.json()).toMatchObject({ erased: false, items: ['K1'], words: 1 });
    const done = chirograph(...erase);
    expect(done.code).toBe(0);
    expect(done.out).toMatch(
      /^Erased one writer, from now on erased writer [0-9a-f]{8}: 1 items \(K1\), 1 words/m,
    );
    expect(done.out).toMatch(/^ {2}known\/C\. Writer\/three\.png$/m);
    expect(chirograph(...erase)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no writer "C. Writer"') as string,
    });
    const verified = chirograph('verify', target);
    expect(verified.code).toBe(0);
    expect(verified.out).toMatch(/^erased, not checked: K1 \(journal line \d+\)$/m);
    // What was erased on purpose is no failure.
    expect(chirograph('case', target).code).toBe(0);
  });

  it('names what there is when an item is asked for that is not there', () => {
    const { code, err } = chirograph('search', path.join(folder, 'case'), '--questioned', 'Q9');
    expect(code).toBe(1);
    expect(err).toContain('No questioned item "Q9"');
    expect(err).toContain('Q1 (questioned/note.png)');
  });

  it('examines the installation and a case, in 80 columns and as JSON', async () => {
    const sick = path.join(folder, 'sick');
    await drawWord(path.join(sick, 'questioned/word.png'), 5);
    expect(chirograph('case', sick).code).toBe(0);
    const healthy = chirograph('doctor', sick);
    expect(healthy.out).toMatch(/^healthy: \d+ ok/m);
    expect(healthy.code).toBe(0);
    await rm(path.join(sick, 'questioned/word.png'));
    const { code, out, err } = chirograph('doctor', sick);
    expect(code).toBe(1);
    expect(err).toBe('');
    expect(out).toMatch(/^fail evidence +1 of 1 file: Q1 missing\n +-> Put the original/m);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const { json } = chirograph('doctor', '--json');
    const report = v.parse(DoctorReport, json());
    expect(report.healthy).toBe(true);
    expect(report.findings.map((each) => each.group)).not.toContain('case');
  });

  it('says that nothing can be kept in the user data, and goes on', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'scale', '--json'], {
      encoding: 'utf8',
      env: { ...process.env, CHIROGRAPH_USER_DATA: path.join(file, 'user') },
    });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^\S+user cannot be written\. These are not kept: .+CHIROGRAPH_USER_DATA.+\n$/u);
    expect(JSON.parse(stdout)).toMatchObject({ scale: { name: 'ENFSI guideline 2015' } });
  });

  it('leaves a report on a mistake of its own, without the name that went wrong, and says where', async () => {
    const user = path.join(folder, 'Quibbleworth');
    // A folder where a file belongs is nothing that the program foresees.
    await mkdir(path.join(user, 'settings.json'), { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, [program, 'case', path.join(folder, 'case')], {
      encoding: 'utf8',
      env: { ...process.env, CHIROGRAPH_USER_DATA: user },
    });
    expect(status).toBe(1);
    const file = /A report without names or content is in (.+)$/m.exec(stderr)?.[1];
    const report = await readFile(file!, 'utf8');
    expect(report).toMatch(/Internal error of Chirograph \d/);
    expect(report).toContain('Error: EISDIR');
    expect(report).toMatch(/at src\/main\/engine\/case\/settings\.ts:\d+/);
    expect(report).not.toContain('Quibbleworth');
    const log = await readFile(path.join(user, 'logs', 'cli.log'), 'utf8');
    expect(log).toContain('"code":"internal"');
    expect(log).not.toContain('Quibbleworth');
  });

  it('takes in a model of one’s own, names it by name or hash, and gives it to a case', async () => {
    const own = path.join(folder, 'own');
    await cp(path.join(folder, 'case'), own, {
      recursive: true,
      filter: (source) => !/case\.chirograph|derived|reports/u.test(path.relative(folder, source)),
    });
    const refused = chirograph('models', 'add', path.join(own, 'questioned/note.png'), '--json');
    expect(refused.code).toBe(1);
    expect(refused.json()).toMatchObject({ error: { code: 'model-refused' } });
    const file = writeLabModel(path.join(folder, 'lab', 'ours.onnx'));
    const { model } = chirograph('models', 'add', file, '--json').json() as { model: { sha256: string } };
    const listed = chirograph('models', 'list');
    const lines = listed.out.trim().split('\n');
    expect(lines[0]?.split(/ {2,}/u).slice(0, 2).join(' ')).toBe(RELEASED);
    expect(lines.at(-1)).toMatch(/^lab-word /u);
    expect(chirograph('models', 'show', model.sha256.slice(0, 8)).out).toContain('No card came with it.');
    expect(chirograph('models', 'show', RELEASED).out).toContain('Limits:');
    expect(chirograph('models', 'show', 'nobody').err).toContain(`There are: ${RELEASED}`);
    const used = chirograph('models', 'use', own, 'lab-word', '--json');
    expect(used.json()).toMatchObject({
      model: { name: 'lab-word', chosen: true, problem: null },
      staleResults: 0,
    });
    expect((chirograph('case', own, '--json').json() as { case: unknown }).case).toMatchObject({
      model: { sha256: model.sha256 },
    });
    expect(chirograph('models', 'remove', RELEASED).code).toBe(1);
    expect(chirograph('models', 'remove', 'lab-word').code).toBe(0);
    expect(chirograph('verify', own).out).toContain('model of the case: expected a model that can be used');
  }, 60_000);

  it('keeps a scale of one’s own, and takes no calibration that was changed or is another model’s', async () => {
    expect(chirograph('scale').out).toMatch(/^ENFSI guideline 2015\n/u);
    const file = path.join(folder, 'scale.json');
    const own = {
      name: 'Ours',
      steps: [
        { from: 1, words: 'inconclusive' },
        { from: 10, words: 'support' },
      ],
    };
    await writeFile(file, JSON.stringify(own));
    expect(chirograph('scale', file, '--json').json()).toEqual({ scale: own });
    expect(chirograph('scale', '--json').json()).toEqual({ scale: own });
    await writeFile(file, '{"name": "Ours", "steps": [{"from": 3, "words": "support"}]}');
    expect(chirograph('scale', file).err).toContain('steps must start from 1 and rise');
    expect(chirograph('scale', '--default').out).toMatch(/^ENFSI/u);

    const { calibration } = JSON.parse(
      await readFile(path.join(modelsFolder(), 'chirograph-word.reference.json'), 'utf8'),
    ) as { calibration: { writers: number; sha256: string } };
    const lab = path.join(folder, 'lab.json');
    await writeFile(lab, JSON.stringify({ ...calibration, writers: calibration.writers + 1 }));
    expect(chirograph('models', 'calibrate', RELEASED, lab).err).toContain('was changed since it was made');
    await writeFile(lab, JSON.stringify(calibration));
    expect(chirograph('models', 'calibrate', 'chirograph-word-open', lab).err).toContain('another model');
    expect(chirograph('models', 'calibrate', RELEASED, lab, '--json').json()).toMatchObject({
      calibration: calibration.sha256,
    });
    expect(chirograph('models', 'calibrate', RELEASED).out).toContain(calibration.sha256);
    expect(chirograph('models', 'calibrate', RELEASED, '--remove').code).toBe(0);
  }, 60_000);

  it('says of a signature model that was added that cases do not compute with it', async () => {
    const older = path.join(folder, 'older.onnx');
    const ofSignatures = await readFile(path.join(modelsFolder(), 'chirograph-signature.onnx'));
    await writeFile(older, Buffer.concat([ofSignatures, metadataEntry('chirograph.version', '0.9.0')]));
    const unused = 'Cases do not compute with it';
    expect(chirograph('models', 'calibrate', 'chirograph-signature').out).not.toContain(unused);
    expect(chirograph('models', 'add', older).code).toBe(0);
    expect(chirograph('models', 'calibrate', 'chirograph-signature 0.9.0').out).toContain(unused);
    expect(chirograph('models', 'remove', 'chirograph-signature 0.9.0').code).toBe(0);
  }, 60_000);

  it('says whether two images show the same word', () => {
    const word = path.join(folder, 'case/questioned/note.png');
    const { code, json } = chirograph('pair', word, word, '--json');
    expect(code).toBe(0);
    expect((json() as { wordCosine: number }).wordCosine).toBeCloseTo(1, 4);
    expect(chirograph('pair', word, path.join(folder, 'nothing.png')).code).toBe(1);
  });

  it('gives embeddings of unit length, and a reason for what it cannot read', () => {
    const { code, json } = chirograph(
      'embed',
      path.join(folder, 'case/questioned/note.png'),
      folder,
      '--json',
    );
    expect(code).toBe(1);
    const { images } = json() as { images: { writer?: number[]; problem?: { code: string } }[] };
    expect(Math.hypot(...images[0]!.writer!)).toBeCloseTo(1, 4);
    expect(images[1]!.problem?.code).toBe('file-unreadable');
  });

  it('embeds with a model file that is named, and with none of another task', () => {
    const image = path.join(folder, 'case/questioned/note.png');
    const own = writeLabModel(path.join(folder, 'elsewhere/named.onnx'));
    const { json } = chirograph('embed', image, '--model', own, '--json');
    expect(json()).toMatchObject({ model: { name: 'lab-word', version: '2.1' }, images: [{ path: image }] });
    const signature = path.join(modelsFolder(), 'chirograph-signature.onnx');
    const refused = chirograph('embed', image, '--model', signature);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('a word model is needed here')]);
  });

  it('measures a reference population by a model file that is named', async () => {
    const rows = ['path,dataset,kind,writer,text'];
    for (const writer of ['a', 'b']) {
      for (let strokes = 3; strokes < 14; strokes++) {
        const name = `${writer}-${strokes}.png`;
        await drawWord(path.join(folder, 'population', name), strokes, writer === 'a' ? 0 : 16);
        rows.push(`${name},drawn,word,drawn:${writer},word${strokes}`);
      }
    }
    const manifest = path.join(folder, 'population/manifest.csv');
    await writeFile(manifest, `${rows.join('\n')}\n`);
    const own = writeLabModel(path.join(folder, 'elsewhere/population.onnx'));
    const target = path.join(folder, 'elsewhere/population.reference.json');
    expect(chirograph('reference', manifest, '--model', own, '--out', target).code).toBe(0);
    expect(JSON.parse(await readFile(target, 'utf8'))).toMatchObject({
      model: createHash('sha256')
        .update(await readFile(own))
        .digest('hex'),
      command: expect.stringContaining('--model population.onnx') as string,
    });
  });

  it('writes crops and evaluates labelled material through the same path', async () => {
    const rows = ['path,dataset,kind,writer,text,split,word_head'];
    for (const [writer, slant] of [
      ['a', 0],
      ['b', 16],
    ] as const) {
      for (const strokes of [3, 4, 5, 6]) {
        const name = `${writer}-${strokes}.png`;
        await drawWord(path.join(folder, 'labelled', name), strokes, slant);
        rows.push(`${name},drawn,word,drawn:${writer},word${strokes},dev,train`);
      }
    }
    const manifest = path.join(folder, 'labelled/manifest.csv');
    await writeFile(manifest, `${rows.join('\n')}\n`);
    const crops = path.join(folder, 'crops');
    expect(chirograph('crops', manifest, '--out', crops).code).toBe(0);
    expect((await readFile(path.join(crops, 'crops.u8'))).length).toBe(8 * 48 * 192);
    const { code, json } = chirograph('evaluate', manifest, '--split', 'dev', '--json');
    expect(code).toBe(0);
    const { datasets } = json() as {
      datasets: Record<
        string,
        { images: number; writers: number; pairs: Record<string, unknown>; signatures: null }
      >;
    };
    // Two writers with four texts each: 6 pairs of one writer, 12 of two, in different texts.
    expect(datasets['drawn']).toMatchObject({
      images: 8,
      writers: 2,
      signatures: null,
      pairs: {
        wordWriterEer: { positive: 12, negative: 12, thin: true },
        sameWordEer: { positive: 4, negative: 12 },
      },
    });
  });

  it('measures signatures, also by a model file that is named', async () => {
    const rows = ['path,dataset,kind,writer,genuine'];
    for (const [signer, slant] of [
      ['a', 0],
      ['b', 16],
    ] as const) {
      for (const [copy, strokes] of [4, 4, 5, 7].entries()) {
        const name = `${signer}-${copy}.png`;
        await drawWord(path.join(folder, 'signed', name), strokes, slant + copy);
        rows.push(`${name},drawn,signature,drawn:${signer},${copy === 3 ? 0 : 1}`);
      }
    }
    const manifest = path.join(folder, 'signed/manifest.csv');
    await writeFile(manifest, `${rows.join('\n')}\n`);
    const crops = path.join(folder, 'signature-crops');
    expect(chirograph('crops', manifest, '--as', 'signature', '--out', crops).code).toBe(0);
    expect((await readFile(path.join(crops, 'crops.u8'))).length).toBe(8 * 96 * 224);
    const measured = chirograph('evaluate', manifest);
    expect(measured.out).toContain('signatures: chirograph-signature 1.0.0');
    expect(measured.out).toMatch(/signatures\.skilledEer\.1 .* 4 positive, 2 negative pairs/u);
    expect(measured.out).not.toContain('wordWriterEer');
    const signatureModel = path.join(folder, 'ours.onnx');
    await writeFile(signatureModel, await readFile(path.join(modelsFolder(), 'chirograph-signature.onnx')));
    const { json } = chirograph('evaluate', manifest, '--model', signatureModel, '--json');
    expect(json()).toMatchObject({
      signatureModel: { name: 'chirograph-signature' },
      signaturesNotScored: 0,
      datasets: {
        drawn: { signatures: { signers: 2 }, pairs: { 'signatures.randomEer.1': { negative: 4 } } },
      },
    });
    const none = chirograph('evaluate', manifest, '--model', path.join(folder, 'none.onnx'));
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('none.onnx cannot be read')]);
  });
});
