import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Comparison, Search } from '../../../../src/contract/results.ts';
import type { CaseStore } from '../../../../src/main/engine/case/store.ts';
import {
  actions,
  codeOf,
  embedding,
  examiner,
  folderWith,
  hash,
  itemAt,
  model,
  open,
  prepared,
  rawDatabase,
} from './fixture.ts';

const other = { name: 'Ben Okafor-Quill', initials: 'BOQ', role: 'Reviewer of hands' };
const WRITER = 'Zoltan Überall';
const [Q, K, L] = [
  'questioned/letter.png',
  `known/${WRITER}/secret-place.png`,
  'known/Vera Plain/b.png',
] as const;
const use = { ...model, inputVersion: 1, provider: 'cpu' };

interface Made {
  readonly folder: string;
  readonly store: CaseStore;
  /** Bytes that an item's writing left behind: of its crops and its embeddings. */
  readonly traces: ReadonlyMap<string, readonly Buffer[]>;
}

/** A prepared and encoded case with a comparison and a search; one crop is shared by both known items. */
async function made(): Promise<Made> {
  const folder = folderWith({ [Q]: 'letter', [K]: 'specimen', [L]: 'another' });
  const store = await open(folder);
  const traces = new Map<string, Buffer[]>();
  for (const [inside, content, inks] of [
    [Q, 'letter', ['q1', 'q2']],
    [K, 'specimen', ['k1', 'k2', 'shared']],
    [L, 'another', ['l1', 'shared']],
  ] as const) {
    const preparation = prepared(
      hash(content),
      inks.map((ink, at) => ({ x: 50 * at, ink })),
    );
    store.savePreparation(other, itemAt(store, inside).id, preparation);
    const words = preparation.pages.flatMap((page) => page.words);
    const rows = words.map((word) => embedding(word.cropSha256));
    store.saveEmbeddings(other, model, rows);
    const own = words.filter((_, at) => inks[at] !== 'shared');
    traces.set(inside, [
      ...own.map((word) => Buffer.from(word.crop.slice(0, 32))),
      ...own.map((word) => Buffer.from(rows[words.indexOf(word)]!.writer.buffer.slice(0, 32))),
    ]);
  }
  const [q, k, l] = [Q, K, L].map((inside) => itemAt(store, inside)) as [
    ReturnType<typeof itemAt>,
    ReturnType<typeof itemAt>,
    ReturnType<typeof itemAt>,
  ];
  const pair = { questioned: 'word-00000', known: 'word-00001', wordCosine: 0.9, writerCosine: 0.8 };
  const rest = { at: '2026-05-03T10:00:00.000Z', model: use, software: 'Chirograph 0.1.0', stale: null };
  const comparison: Comparison = {
    id: 'comparison-1',
    questioned: [q.id],
    known: [k.id],
    writers: [k.writer!],
    questionedWords: 2,
    knownWords: 3,
    score: 0.5,
    reference: null,
    statement: 'A peculiar statement.',
    pairs: [pair],
    ...rest,
  };
  store.saveComparison(examiner, comparison, { fingerprint: 'f' });
  const hit = { words: 3, score: 0.5, pairs: [pair] };
  const search: Search = {
    id: 'search-0001',
    questioned: [q.id],
    questionedWords: 2,
    searched: 2,
    leftOut: [],
    hits: [
      { rank: 1, writer: k.writer!, name: WRITER, items: [k.id], ...hit },
      { rank: 2, writer: l.writer!, name: 'Vera Plain', items: [l.id], ...hit },
    ],
    statement: 'Two writers.',
    ...rest,
  };
  store.saveSearch(examiner, search, { fingerprint: 'f' });
  return { folder, store, traces };
}

/** Files of Chirograph's own in a case that hold these bytes. */
function filesWith(folder: string, bytes: Buffer): string[] {
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(?:case\.chirograph|derived)/.test(file),
  );
  return own.filter((file) => {
    try {
      return readFileSync(path.join(folder, file)).includes(bytes);
    } catch {
      return false; // a folder
    }
  });
}

const everything = (store: CaseStore): string =>
  JSON.stringify([
    { ...store.view(model.sha256), changes: null },
    store.comparisons(),
    store.searches(),
    store.journal(),
  ]);

