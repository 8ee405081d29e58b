/** Erases one writer of a case after the other and prints each name once it was erased; to be killed. */
import { writeSync } from 'node:fs';
import { openCaseStore } from '../../../../src/main/engine/case/open-case-store.ts';

const examiner = { name: 'Child', initials: 'C', role: 'Examiner' };
const store = await openCaseStore(process.argv[2] as string, { examiner, software: 'Chirograph 0.1.0' });
for (const { name } of store.view(null).writers.filter((each) => each.name.startsWith('Writer '))) {
  store.erase(examiner, { kind: 'writer', name }, 'request', '');
  writeSync(1, `${name}\n`);
}
// Never ends by itself: it is the test that ends it.
process.stdin.resume();
