/** Has a case open until its standard input ends. */
import { writeSync } from 'node:fs';
import { openCaseStore } from '../../../../src/main/engine/case/open-case-store.ts';

const examiner = { name: 'Other Person', initials: 'OP', role: 'Examiner' };
const store = await openCaseStore(process.argv[2] as string, { examiner, software: 'Chirograph 0.1.0' });
store.saveForm(examiner, { ...store.form(), caseNumber: 'held' });
writeSync(1, 'held\n');
process.stdin.resume();
process.stdin.on('end', () => store.close());
