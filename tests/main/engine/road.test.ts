/** The whole road through the real engine: real files, real model, real database; only the paper is synthetic. */
import {
  appendFile,
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case, Item } from '../../../src/contract/case.ts';
import type { Progress } from '../../../src/contract/methods.ts';
import type { ReportDocument } from '../../../src/contract/report.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { contentSha256 } from '../../../src/main/engine/report/content.ts';

const examiner = { name: 'Ada Example', initials: 'AE', role: 'document examiner' };
const as = { examiner };

let root: string;
let engine: LocalEngine;
/** The demo case, opened, prepared and encoded once; tests that change anything work on a copy. */
let prepared: string;
let evidenceBefore: Map<string, string>;

/** SHA-256, time of change and mode of every evidence file. */
async function fingerprints(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const side of ['questioned', 'known']) {
    for (const name of await readdir(path.join(folder, side), { recursive: true })) {
      const file = path.join(folder, side, name);
      const { mtimeMs, mode } = await stat(file);
      if ((await stat(file)).isDirectory()) continue;
      const hash = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
      found.set(path.join(side, name), `${hash} ${mtimeMs} ${mode}`);
    }
  }
  return found;
}

async function copyOfCase(): Promise<Case> {
  const folder = path.join(await mkdtemp(path.join(root, 'copy-')), 'case');
  await cp(prepared, folder, { recursive: true, preserveTimestamps: true });
  // Of the copies that other tests work on, this computer is no witness.
  await rm(path.join(root, 'user', 'witness'), { recursive: true, force: true });
  return engine.call('case.open', { folder }, as);
}

const item = (view: Case, label: string): Item => {
  const found = view.items.find((each) => each.label === label);
  if (found === undefined) throw new Error(`no item ${label}`);
  return found;
};
const known = (view: Case, writer: string): string[] => {
  const id = view.writers.find((each) => each.name === writer)?.id;
  return view.items.filter((each) => each.writer === id).map((each) => each.id);
};

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-road-'));
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  ({ folder: prepared } = await engine.call('demo.create', { folder: path.join(root, 'demo') }));
  evidenceBefore = await fingerprints(prepared);
  const opened = await engine.call('case.open', { folder: prepared }, as);
  await engine.call('case.prepare', { case: opened.id }, as);
  await engine.call('case.encode', { case: opened.id }, as);
  await engine.call('case.close', { case: opened.id });
}, 180_000);

