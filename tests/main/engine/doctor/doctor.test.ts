/** The doctor before a healthy installation and case, and before each thing that can be wrong with them. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import * as v from 'valibot';
import { DoctorReport, type Finding } from '../../../../src/contract/doctor.ts';
import { clock, memory } from '../../../../src/main/engine/doctor/computer.ts';
import { examine, type Examination } from '../../../../src/main/engine/doctor/doctor.ts';
import { createEngine } from '../../../../src/main/engine/engine.ts';
import { openModelLibrary } from '../../../../src/main/engine/model-library.ts';
import { modelsFolder, ownModelsFolder } from '../../../../src/main/engine/models.ts';
import { metadataEntry, writeLabModel } from '../lab-model.ts';

const FOLDERS = path.resolve(import.meta.dirname, '../../../../src/main/engine/doctor/folders.ts');
const examiner = { name: 'Ada Example', initials: 'AE', role: 'document examiner' };
const as = { examiner };

let root: string;
/** A case with a comparison and a report; tests work on copies. */
let whole: string;
let folder: string;

async function drawing(strokes: number): Promise<Buffer> {
  const points = Array.from({ length: strokes * 2 }, (_, at) => `${20 + at * 14},${at % 2 === 0 ? 70 : 30}`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${60 + strokes * 30}" height="100"><rect width="100%" height="100%" fill="white"/><polyline points="${points.join(' ')}" fill="none" stroke="black" stroke-width="4"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-doctor-test-'));
  whole = path.join(root, 'whole');
  for (const [file, strokes] of [
    ['questioned/note.png', 5],
    ['known/A. Writer/one.png', 6],
  ] as const) {
    mkdirSync(path.dirname(path.join(whole, file)), { recursive: true });
    writeFileSync(path.join(whole, file), await drawing(strokes));
  }
  const engine = await createEngine({ userData: path.join(root, 'user'), log: pino({ level: 'silent' }) });
  const opened = await engine.call('case.open', { folder: whole }, as);
  await engine.call('case.prepare', { case: opened.id }, as);
  await engine.call('case.encode', { case: opened.id }, as);
  const [questioned, known] = opened.items.map((item) => item.id);
  const comparison = await engine.call(
    'comparison.run',
    { case: opened.id, questioned: [questioned!], known: [known!] },
    as,
  );
  await engine.call('report.export', { case: opened.id, comparisons: [comparison.id], searches: [] }, as);
  await engine.close();
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  folder = path.join(mkdtempSync(path.join(root, 'copy-')), 'case');
  await cp(whole, folder, { recursive: true, preserveTimestamps: true });
});

async function look(options: Partial<Examination> = {}): Promise<{
  report: DoctorReport;
  of: (group: Finding['group'], check: string) => Finding | undefined;
  wrong: string[];
}> {
  const report = await examine({
    userData: path.join(root, 'user'),
    electron: { version: '45.0.0', reason: null },
    ...options,
  });
  return {
    report: v.parse(DoctorReport, report),
    of: (group, check) => report.findings.find((each) => each.group === group && each.check === check),
    wrong: report.findings
      .filter(({ status }) => status !== 'ok')
      .map(({ group, check, status }) => `${group} ${check} ${status}`),
  };
}

/** Every name under a folder with its bytes' hash, times and mode, access times left out. */
function stateOf(under: string): unknown {
  return readdirSync(under, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const file = path.join(under, name);
      const { mtimeMs, ctimeMs, mode, size, ino } = lstatSync(file);
      const hash = lstatSync(file).isFile()
        ? createHash('sha256').update(readFileSync(file)).digest('hex')
        : null;
      return { name, mtimeMs, ctimeMs, mode, size, ino, hash };
    });
}

describe('the doctor', () => {
  it('finds nothing wrong with a whole installation and a whole case', async () => {
    const { report, wrong, of } = await look({ folder });
    expect(wrong).toEqual([]);
    expect(report.healthy).toBe(true);
    expect(of('software', 'chirograph')?.found).toMatch(/^Chirograph \d/);
    expect(of('computing', 'provider')?.found).toBe('cpu');
    expect(of('case', 'reports')?.found).toContain('2 files');
    expect(of('case', 'results')?.found).toContain('1 result');
    expect(of('limits', 'file-pages')?.found).toBe('500');
  });

  it('changes nothing on the disk, and leaves nothing in the temporary folder', async () => {
    const before = stateOf(root);
    const temporary = (): string[] =>
      readdirSync(tmpdir()).filter((name) => /^chirograph-(?:doctor|read)-(?!test)/u.test(name));
    const others = temporary();
    await look({ folder });
    expect(stateOf(root)).toEqual(before);
    expect(temporary().filter((name) => !others.includes(name))).toEqual([]);
  });

  it('makes no folder where the user data is not there yet', async () => {
    const userData = path.join(root, 'nowhere', 'user');
    const { of, report } = await look({ userData });
    expect(of('folders', 'user-data')?.found).toContain('made when first needed');
    expect(report.healthy).toBe(true);
    expect(readdirSync(root)).not.toContain('nowhere');
  });

  it('has something to do for everything that is not fine', async () => {
    rmSync(path.join(folder, 'questioned/note.png'));
    writeFileSync(path.join(root, 'user-file'), '');
    const { report } = await look({
      folder,
      userData: path.join(root, 'user-file'),
      modelsDirectory: path.join(root, 'no-models'),
      electron: { version: null, reason: 'there is no display' },
    });
    expect(report.healthy).toBe(false);
    const notFine = report.findings.filter(({ status }) => status !== 'ok');
    expect(notFine.length).toBeGreaterThan(6);
    for (const finding of notFine) expect(finding.advice).toMatch(/^[A-Z].*[.]$/u);
    for (const finding of report.findings) {
      if (finding.status === 'ok') expect(finding.advice).toBeNull();
    }
  });
});

