/**
 * Works on a case with the whole engine, in one phase, without end, and prints every call that was acknowledged as a
 * line of JSON; to be killed. It gets ready first and waits for the line that names phase and folder.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import pino from 'pino';
import type { Item } from '../../../src/contract/case.ts';
import { createEngine } from '../../../src/main/engine/engine.ts';

const as = { examiner: { name: 'Child', initials: 'C', role: 'Examiner' } };
const engine = await createEngine({ userData: process.argv[2] as string, log: pino({ level: 'silent' }) });
const say = (acknowledged: object): void => void writeSync(1, `${JSON.stringify(acknowledged)}\n`);

say({ kind: 'ready' });
const [order] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const { phase, folder } = JSON.parse(order) as { phase: string; folder: string };
const { id, items, writers } = await engine.call('case.open', { folder }, as);
const own = { case: id };
say({ kind: 'opened', items: items.map((item) => item.id) });

const phases: Record<string, () => Promise<void>> = {
  async import() {
    for (const item of items) {
      const outcome = await engine.call('case.prepare', { ...own, items: [item.id] }, as);
      say({ kind: 'prepared', item: item.id, words: outcome.words });
    }
  },
  async encode() {
    for (const item of items) {
      await engine.call('case.encode', { ...own, items: [item.id] }, as);
      const now = await engine.call('case.get', own);
      const { encodedWords } = now.items.find((each) => each.id === item.id) as Item;
      say({ kind: 'encoded', item: item.id, words: encodedWords });
    }
  },
  async correction() {
    const [item] = items as [Item, ...Item[]];
    const pages = await engine.call('item.pages', { ...own, item: item.id });
    const words = pages.flatMap((page) => page.words.map((word) => word.id));
    const form = await engine.call('form.get', own);
    for (let round = 1; ; round++) {
      const writer = `Writer ${round}`;
      await engine.call('item.assign', { ...own, items: [item.id], role: 'known', writer }, as);
      say({ kind: 'assigned', item: item.id, writer });
      // Each word once: a second change of it, not acknowledged yet, would hide whether the first was kept.
      const word = words[round - 1];
      if (word !== undefined) {
        await engine.call('word.exclude', { ...own, words: [word], excluded: true }, as);
        say({ kind: 'excluded', item: item.id, word });
      }
      await engine.call('form.save', { ...own, form: { ...form, caseNumber: `${round}` } }, as);
      say({ kind: 'form', caseNumber: `${round}` });
    }
  },
  async unmasking() {
    await engine.call('unmasking.begin', own, as);
    const item = items.find(({ role }) => role === 'questioned') as Item;
    const [page] = await engine.call('item.pages', { ...own, item: item.id });
    const content = { shape: 'text' as const, places: [{ x: 1, y: 1 }], text: 'here' };
    const finding = {
      kind: 'observation' as const,
      weight: null,
      comment: '',
      marks: [{ page: page!.id, content }],
    };
    for (let round = 1; ; round++) {
      const by = { examiner: { name: `Child ${round}`, initials: 'C', role: 'Examiner' } };
      for (const to of ['known', 'scores'] as const) {
        const { number } = await engine.call('finding.save', { ...own, finding }, by);
        await engine.call('unmasking.advance', { ...own, to }, by);
        say({ kind: 'locked', item: `${by.examiner.name} ${to}`, by, to, number });
      }
    }
  },
  async report() {
    const role = (wanted: string): string[] =>
      items
        .filter((item) => item.role === wanted && (!item.writer || item.writer === writers[0]!.id))
        .map((item) => item.id);
    for (;;) {
      const sides = { questioned: role('questioned').slice(0, 1), known: role('known') };
      const comparison = await engine.call('comparison.run', { ...own, ...sides }, as);
      say({ kind: 'compared', comparison: comparison.id });
      const report = await engine.call(
        'report.export',
        { ...own, comparisons: [comparison.id], searches: [] },
        as,
      );
      say({ kind: 'report', json: report.json, sha256: report.jsonSha256, pdf: report.pdf });
    }
  },
};
await phases[phase]!();
say({ kind: 'done' });
// Idle until the kill comes.
setInterval(() => undefined, 60_000);
