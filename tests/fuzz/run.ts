/** `npm run fuzz -- [seed] [files]`: mutated files of each format through the whole of a case; 20,000 where not said. */
import { fuzz, report } from './fuzz-case.ts';

const [seed = '1', files = '20000'] = process.argv.slice(2);
const outcome = await fuzz({
  seed: Number(seed),
  files: Number(files),
  onProgress: (done) => {
    if (done % 1000 === 0) process.stderr.write(`${done} files\n`);
  },
});
process.stdout.write(`${report(outcome)}\n`);
process.exitCode = outcome.failures.length > 0 ? 1 : 0;