describe('of the installation, it finds', () => {
  it('that there is no model, and looks at the case all the same', async () => {
    const { wrong, of } = await look({ folder, modelsDirectory: path.join(root, 'no-models') });
    expect(wrong).toEqual([
      'computing model fail',
      'computing reference fail',
      'computing provider fail',
      'computing signature-model warn',
      'folders models fail',
      'case embeddings warn',
    ]);
    expect(of('case', 'journal')?.status).toBe('ok');
  });

  it('that the model is not the one of its card', async () => {
    const models = mkdtempSync(path.join(root, 'models-'));
    const files = ['word.onnx', 'word.reference.json', 'signature.onnx', 'signature.json'];
    for (const name of files.map((file) => `chirograph-${file}`)) {
      writeFileSync(path.join(models, name), readFileSync(path.join(modelsFolder(), name)));
    }
    expect((await look({ modelsDirectory: models })).wrong).toEqual(['computing model-card warn']);
    writeFileSync(path.join(models, 'chirograph-word.json'), JSON.stringify({ sha256: 'a'.repeat(64) }));
    expect((await look({ modelsDirectory: models })).wrong).toEqual([
      'computing model-card fail',
      // It is not started either.
      'computing provider fail',
    ]);
  });

  it('that the signature model is not the one of its card', async () => {
    const models = mkdtempSync(path.join(root, 'models-'));
    for (const name of readdirSync(modelsFolder()).filter((file) =>
      /^chirograph-.*\.(?:onnx|json)$/u.test(file),
    )) {
      writeFileSync(path.join(models, name), readFileSync(path.join(modelsFolder(), name)));
    }
    expect((await look({ modelsDirectory: models })).of('computing', 'signature-model')?.status).toBe('ok');
    writeFileSync(path.join(models, 'chirograph-signature.json'), JSON.stringify({ sha256: 'a'.repeat(64) }));
    expect((await look({ modelsDirectory: models })).wrong).toEqual(['computing signature-model fail']);
  });

  it('that a model that was added is no longer the file it was', async () => {
    const userData = mkdtempSync(path.join(root, 'user-'));
    const library = openModelLibrary({
      shipped: modelsFolder(),
      own: ownModelsFolder(userData),
      calibrations: path.join(userData, 'calibrations'),
    });
    const { sha256 } = await library.add(writeLabModel(path.join(userData, 'ours.onnx')));
    expect((await look({ userData })).of('computing', 'own-models')).toMatchObject({
      status: 'ok',
      found: 'lab-word 2.1',
    });
    const kept = path.join(ownModelsFolder(userData), `${sha256}.onnx`);
    chmodSync(kept, 0o600);
    appendFileSync(kept, metadataEntry('note', 'altered'));
    const { of, wrong } = await look({ userData });
    expect(wrong).toEqual(['computing own-models warn']);
    expect(of('computing', 'own-models')?.found).toContain(`expected SHA-256 ${sha256}`);
  });

  it('that the settings are damaged, and leaves them where they are', async () => {
    const userData = mkdtempSync(path.join(root, 'user-'));
    writeFileSync(path.join(userData, 'settings.json'), '{"examiner":');
    expect((await look({ userData })).wrong).toEqual(['folders settings warn']);
    expect(readdirSync(userData)).toEqual(['settings.json']);
  });

  it.skipIf(process.platform === 'win32')('that the user data cannot be written', () => {
    const userData = mkdtempSync(path.join(tmpdir(), 'chirograph-closed-'));
    onTestFinished(() => rmSync(userData, { recursive: true }));
    chmodSync(userData, 0o555);
    // In a process of its own: the superuser, as whom tests may run, is bound by no permission.
    const script = `import { folderFinding } from ${JSON.stringify(FOLDERS)};
      const of = (use) => folderFinding('user-data', ${JSON.stringify(userData)}, use).status;
      process.stdout.write(of('write') + ' ' + of('read'));`;
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      cwd: tmpdir(),
      ...user,
    });
    expect(stdout).toBe('fail ok');
  });

  it('a clock that is behind, and a computer with little memory', () => {
    const installed = Date.parse('2026-11-01T00:00:00Z');
    expect(clock(Date.parse('2026-11-02T00:00:00Z'), installed).status).toBe('ok');
    expect(clock(Date.parse('1970-01-03T00:00:00Z'), installed)).toMatchObject({ status: 'fail' });
    expect(memory(2 * 1024 ** 3, 0).status).toBe('warn');
    expect(memory(8 * 1024 ** 3, 0).status).toBe('ok');
  });
});

