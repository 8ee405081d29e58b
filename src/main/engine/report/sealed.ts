import * as v from 'valibot';
import type { JournalEntry } from '../../../contract/case.ts';

/** The parameters of a journal line as a shape; null where they have another, as in a journal changed from outside. */
export function parametersOf<S extends v.GenericSchema>(
  { parameters }: Pick<JournalEntry, 'parameters'>,
  schema: S,
): v.InferOutput<S> | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(parameters));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