test('nothing of an erased writer is found in any byte of the case, and the chain holds', async () => {
  const { folder, store, traces } = await made();
  const before = actions(store).length;
  const writer = store.view(null).writers.find((each) => each.name === WRITER)!;
  const evidence = [Q, K, L].map((inside) => readFileSync(path.join(folder, inside), 'utf8'));
  for (const trace of [Buffer.from(WRITER), Buffer.from('secret-place'), ...traces.get(K)!]) {
    expect(filesWith(folder, trace)).not.toEqual([]);
  }
  const planned = store.erasure({ kind: 'writer', name: WRITER });
  const done = store.erase(examiner, { kind: 'writer', name: WRITER }, 'request', 'As Zoltan Überall asked.');
  expect(done).toEqual(planned);
  expect(done).toMatchObject({ words: 3, embeddings: 2, results: ['comparison-1', 'search-0001'] });
  expect(store.journal()).toMatchObject({ intact: true, total: before + 1 });
  // The note is the operator's own words, beside the journal.
  rewriteNote(folder, store);
  for (const trace of [Buffer.from(WRITER), Buffer.from('secret-place'), ...traces.get(K)!]) {
    expect(filesWith(folder, trace)).toEqual([]);
  }
  for (const trace of [...traces.get(Q)!, ...traces.get(L)!])
    expect(filesWith(folder, trace)).not.toEqual([]);
  expect([Q, K, L].map((inside) => readFileSync(path.join(folder, inside), 'utf8'))).toEqual(evidence);

  const again = await open(folder);
  expect(everything(again)).not.toContain(WRITER);
  const { writers, items, changes } = again.view(model.sha256);
  expect(writers.map((each) => each.name)).toContain(`erased writer ${writer.id.slice(0, 8)}`);
  expect(items.find((item) => item.label === 'K2')).toMatchObject({
    erased: true,
    words: 0,
    file: 'missing',
  });
  // The file is still there: it is named, and not taken in again.
  expect(items).toHaveLength(3);
  expect(changes).toMatchObject({ new: [], erased: [K] });
});

/** Takes the note away, which was made to hold the name, as the operator can. */
function rewriteNote(folder: string, store: CaseStore): void {
  store.close();
  const connection = rawDatabase(folder);
  expect(connection.prepare('SELECT note FROM erasure').pluck().get()).toBe('As Zoltan Überall asked.');
  connection.pragma('secure_delete = ON');
  connection.exec("UPDATE erasure SET note = ''");
  connection.close();
}

test('the entry names ids, counts, a reason and what is left of each result; nothing of the person', async () => {
  const { store } = await made();
  const { items, writers } = store.view(null);
  const writer = writers.find((each) => each.name === WRITER)!;
  const item = items.find((each) => each.writer === writer.id)!;
  store.erase(examiner, { kind: 'writer', name: WRITER }, 'retention', 'a note');
  const [entry] = store.journal(undefined, 1).entries;
  expect(entry).toMatchObject({ action: 'writer.erase', subjects: [writer.id, item.id] });
  expect(JSON.parse(entry!.parameters)).toMatchObject({
    reason: 'retention',
    items: 1,
    words: 3,
    embeddings: 2,
    results: [{ id: 'comparison-1' }, { id: 'search-0001' }],
  });
  expect(entry!.parameters).not.toMatch(/note|Zoltan/);
  const comparison = store.comparisons()[0]!.result;
  expect(comparison).toMatchObject({ pairs: [], statement: expect.stringMatching(/^Erased/) as string });
  const search = store.searches()[0]!.result;
  expect(search.hits.map(({ name, pairs }) => [name, pairs.length])).toEqual([
    [`erased writer ${writer.id.slice(0, 8)}`, 0],
    ['Vera Plain', 1],
  ]);
});

test('an item is erased without its writer, and its label is not given again', async () => {
  const { folder, store, traces } = await made();
  store.erase(examiner, { kind: 'item', name: 'Q1' }, 'mistake', '');
  expect(actions(store).at(-1)).toBe('item.erase');
  const search = store.searches()[0]!.result;
  expect(search.hits.flatMap((hit) => hit.pairs)).toEqual([]);
  expect(await codeOf(() => store.erase(examiner, { kind: 'item', name: 'Q1' }, 'mistake', ''))).toBe(
    'not-found',
  );
  store.close();
  for (const trace of [Buffer.from('letter.png'), ...traces.get(Q)!])
    expect(filesWith(folder, trace)).toEqual([]);
  writeFileSync(path.join(folder, 'questioned', 'second.png'), 'a second letter');
  const labels = (await open(folder)).view(null).items.map((item) => item.label);
  expect(labels).toEqual(['Q1', 'Q2', 'K1', 'K2']);
});

