import * as v from 'valibot';
import { Problem } from '../../contract/schema.ts';

/** What the engine process tells its host about itself, beside the messages of the contract. */
export const Announcement = v.variant('kind', [
  /** The engine takes calls. */
  v.object({ kind: v.literal('ready') }),
  /** The engine could not start; the process ends itself after this. */
  v.object({ kind: v.literal('start-failed'), problem: Problem }),
]);
export type Announcement = v.InferOutput<typeof Announcement>;
