/** Looks at a case without opening it for changes, says so, and waits; to be killed. */
import { writeSync } from 'node:fs';
import { readCase } from '../../../../src/main/engine/case/read-case.ts';

await readCase(process.argv[2] as string);
writeSync(1, 'looking\n');
process.stdin.resume();
