import { expect, it, vi } from 'vitest';
import { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Jobs } from '../../../src/renderer/stores/jobs.svelte.ts';
import { Signatures } from '../../../src/renderer/stores/signatures.svelte.ts';
import { likenessText } from '../../../src/renderer/format.ts';
import { EXAMINER, itemId, makePages, writerId } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

/** The last word of an item's first page, and those before it. */
const last = (item: number, back = 0): string => makePages(item)[0]!.words.at(-1 - back)!.id;

/** A case in which Q1 has two signatures, A. Writer three on two items, and B. Clerk one. */
const MARKED = [last(0, 1), last(0), last(2, 1), last(2), last(3), last(4)];

async function setUp(marked: readonly string[] = MARKED) {
  const fake = new FakeEngine({ examiner: EXAMINER });
  const engine = new EngineClient(fake);
  await engine.greet();
  const session = new CaseSession(engine, new Jobs());
  const signatures = new Signatures(engine, session, new Jobs());
  await session.open('/cases/one');
  await vi.waitFor(() => expect(session.work).toBe('idle'));
  if (marked.length > 0) await session.exclude(marked, true, { reason: 'signature' });
  await vi.waitFor(() => expect(signatures.marked).toHaveLength(marked.length));
  return { fake, session, signatures };
}
const ids = (all: readonly { id: string }[]): string[] => all.map(({ id }) => id);

it('has nothing to choose from while none is marked', async () => {
  const { signatures } = await setUp([]);
  expect([signatures.asked, signatures.signer, signatures.references]).toEqual([undefined, undefined, []]);
});

it('chooses the first questioned one and every reference of the first known writer until another is chosen', async () => {
  const { signatures } = await setUp();
  expect(signatures.asked?.id).toBe(MARKED[0]);
  expect(signatures.signers.map(({ writer }) => writer)).toEqual([writerId(0), writerId(1)]);
  expect(ids(signatures.references)).toEqual(MARKED.slice(2, 5));
  expect(signatures.name(MARKED[1]!)).toBe('Q1 (2)');

  signatures.chooseReference(MARKED[3]!, false);
  expect(ids(signatures.references)).toEqual([MARKED[2], MARKED[4]]);
  signatures.chooseWriter(writerId(1));
  expect(ids(signatures.references)).toEqual([MARKED[5]]);
  // What was left out of one writer's is left out still.
  signatures.chooseWriter(writerId(0));
  signatures.chooseReference(MARKED[4]!, false);
  expect(ids(signatures.references)).toEqual([MARKED[2]]);
  signatures.chooseReference(MARKED[4]!, true);
  expect(ids(signatures.references)).toEqual([MARKED[2], MARKED[4]]);
});

it('compares what is chosen, shows it nearest first, and finds it again with what it compared', async () => {
  const { signatures, fake } = await setUp();
  signatures.chooseQuestioned(MARKED[1]!);
  signatures.chooseReference(MARKED[3]!, false);
  const first = await signatures.compare();
  const { args } = fake.calls.find(({ method }) => method === 'signature.run')!;
  expect(args).toMatchObject({ questioned: MARKED[1], references: [MARKED[2], MARKED[4]] });
  expect(signatures.result).toEqual(first);
  expect(signatures.pairs.map(({ known }) => known)).toEqual([MARKED[4], MARKED[2]]);
  expect(signatures.sides(first)).toEqual(['Q1 (2)', 'A. Writer']);

  // What is chosen otherwise is not what the result says.
  signatures.chooseQuestioned(MARKED[0]!);
  expect(signatures.result).toBe(undefined);
  expect(signatures.pairs).toEqual([]);
  signatures.chooseReference(MARKED[3]!, true);
  signatures.chooseWriter(writerId(1));
  await signatures.compare();
  expect(signatures.comparisons).toHaveLength(2);

  signatures.show(first);
  expect(signatures.asked?.id).toBe(MARKED[1]);
  expect(ids(signatures.references)).toEqual([MARKED[2], MARKED[4]]);
});

it('follows the case: what is no signature any more is not chosen, and another case has none of it', async () => {
  const { signatures, session } = await setUp();
  const result = await signatures.compare();
  await session.exclude([MARKED[0]!], false);
  await vi.waitFor(() => expect(signatures.marked).toHaveLength(5));
  expect(signatures.asked?.id).toBe(MARKED[1]);
  expect(signatures.result).toEqual(result);
  expect(signatures.sides(result)).toEqual(['Q1', 'A. Writer']);

  await session.assign([itemId(2), itemId(3)], 'questioned');
  await vi.waitFor(() => expect(signatures.signers).toHaveLength(1));
  expect(signatures.signer?.writer).toBe(writerId(1));
  expect(signatures.questioned).toHaveLength(4);

  await session.close();
  await vi.waitFor(() => expect(signatures.marked).toEqual([]));
  expect([signatures.comparisons, signatures.shown]).toEqual([[], null]);
});

it('says what the engine refuses of the lists', async () => {
  const { signatures, session, fake } = await setUp();
  const call = fake.call.bind(fake);
  vi.spyOn(fake, 'call').mockImplementation(async (method, args, options) => {
    if (method === 'signature.marked') throw new Error('no pages');
    return call(method, args, options);
  });
  await session.reload();
  await vi.waitFor(() => expect(signatures.problem).not.toBe(null));
});

it('has nothing to show side by side of a result that rested on what was erased', async () => {
  const { signatures } = await setUp();
  const result = await signatures.compare();
  signatures.comparisons = [{ ...result, likeness: [], amongReferences: null }];
  expect(signatures.result?.references).toHaveLength(3);
  expect(signatures.pairs).toEqual([]);
  expect(likenessText(signatures.result!)).toBe('No likeness is kept.');
});