afterAll(async () => {
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

describe('a case folder', () => {
  it('is understood: questioned, known by writer, all prepared and encoded', async () => {
    const view = await copyOfCase();
    expect(view.synthetic).toBe(true);
    expect(view.writers.map((writer) => writer.name).sort()).toEqual([
      'Edda Marrow',
      'Ruth Calder',
      'Tobias Wren',
    ]);
    expect(view.items.filter((each) => each.role === 'questioned').map((each) => each.label)).toEqual([
      'Q1',
      'Q2',
    ]);
    for (const each of view.items) {
      expect(each).toMatchObject({ preparation: 'ready', file: 'present', problem: null, dpi: 300 });
      expect(each.words).toBeGreaterThan(20);
      expect(each.encodedWords).toBe(each.words);
    }
  });

  it('is opened again by whoever asks last, by whatever path, while an opening is under way or was given up', async () => {
    const { folder } = await copyOfCase();
    const link = `${folder}-link`;
    await symlink(folder, link);
    const given = new AbortController();
    const first = engine.call('case.open', { folder }, { ...as, signal: given.signal });
    const second = engine.call('case.open', { folder: link }, as);
    given.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    const { id, items } = await second;
    expect((await engine.call('case.get', { case: id })).items).toEqual(items);
  });

  it('is never encoded twice', async () => {
    const view = await copyOfCase();
    const words = view.items.reduce((sum, each) => sum + each.words, 0);
    const again = await engine.call('case.encode', { case: view.id }, as);
    expect(again).toMatchObject({ words: 0, failed: [] });
    expect(again.reused).toBeGreaterThan(0.9 * words);
  });

  it('gets its crops again when derived/ was deleted', async () => {
    const view = await copyOfCase();
    const [q1] = [item(view, 'Q1')];
    const crop = (await engine.call('item.pages', { case: view.id, item: q1.id }))[0]!.words[0]!.crop;
    const before = await engine.call('image.read', { case: view.id, image: crop });
    await rm(path.join(view.folder, 'derived'), { recursive: true });
    await expect(engine.call('image.read', { case: view.id, image: crop })).rejects.toMatchObject({
      code: 'not-found',
    });
    await engine.call('case.prepare', { case: view.id, items: [q1.id] }, as);
    const after = await engine.call('image.read', { case: view.id, image: crop });
    expect(Buffer.from(after.bytes).equals(Buffer.from(before.bytes))).toBe(true);
  });

  it('says nothing of its items where only its folder cannot be written, and goes on when it can', async () => {
    const folder = path.join(await mkdtemp(path.join(root, 'linked-')), 'case');
    await cp(prepared, folder, {
      recursive: true,
      filter: (source) => !/case\.chirograph|derived/.test(path.relative(prepared, source)),
    });
    await symlink(root, path.join(folder, 'derived'));
    const view = await engine.call('case.open', { folder }, as);
    await expect(engine.call('case.prepare', { case: view.id }, as)).rejects.toMatchObject({
      code: 'folder-read-only',
    });
    const { items } = await engine.call('case.get', { case: view.id });
    expect(items.map(({ preparation, problem }) => [preparation, problem])).toEqual(
      items.map(() => ['none', null]),
    );
    await rm(path.join(folder, 'derived'));
    expect(await engine.call('case.prepare', { case: view.id }, as)).toMatchObject({
      items: items.length,
      failed: [],
    });
  });

  it('keeps what was finished when preparation is cancelled', async () => {
    const folder = path.join(await mkdtemp(path.join(root, 'fresh-')), 'case');
    await cp(prepared, folder, {
      recursive: true,
      filter: (source) => !/case\.chirograph|derived/.test(path.relative(prepared, source)),
    });
    const view = await engine.call('case.open', { folder }, as);
    const controller = new AbortController();
    const running = engine.call(
      'case.prepare',
      { case: view.id },
      {
        ...as,
        signal: controller.signal,
        onProgress: (progress: Progress) => {
          if (progress.done > 0) controller.abort();
        },
      },
    );
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const after = await engine.call('case.get', { case: view.id });
    const ready = after.items.filter((each) => each.preparation === 'ready').length;
    expect(ready).toBeGreaterThan(0);
    const rest = await engine.call('case.prepare', { case: view.id }, as);
    expect(rest.items).toBe(after.items.length - ready);
  });
});

describe('a comparison', () => {
  it('places the writer of the questioned letter nearer than the others', async () => {
    const view = await copyOfCase();
    const scores = new Map<string, number>();
    const ratios = new Map<string, number>();
    for (const writer of view.writers) {
      const comparison = await engine.call(
        'comparison.run',
        { case: view.id, questioned: [item(view, 'Q1').id], known: known(view, writer.name) },
        as,
      );
      expect(comparison.questionedWords).toBe(item(view, 'Q1').words);
      expect(comparison.model.provider).toBe('cpu');
      expect(comparison.statement).toContain('not a likelihood ratio');
      const { log10Lr, bounds, band, statement } = comparison.evidence!.likelihoodRatio!;
      expect(log10Lr).toBeLessThanOrEqual(Math.min(bounds.elub.upper, bounds.sample.upper));
      expect(log10Lr).toBeGreaterThanOrEqual(Math.max(bounds.elub.lower, bounds.sample.lower));
      expect(band.words).toBe(Math.min(comparison.questionedWords, comparison.knownWords));
      expect(statement).toContain('First proposition:');
      ratios.set(writer.name, log10Lr);
      scores.set(writer.name, comparison.score);
    }
    const [nearest] = [...scores].sort((a, b) => b[1] - a[1])[0]!;
    expect(nearest).toBe('Edda Marrow');
    expect(ratios.get('Edda Marrow')).toBe(Math.max(...ratios.values()));
  });

  it('is not made of items that are sorted anew while it is being computed', async () => {
    const view = await copyOfCase();
    const k = known(view, 'Edda Marrow');
    let sorted: Promise<unknown> | null = null;
    const running = engine.call(
      'comparison.run',
      { case: view.id, questioned: [item(view, 'Q1').id], known: k },
      {
        ...as,
        onProgress: () => {
          sorted ??= engine.call(
            'item.assign',
            { case: view.id, items: k, role: 'known', writer: 'Ruth Calder' },
            as,
          );
        },
      },
    );
    const { writers } = await running;
    await sorted;
    const after = await engine.call('case.get', { case: view.id });
    expect(writers).toEqual([after.writers.find((each) => each.name === 'Ruth Calder')?.id]);
    expect((await engine.call('comparison.list', { case: view.id }))[0]).toMatchObject({
      writers,
      stale: null,
    });
  });

  it('finds words that both documents share', async () => {
    const view = await copyOfCase();
    const { pairs, reference } = await engine.call(
      'comparison.run',
      { case: view.id, questioned: [item(view, 'Q1').id], known: known(view, 'Edda Marrow') },
      as,
    );
    expect(pairs.length).toBeGreaterThan(3);
    expect(reference).toMatchObject({ population: 'pooled' });
  });

  it('becomes stale, with the reason, when a word it used is taken out, and stands again when it is back', async () => {
    const view = await copyOfCase();
    const q2 = item(view, 'Q2');
    await engine.call(
      'comparison.run',
      { case: view.id, questioned: [q2.id], known: known(view, 'Ruth Calder') },
      as,
    );
    const stale = async (): Promise<string | null> =>
      (await engine.call('comparison.list', { case: view.id }))[0]!.stale;
    expect(await stale()).toBeNull();
    const [word] = (await engine.call('item.pages', { case: view.id, item: q2.id }))[0]!.words;
    await engine.call('word.exclude', { case: view.id, words: [word!.id], excluded: true }, as);
    expect(await stale()).toContain('words in use');
    expect(
      (await engine.call('case.get', { case: view.id })).items.find((each) => each.id === q2.id),
    ).toMatchObject({
      words: q2.words - 1,
      excludedWords: 1,
    });
    await engine.call('word.exclude', { case: view.id, words: [word!.id], excluded: false }, as);
    expect(await stale()).toBeNull();
  });

  it('refuses several writers on the known side, wrong roles, and evidence that has changed', async () => {
    const view = await copyOfCase();
    const run = (questioned: string[], against: string[]): Promise<unknown> =>
      engine.call('comparison.run', { case: view.id, questioned, known: against }, as);
    const q1 = item(view, 'Q1');
    await expect(
      run([q1.id], [...known(view, 'Edda Marrow'), ...known(view, 'Ruth Calder')]),
    ).rejects.toMatchObject({
      code: 'invalid-arguments',
      message: expect.stringContaining('2 writers') as string,
    });
    await expect(run([item(view, 'K1').id], known(view, 'Edda Marrow'))).rejects.toMatchObject({
      code: 'invalid-arguments',
    });
    await appendFile(path.join(view.folder, q1.path), 'x');
    await expect(run([q1.id], known(view, 'Edda Marrow'))).rejects.toMatchObject({
      code: 'file-changed',
      message: expect.stringContaining('Q1') as string,
    });
  });
});

describe('a search', () => {
  it('ranks every known writer, the writer of the letter first, each with pairs of words', async () => {
    const view = await copyOfCase();
    const search = await engine.call('search.run', { case: view.id, questioned: [item(view, 'Q1').id] }, as);
    expect(search.hits).toHaveLength(3);
    expect(search.hits[0]).toMatchObject({ rank: 1, name: 'Edda Marrow' });
    expect(search.hits[0]!.pairs.length).toBeGreaterThan(0);
    expect(search.statement).toContain('not evidence');
  });
});

describe('a writing that was saved twice', () => {
  it.each([
    ['questioned/fence letter.png', 'questioned'],
    ['known/Edda Marrow/recipe.png', 'known'],
  ])('is not counted twice: %s', async (file, side) => {
    const { id, folder } = await copyOfCase();
    await engine.call('case.close', { case: id });
    const copy = file.replace('.png', ' again.png');
    await sharp(path.join(folder, file)).png({ compressionLevel: 1 }).toFile(path.join(folder, copy));
    const view = await engine.call('case.open', { folder }, as);
    await engine.call('case.prepare', { case: view.id }, as);
    const both = view.items.filter((each) => [file, copy].includes(each.path)).map((each) => each.id);
    expect(both).toHaveLength(2);
    const questioned = side === 'questioned' ? both : [item(view, 'Q1').id];
    const others = side === 'known' ? both : known(view, 'Edda Marrow');
    const refused = {
      code: 'invalid-arguments',
      message: expect.stringMatching(/show the same writing: .* more writing than there is/),
    };
    const comparing = engine.call('comparison.run', { case: view.id, questioned, known: others }, as);
    await expect(comparing).rejects.toMatchObject(refused);
    const searching = engine.call('search.run', { case: view.id, questioned }, as);
    if (side === 'questioned') return expect(searching).rejects.toMatchObject(refused);
    // Among all writers a copy is no reason to search none: its words count once, and the result says so.
    const search = await searching;
    const now = await engine.call('case.get', { case: view.id });
    const theirs = known(view, 'Edda Marrow').map((each) => now.items.find(({ id: of }) => of === each)!);
    const again = theirs.find((each) => each.path === copy)!;
    expect(search.hits.find(({ name }) => name === 'Edda Marrow')).toMatchObject({
      words: theirs.filter((each) => each !== again).reduce((sum, { words }) => sum + words, 0),
    });
    expect(search.cautions).toContainEqual(
      `${again.label}: the words stand, pixel for pixel, on another page of the same writer as well, and are counted once.`,
    );
    const report = { case: view.id, comparisons: [], searches: [search.id] };
    const { json } = await engine.call('report.export', report, as);
    expect(await engine.call('verify.run', { target: json }, as)).toMatchObject({ differences: [] });
    expect(await engine.call('case.verify', { case: view.id }, as)).toMatchObject({ differences: [] });
  });
});

describe('a page that is sorted to several writers', () => {
  /** A case in which a page of Edda Marrow's is two other writers' as well; not prepared. */
  async function caseOfThree(): Promise<Case> {
    const { id, folder } = await copyOfCase();
    await engine.call('case.close', { case: id });
    for (const name of ['Yan Double', 'Zoe Double']) {
      await mkdir(path.join(folder, 'known', name));
      const page = path.join(folder, 'known/Edda Marrow/recipe.png');
      await copyFile(page, path.join(folder, 'known', name, 'recipe.png'));
    }
    return engine.call('case.open', { folder }, as);
  }

  it('gives them one rank, is said at each, and the report verifies, as one does that ranked them apart', async () => {
    const view = await caseOfThree();
    const { folder } = view;
    await engine.call('case.prepare', { case: view.id }, as);
    const search = await engine.call('search.run', { case: view.id, questioned: [item(view, 'Q1').id] }, as);
    const names = new Map(view.writers.map((writer) => [writer.id, writer.name]));
    const shared = search.hits.map((hit) => [hit.name, hit.sharedWith!.map((of) => names.get(of))] as const);
    expect(Object.fromEntries(shared)).toMatchObject({
      'Edda Marrow': ['Yan Double', 'Zoe Double'],
      'Yan Double': ['Edda Marrow', 'Zoe Double'],
      'Zoe Double': ['Edda Marrow', 'Yan Double'],
    });
    expect(shared.filter(([, others]) => others.length > 0)).toHaveLength(3);
    const first = search.hits.findIndex(({ name }) => name === 'Yan Double');
    const [yan, zoe] = [search.hits[first]!, search.hits[first + 1]!];
    expect([zoe.name, zoe.rank, zoe.score]).toEqual(['Zoe Double', yan.rank, yan.score]);
    expect(yan.rank).toBe(first + 1);
    expect(search.hits[first + 2]?.rank ?? first + 3).toBe(first + 3);
    expect(search.cautions).toContainEqual(
      expect.stringMatching(
        /^K\d+; K\d+; K\d+: the same writing, pixel for pixel, is assigned to more than one known writer, /u,
      ),
    );
    const report = { case: view.id, comparisons: [], searches: [search.id] };
    const { json } = await engine.call('report.export', report, as);
    expect(await engine.call('verify.run', { target: json }, as)).toMatchObject({ differences: [] });

    type Hit = ReportDocument['searches'][number]['hits'][number];
    const differencesOf = async (changing: (hit: Hit, at: number) => Hit): Promise<string[]> => {
      const document = JSON.parse(await readFile(json, 'utf8')) as ReportDocument;
      document.searches[0]!.hits = document.searches[0]!.hits.map(changing);
      document.checks.contentSha256 = contentSha256(document);
      const changed = path.join(folder, 'changed.json');
      await writeFile(changed, JSON.stringify(document));
      const { differences } = await engine.call('verify.run', { target: changed, folder }, as);
      return differences.filter(({ kind }) => kind === 'search').map(({ expected }) => expected);
    };
    const differencesWith = (ranks: (rank: number, at: number) => number): Promise<string[]> =>
      differencesOf((hit, at) => ({ ...hit, rank: ranks(hit.rank, at) }));
    expect(await differencesWith((_, at) => at + 1)).toEqual([]);
    const called = (hit: Hit): Hit =>
      hit.sharedWith === undefined
        ? hit
        : { ...hit, sharedWith: hit.sharedWith.map((of) => ({ ...of, name: 'Somebody Else' })) };
    expect(await differencesOf(called)).toHaveLength(3);
    expect(await differencesWith((rank, at) => (at === first + 1 ? rank + 2 : rank))).toEqual([
      `rank ${yan.rank + 2}`,
    ]);
  });

  it('verifies in whatever order its writers came into the case', async () => {
    const view = await caseOfThree();
    const own = { case: view.id };
    const page = view.items.find((each) => each.path.endsWith('Edda Marrow/recipe.png'))!;
    await engine.call('item.assign', { ...own, items: [page.id], role: 'known', writer: 'New Last' }, as);
    await engine.call('case.prepare', own, as);
    const search = await engine.call('search.run', { ...own, questioned: [item(view, 'Q1').id] }, as);
    expect(search.hits.find(({ name }) => name === 'New Last')?.sharedWith).toHaveLength(2);
    expect(await engine.call('case.verify', own, as)).toMatchObject({ differences: [] });
    const report = { ...own, comparisons: [], searches: [search.id] };
    const { json } = await engine.call('report.export', report, as);
    expect(await engine.call('verify.run', { target: json }, as)).toMatchObject({ differences: [] });
  });
});

describe('a report', () => {
  it('is written, verifies from the evidence, and names a pixel that was altered', async () => {
    const view = await copyOfCase();
    const q1 = item(view, 'Q1');
    const comparison = await engine.call(
      'comparison.run',
      { case: view.id, questioned: [q1.id], known: known(view, 'Tobias Wren') },
      as,
    );
    const search = await engine.call('search.run', { case: view.id, questioned: [q1.id] }, as);
    const report = await engine.call(
      'report.export',
      { case: view.id, comparisons: [comparison.id], searches: [search.id] },
      as,
    );
    expect((await readFile(report.pdf)).subarray(0, 5).toString()).toBe('%PDF-');
    const seen: Progress[] = [];
    const clean = await engine.call(
      'verify.run',
      { target: report.json },
      { onProgress: (progress) => seen.push(progress) },
    );
    expect(seen.at(-1)).toMatchObject({ done: 9, total: 9, unit: 'files' });
    expect(clean).toMatchObject({ ok: true, differences: [] });
    expect(clean.checked.comparisons).toBe(1);
    // It would recompute a comparison without evidence too.
    expect(comparison.evidence!.likelihoodRatio).not.toBeNull();
    expect(search.hits[0]!.support).toBeDefined();

    const file = path.join(view.folder, q1.path);
    const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    data[0] = (data[0] as number) ^ 1;
    await sharp(data, { raw: info }).png().toFile(file);
    const altered = await engine.call('verify.run', { target: report.json });
    expect(altered.ok).toBe(false);
    expect(altered.differences).toContainEqual(
      expect.objectContaining({ kind: 'file', where: expect.stringContaining('Q1') as string }),
    );
  }, 180_000);

  it('refuses a result that no longer stands', async () => {
    const view = await copyOfCase();
    const q1 = item(view, 'Q1');
    const search = await engine.call('search.run', { case: view.id, questioned: [q1.id] }, as);
    await engine.call('item.assign', { case: view.id, items: [item(view, 'K1').id], role: 'unassigned' }, as);
    await expect(
      engine.call('report.export', { case: view.id, comparisons: [], searches: [search.id] }, as),
    ).rejects.toMatchObject({
      code: 'invalid-arguments',
      message: expect.stringContaining('no longer stands') as string,
    });
  });
});

describe('the engine', () => {
  it('shows pictures by opaque ids: page, thumbnail, word, crop', async () => {
    const view = await copyOfCase();
    const q1 = item(view, 'Q1');
    const [page] = await engine.call('item.pages', { case: view.id, item: q1.id });
    const size = async (image: string, maxSize?: number): Promise<[number, number]> => {
      const { bytes } = await engine.call('image.read', {
        case: view.id,
        image,
        ...(maxSize === undefined ? {} : { maxSize }),
      });
      const { width, height } = await sharp(bytes).metadata();
      return [width, height];
    };
    expect(await size(page!.image)).toEqual([q1.width, q1.height]);
    expect(Math.max(...(await size(q1.thumbnail as string)))).toBeLessThanOrEqual(320);
    const word = page!.words[0]!;
    expect(await size(word.image)).toEqual([word.box.width, word.box.height]);
    expect(await size(word.crop)).toEqual([192, 48]);
    const tile = { level: 0, column: 0, row: 0 };
    const part = await engine.call('image.read', { case: view.id, image: page!.image, tile });
    expect(await sharp(part.bytes).metadata()).toMatchObject({
      width: Math.min(q1.width!, 1024),
      height: Math.min(q1.height!, 1024),
    });
    await expect(engine.call('image.read', { case: view.id, image: word.image, tile })).rejects.toMatchObject(
      { code: 'not-found' },
    );
    await expect(engine.call('image.read', { case: view.id, image: 'page-00000000' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('journals every write with its examiner, in an unbroken chain', async () => {
    const view = await copyOfCase();
    await engine.call('search.run', { case: view.id, questioned: [item(view, 'Q2').id] }, as);
    const journal = await engine.call('journal.read', { case: view.id });
    expect(journal.intact).toBe(true);
    expect(journal.entries[0]).toMatchObject({ action: 'search.run', examiner });
    expect(journal.entries.map((entry) => entry.action)).toEqual(
      expect.arrayContaining(['case.create', 'item.add', 'item.prepare', 'embeddings.save']),
    );
  });

  it('refuses a write without an examiner, wrong arguments, and a case that is not open', async () => {
    await expect(engine.call('case.open', { folder: prepared })).rejects.toMatchObject({
      code: 'examiner-required',
    });
    await expect(
      engine.call('search.run', { case: 'ffffffff-0000', questioned: [] }, as),
    ).rejects.toMatchObject({
      code: 'invalid-arguments',
      message: expect.stringContaining('choose at least one questioned item') as string,
    });
    await expect(engine.call('case.burn' as 'case.get', { case: 'ffffffff-0000' })).rejects.toMatchObject({
      code: 'unknown-method',
    });
    await expect(engine.call('case.get', { case: 'ffffffff-0000' })).rejects.toMatchObject({
      code: 'case-not-open',
    });
  });

  it('says same word and writer figures for two images of a word', async () => {
    const view = await copyOfCase();
    const [page] = await engine.call('item.pages', { case: view.id, item: item(view, 'Q1').id });
    const files = await Promise.all(
      page!.words.slice(0, 2).map(async (word, index) => {
        const { bytes } = await engine.call('image.read', { case: view.id, image: word.image });
        const file = path.join(view.folder, '..', `word-${index}.png`);
        await sharp(bytes).png().toFile(file);
        return file;
      }),
    );
    const [first, second] = files as [string, string];
    const same = await engine.call('pair.run', { a: first, b: first });
    expect(same.wordCosine).toBeCloseTo(1, 4);
    expect(same).toMatchObject({ sameWord: true });
    const other = await engine.call('pair.run', { a: first, b: second });
    expect(other.wordCosine).toBeLessThan(same.wordCosine);
    expect(other.warning).toBeUndefined();
    const letter = path.join(view.folder, ...item(view, 'Q1').path.split('/'));
    const { warning } = await engine.call('pair.run', { a: letter, b: first });
    expect(warning).toContain(
      `fence letter.png does not look like the image of one word (${page!.words.length} words on 1 page)`,
    );
    expect(warning).toContain('Cut the word out');
  });

  it('has left every evidence file as it was', async () => {
    expect(await fingerprints(prepared)).toEqual(evidenceBefore);
  });
});
