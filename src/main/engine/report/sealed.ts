import * as v from 'valibot';
import type { JournalEntry } from '../../../contract/case.ts';

/** The parameters of a journal line as a shape; null where they have another, as in a journal changed from outside. */
export function parametersOf<S extends v.GenericSchema>(
  { parameters }: Pick<JournalEntry, 'parameters'>,
  schema: S,
): v.InferOutput<S> | null {
  return parsedAs(parameters, schema);
}

/** JSON of somebody else's making as a shape; null where it is none, or has another. */
export function parsedAs<S extends v.GenericSchema>(json: string, schema: S): v.InferOutput<S> | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(json));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