test('an examiner is erased; their entries stand, under a pseudonym', async () => {
  const { folder, store } = await made();
  const entries = store.journal().entries.filter((entry) => entry.examiner.name === other.name);
  expect(entries.length).toBeGreaterThan(2);
  expect(await codeOf(() => store.erase(other, { kind: 'examiner', name: other.name }, 'request', ''))).toBe(
    'invalid-arguments',
  );
  store.erase(examiner, { kind: 'examiner', name: other.name }, 'request', '');
  const journal = store.journal();
  expect(journal).toMatchObject({ intact: true, brokenAt: null });
  const { id } = entries[0]!.examiner;
  expect(journal.entries.filter((entry) => entry.examiner.id === id).map((entry) => entry.examiner)).toEqual(
    entries.map(() => ({
      id,
      name: `erased examiner ${id.slice(0, 8)}`,
      initials: 'erased',
      role: 'erased',
    })),
  );
  store.close();
  for (const word of Object.values(other)) expect(filesWith(folder, Buffer.from(word))).toEqual([]);
});

test('an examiner whose row says erased without an entry is found at their first line', async () => {
  const { folder, store } = await made();
  const entries = store.journal().entries.toReversed();
  const { id } = entries.find((entry) => entry.examiner.name === other.name)!.examiner;
  const line = entries.find((entry) => entry.action === 'examiner.add' && entry.examiner.id === id)!.sequence;
  store.close();
  const connection = rawDatabase(folder);
  const erase = `UPDATE examiner SET name = 'erased examiner ' || substr(id, 1, 8), initials = 'erased', role = 'erased', salt = '' WHERE id = '${id}'`;
  expect(() => connection.exec(erase)).toThrow(/append-only/);
  connection.exec(
    `INSERT INTO erasure VALUES ('e', '', '', 1); INSERT INTO erased VALUES ('e', 'examiner', '${id}')`,
  );
  expect(() => connection.exec(erase.replace("role = 'erased'", "role = 'x'"))).toThrow(/append-only/);
  connection.exec(erase);
  connection.close();
  expect((await open(folder)).journal()).toMatchObject({ intact: false, brokenAt: line });
});

test('what a kill left after the entry is overwritten at the next opening', async () => {
  const { folder, store, traces } = await made();
  const { id, label } = itemAt(store, K);
  const crops = readFileSync(path.join(folder, 'derived', `${id}.crops`));
  store.erase(examiner, { kind: 'item', name: label }, 'request', '');
  store.close();
  writeFileSync(path.join(folder, 'derived', `${id}.crops`), crops);
  const connection = rawDatabase(folder);
  connection.exec('UPDATE erasure SET scrubbed = 0');
  connection.close();
  await open(folder);
  expect(existsSync(path.join(folder, 'derived', `${id}.crops`))).toBe(false);
  for (const trace of traces.get(K)!) expect(filesWith(folder, trace)).toEqual([]);
});

test('a name that also stands in the form or in another path is said', async () => {
  const { store } = await made();
  store.saveForm(examiner, { ...store.form(), background: `A letter to ${WRITER.toUpperCase()}.` });
  expect(store.erasure({ kind: 'writer', name: WRITER }).mentions).toEqual(['the case form']);
  expect(store.erasure({ kind: 'writer', name: 'Vera Plain' }).mentions).toEqual([]);
  expect(await codeOf(() => store.erasure({ kind: 'writer', name: 'Nobody' }))).toBe('not-found');
});

test('who bears the name in other letters or spaces, or in another role, is said and not erased', async () => {
  const { store } = await made();
  const again = { ...other, name: 'ben  Okafor-Quill' };
  store.saveForm(again, { ...store.form(), caseNumber: '7' });
  expect(store.erasure({ kind: 'examiner', name: other.name }).mentions).toEqual([
    'the examiner “ben  Okafor-Quill”, who is not erased',
  ]);
  store.erase(examiner, { kind: 'examiner', name: other.name }, 'request', '');
  store.erase(examiner, { kind: 'examiner', name: again.name }, 'request', '');
  expect(await codeOf(() => store.erasure({ kind: 'examiner', name: other.name }))).toBe('not-found');
});