describe('of a case, it finds', () => {
  const change = (sql: string): void => {
    const database = new Database(path.join(folder, 'case.chirograph'));
    database.exec(sql);
    database.close();
  };

  it.each<[string, () => void | Promise<void>, string[]]>([
    ['no folder', () => rmSync(folder, { recursive: true }), ['case folder fail']],
    ['a folder that is no case', () => rmSync(path.join(folder, 'case.chirograph')), ['case content fail']],
    [
      'a file in place of the database',
      () => writeFileSync(path.join(folder, 'case.chirograph'), 'x'.repeat(5000)),
      ['case database fail', 'case content fail'],
    ],
    [
      'a damaged page of the database',
      () => {
        const file = path.join(folder, 'case.chirograph');
        const bytes = readFileSync(file);
        bytes.fill(0xa5, 4096, 3 * 4096);
        writeFileSync(file, bytes);
      },
      ['case database fail', 'case content fail'],
    ],
    [
      'a journal changed from outside',
      () =>
        change(`DROP TRIGGER journal_no_update; UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 3;
          CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END`),
      ['case journal fail'],
    ],
    [
      'a case of a newer version',
      () => change('PRAGMA user_version = 999'),
      ['case format fail', 'case content fail'],
    ],
    [
      'evidence that changed',
      async () => writeFileSync(path.join(folder, 'questioned/note.png'), await drawing(9)),
      ['case evidence fail'],
    ],
    ['evidence that is gone', () => rmSync(path.join(folder, 'questioned/note.png')), ['case evidence fail']],
    [
      'an image that is not in it yet',
      async () => writeFileSync(path.join(folder, 'questioned/more.png'), await drawing(4)),
      ['case new-files warn'],
    ],
    [
      'crops that are gone',
      () => rmSync(path.join(folder, 'derived'), { recursive: true }),
      ['case crops warn'],
    ],
    ['embeddings that are gone', () => change('DELETE FROM embedding'), ['case embeddings warn']],
    [
      'a result that no longer stands',
      () =>
        change(
          "UPDATE result SET fingerprint = 'other/' || substr(fingerprint, instr(fingerprint, '/') + 1)",
        ),
      ['case results warn'],
    ],
    [
      'a report that was altered',
      () => {
        const report = readdirSync(path.join(folder, 'reports')).find((name) => name.endsWith('.json'))!;
        writeFileSync(path.join(folder, 'reports', report), '{}');
      },
      ['case reports fail'],
    ],
    [
      'a report that is a link',
      () => {
        const reports = path.join(folder, 'reports');
        const pdf = readdirSync(reports).find((name) => name.endsWith('.pdf'))!;
        renameSync(path.join(reports, pdf), path.join(root, 'report.pdf'));
        symlinkSync(path.join(root, 'report.pdf'), path.join(reports, pdf));
      },
      ['case reports fail'],
    ],
    [
      'what a kill left behind',
      () => writeFileSync(path.join(folder, 'derived', 'x.crops.4711.tmp'), ''),
      ['case leftovers warn'],
    ],
  ])('%s', async (_what, damage, expected) => {
    await damage();
    expect((await look({ folder })).wrong).toEqual(expected);
  });

  it('by whom it is open, and that it can be looked at all the same', async () => {
    const engine = await createEngine({ userData: path.join(root, 'user'), log: pino({ level: 'silent' }) });
    await engine.call('case.open', { folder }, as);
    const { of, wrong } = await look({ folder });
    await engine.close();
    expect(of('case', 'open')?.found).toMatch(/^on .+ by Ada Example since /);
    if (process.platform === 'linux') expect(of('case', 'open')?.found).toContain(`process ${process.pid}`);
    expect(wrong.filter((each) => !each.startsWith('case open'))).toEqual([]);
  });

  it('that the notice of an opening is left over from a kill', async () => {
    const { hostname } = await import('node:os');
    writeFileSync(
      path.join(folder, 'case.chirograph-open'),
      JSON.stringify({ computer: hostname(), examiner, since: '2026-01-02T03:04:05.000Z' }),
    );
    const { of } = await look({ folder });
    expect(of('case', 'open')).toMatchObject({ status: 'warn', advice: expect.stringContaining('notice') });
  });
});
