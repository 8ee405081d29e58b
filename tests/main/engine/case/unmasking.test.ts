/** The stages of sequential unmasking as a machine: whatever examiners do in whatever order, held against a plain model of it. */
import { cpSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FindingInput } from '../../../../src/contract/findings.ts';
import { nextStage, type UnmaskingStage } from '../../../../src/contract/unmasking.ts';
import { personOf, sightOf, unmaskingOf } from '../../../../src/main/engine/case/unmasking.ts';
import { otherThanReplayed } from '../../../../src/main/engine/report/journal-replay.ts';
import { codeOf, folderWith, hash, itemAt, open, prepared } from './fixture.ts';

const people = ['Ada Example', 'Bo Other', 'Cleo Third'].map((name) => ({
  name,
  initials: name[0]!,
  role: 'examiner',
}));

const who = fc.constantFrom(...people);
const step = fc.oneof(
  fc.record({ kind: fc.constant('find' as const), who, item: fc.constantFrom('questioned', 'known') }),
  fc.record({ kind: fc.constant('advance' as const), who, to: fc.constantFrom('known', 'scores') }),
  fc.record({ kind: fc.constant('end' as const), who }),
);

describe('the stages', () => {
  it('go one way, lock everything once, and are what the journal amounts to', async () => {
    const folder = folderWith({ 'questioned/a.png': 'a', 'known/W/b.png': 'b' });
    const store = await open(folder, { unmasking: true });
    for (const [file, ink] of [
      ['questioned/a.png', 'a'],
      ['known/W/b.png', 'b'],
    ] as const) {
      store.savePreparation(people[0]!, itemAt(store, file).id, prepared(hash(ink), [{ x: 10, ink }]));
    }
    store.close();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const copy = folderWith({ 'questioned/a.png': 'a', 'known/W/b.png': 'b' });
        cpSync(`${folder}/case.chirograph`, `${copy}/case.chirograph`);
        const own = await open(copy);
        const page = (file: string): string => own.pages(itemAt(own, file).id, null)[0]!.id;
        const pages = { questioned: page('questioned/a.png'), known: page('known/W/b.png') };
        const stages = new Map<string, UnmaskingStage>();
        const unlocked = new Map<string, string[]>();
        const locked = new Map<string, string[][]>();
        let ended = false;
        for (const each of steps) {
          const { name } = each.who;
          const stage = ended ? 'scores' : (stages.get(name) ?? 'questioned');
          if (each.kind === 'find') {
            const on = stage === 'questioned' ? 'questioned' : (each.item as 'questioned' | 'known');
            const id = own.saveFinding(each.who, undefined, finding(pages[on]));
            unlocked.set(name, [...(unlocked.get(name) ?? []), id]);
          } else if (each.kind === 'advance') {
            const to = each.to as 'known' | 'scores';
            const reached = stage === to || stage === 'scores';
            if (ended || (!reached && nextStage(stage) !== to)) {
              expect(await codeOf(() => own.advanceUnmasking(each.who, to))).toBe('invalid-arguments');
              continue;
            }
            own.advanceUnmasking(each.who, to);
            if (reached) continue;
            stages.set(name, to);
            locked.set(name, [...(locked.get(name) ?? []), unlocked.get(name) ?? []]);
            unlocked.set(name, []);
          } else if (ended || stage !== 'scores') {
            const code = ended ? 'invalid-arguments' : 'veiled';
            expect(await codeOf(() => own.endUnmasking(each.who, 'other'))).toBe(code);
          } else {
            own.endUnmasking(each.who, 'other');
            ended = true;
          }
        }
        const record = own.unmasking()!;
        for (const { name } of people) {
          const sight = sightOf(record, { name });
          expect(sight.stage).toBe(ended ? 'scores' : (stages.get(name) ?? 'questioned'));
          const locks = [...record.people.values()].find((person) => person.name === name)?.locks ?? [];
          expect(locks.map(({ findings }) => [...findings].sort())).toEqual(
            (locked.get(name) ?? []).map((ids) => [...ids].sort()),
          );
          for (const other of people) {
            const theirs = [...(unlocked.get(other.name) ?? []), ...(locked.get(other.name) ?? []).flat()];
            const both = ended || (stages.get(name) === 'scores' && stages.get(other.name) === 'scores');
            for (const id of theirs) expect(sight.seesFinding(id)).toBe(both || other.name === name);
          }
        }
        const { entries } = own.journal(undefined, 10_000);
        expect(unmaskingOf(entries.toReversed())).toEqual(record);
        const differences = otherThanReplayed(entries, {
          items: [],
          words: [],
          comparisons: [],
          searches: [],
          journal: { entries: [], total: 0, head: null, intact: true, brokenAt: null },
          form: own.form(),
          writers: own.writerIdentities(),
          transcriptions: own.transcriptionSeals(),
          findings: own.findingStatements(),
          letters: own.letterStatements(),
        } as never);
        expect(differences.filter(({ where }) => /unmasking|finding/.test(where))).toEqual([]);
        own.close();
      }),
      { numRuns: 25 },
    );
  });
});

it('lines of a person who was erased are one person’s still', () => {
  const line = (sequence: number, action: string, id: string, name: string, subjects: string[] = []) => ({
    sequence,
    action,
    subjects,
    examiner: { id, name, initials: '', role: '' },
  });
  const lines = [
    line(1, 'case.open', 'first-id', 'erased first'),
    line(2, 'case.open', 'second-id', 'erased second'),
    line(3, 'examiner.erase', 'third-id', 'Bo', ['first-id', 'second-id']),
  ];
  const [first, second, third] = lines.map(({ examiner }) => personOf(lines)(examiner));
  expect(first).toBe(second);
  expect(third).not.toBe(first);
});

function finding(page: string): FindingInput {
  return {
    kind: 'observation',
    weight: null,
    comment: '',
    marks: [{ page, content: { shape: 'text', places: [{ x: 1, y: 1 }], text: 'here' } }],
  };
}
