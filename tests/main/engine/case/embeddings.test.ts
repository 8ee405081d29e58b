import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
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

test('vectors come back to the bit', async () => {
  const store = await open(folderWith());
  const vector = fc.float32Array({ minLength: 128, maxLength: 128, noNaN: true, noDefaultInfinity: true });
  let count = 0;
  fc.assert(
    fc.property(vector, vector, (writer, word) => {
      const row = { cropSha256: hash(`${count++}`), writer, word, provider: 'cpu' };
      store.saveEmbeddings(examiner, model, [row]);
      expect(store.embeddings(model.sha256, [row.cropSha256]).get(row.cropSha256)).toEqual(row);
    }),
    { numRuns: 30 },
  );
});

test('vectors are stored as little-endian float32', async () => {
  const folder = folderWith();
  const store = await open(folder);
  const writer = new Float32Array(128);
  writer[1] = 1;
  store.saveEmbeddings(examiner, model, [{ cropSha256: hash('x'), writer, word: writer, provider: 'cpu' }]);
  store.close();
  const blob = rawDatabase(folder).prepare('SELECT writer FROM embedding').pluck().get() as Buffer;
  expect(blob.subarray(0, 8).toString('hex')).toBe('000000000000803f');
  expect(blob).toHaveLength(512);
});

test('an embedding is kept by crop and model: it survives preparing again and is never replaced', async () => {
  const store = await open(folderWith({ 'q.png': 'q' }));
  const { id, sha256 } = itemAt(store, 'q.png');
  const words = [
    { x: 0, ink: 'one' },
    { x: 100, ink: 'two' },
  ];
  store.savePreparation(examiner, id, prepared(sha256, words));
  const hashes = store.words([id]).map((word) => word.cropSha256);
  const rows = hashes.map((each) => embedding(each));
  store.saveEmbeddings(examiner, model, rows);
  expect(itemAt(store, 'q.png', model.sha256).encodedWords).toBe(2);
  expect(store.item(id, model.sha256)).toEqual(itemAt(store, 'q.png', model.sha256));
  expect(itemAt(store, 'q.png', 'b'.repeat(64)).encodedWords).toBe(0);
  expect(itemAt(store, 'q.png').encodedWords).toBe(0);
  expect(store.pages(id, model.sha256)[0]!.words.map((word) => word.encoded)).toEqual([true, true]);
  expect(store.embeddings('b'.repeat(64), hashes).size).toBe(0);

  const { total } = store.journal();
  store.saveEmbeddings(examiner, model, [embedding(hashes[0]!, 'cuda')]);
  expect(store.embeddings(model.sha256, hashes).get(hashes[0]!)).toEqual(rows[0]);
  expect(store.journal().total).toBe(total);

  store.savePreparation(examiner, id, prepared(sha256, [{ x: 500, ink: 'two' }]));
  expect(itemAt(store, 'q.png', model.sha256)).toMatchObject({ words: 1, encodedWords: 1 });
  store.savePreparation(examiner, id, prepared(sha256, words));
  expect(itemAt(store, 'q.png', model.sha256)).toMatchObject({ words: 2, encodedWords: 2 });
  expect(store.embeddings(model.sha256, [...hashes, hash('unknown')]).size).toBe(2);
});

test('excluded words are not counted as encoded', async () => {
  const store = await open(folderWith({ 'q.png': 'q' }));
  const { id, sha256 } = itemAt(store, 'q.png');
  store.savePreparation(
    examiner,
    id,
    prepared(sha256, [
      { x: 0, ink: 'one' },
      { x: 100, ink: 'two' },
    ]),
  );
  const [word] = store.words([id]);
  store.saveEmbeddings(
    examiner,
    model,
    store.words([id]).map((each) => embedding(each.cropSha256)),
  );
  store.exclude(examiner, [word!.id], true);
  expect(itemAt(store, 'q.png', model.sha256)).toMatchObject({ words: 1, excludedWords: 1, encodedWords: 1 });
});

test('a vector that is none is refused, with everything saved beside it', async () => {
  const store = await open(folderWith());
  const good = embedding(hash('good'));
  for (const writer of [new Float32Array(127), new Float32Array(128).fill(NaN)]) {
    const bad = { ...embedding(hash('bad')), writer };
    expect(await codeOf(() => store.saveEmbeddings(examiner, model, [good, bad]))).toBe('internal');
    expect(store.embeddings(model.sha256, [good.cropSha256]).size).toBe(0);
  }
});
