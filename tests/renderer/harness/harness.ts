import '../../../src/renderer/tokens.css';
import '../../../src/renderer/base.css';
import { mount } from 'svelte';
import App from '../../../src/renderer/App.svelte';
import { CRASH_REPORT, ELSEWHERE, EXAMINER, HELD } from '../fake-case.ts';
import { JOURNAL, WITNESS } from './journal.ts';
import { FakeEngine } from '../fake-engine.ts';

/**
 * `?first` starts as on the first day: no examiner known. `?crashed` as after a run that ended without closing. `?slow`
 * makes long calls last. `?held`, `?disc`: a case that another has, or of a disc. `?journal` begins with a line of
 * each kind, and with a witness that contradicts them. `?gone`: a case whose model is not on this computer.
 */
const query = new URLSearchParams(window.location.search);
const engine = new FakeEngine({
  examiner: query.has('first') ? null : EXAMINER,
  ...(query.has('journal') ? { journal: JOURNAL, witness: WITNESS } : {}),
  pace: () => new Promise((next) => setTimeout(next, query.has('slow') ? 1500 : 10)),
  standing: () => ({
    ...(query.has('held') ? { readOnly: HELD } : {}),
    ...(query.has('gone')
      ? {
          model: {
            sha256: '9'.repeat(64),
            name: 'lab-word',
            version: '1.4',
            chosen: true,
            problem: {
              code: 'model-refused' as const,
              message: `The model lab-word 1.4 (SHA-256 ${'9'.repeat(64)}) is not on this computer. Add its file to the models, or choose another model for the case.`,
            },
          },
        }
      : {}),
    ...(query.has('disc')
      ? {
          home: ELSEWHERE,
          notice: `The folder cannot be written: this case's database, crops and reports are kept in ${ELSEWHERE}.`,
        }
      : {}),
  }),
});
if (query.has('crashed')) engine.earlierCrash = CRASH_REPORT;
mount(App, { target: document.getElementById('app')!, props: { engine, desktop: null } });
Object.assign(window, { fakeEngine: engine, sampleCrash: CRASH_REPORT });
