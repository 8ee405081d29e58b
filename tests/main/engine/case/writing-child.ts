/** Writes to a case without end and prints each change once it was acknowledged; to be killed. */
import { writeSync } from 'node:fs';
import { openCaseStore } from '../../../../src/main/engine/case/open-case-store.ts';

const examiner = { name: 'Child', initials: 'C', role: 'Examiner' };
const store = await openCaseStore(process.argv[2] as string, { examiner, software: 'Chirograph 0.1.0' });
const [item] = store.items();
for (let change = 1; ; change++) {
  const writer = `Writer ${change}`;
  store.saveForm(examiner, { ...store.form(), caseNumber: `${change}` });
  store.assign(examiner, [item!.id], 'known', writer);
  writeSync(1, `${change}\n`);
}
