import type { EngineInfo, MethodName } from '../../contract/methods.ts';
import { UUID } from '../log-redaction.ts';

interface CallAtWork {
  readonly method: MethodName;
  readonly ids: string;
  readonly since: number;
}

/** What the host knows of an engine's work without looking into it: which methods run, on which ids, with which model. */
export class CallsAtWork {
  readonly #calls = new Set<CallAtWork>();
  #info: EngineInfo | null = null;

  /** Keeps a call in the list until it has an outcome. */
  async follow<T>(method: MethodName, args: unknown, outcome: Promise<T>): Promise<T> {
    const call = { method, ids: idsOf(args), since: performance.now() };
    this.#calls.add(call);
    try {
      const result = await outcome;
      if (method === 'engine.info') this.#info = result as EngineInfo;
      this.#calls.delete(call);
      return result;
    } catch (error) {
      // A call that failed because the engine died is what the engine died of: it stays until it was written down.
      if ((error as { code?: unknown }).code !== 'engine-stopped') this.#calls.delete(call);
      throw error;
    }
  }

  /** One line a call: its method, the ids it named, how long it had taken. Empties the list. */
  takeLines(): string[] {
    const now = performance.now();
    const lines = [...this.#calls].map(
      ({ method, ids, since }) => `${method}${ids} for ${((now - since) / 1_000).toFixed(1)} s`,
    );
    this.#calls.clear();
    return lines;
  }

  /** The model and the providers that the engine last said it uses. */
  modelLines(): string[] {
    const { model, modelProblem } = this.#info ?? {};
    if (model) {
      const refused = model.refusedProviders.map(({ provider }) => provider);
      return [
        `model ${model.sha256}, ${model.task}, on ${model.provider}`,
        ...(refused.length === 0 ? [] : [`providers refused: ${refused.join(', ')}`]),
      ];
    }
    return modelProblem ? [`no model: ${modelProblem.code}`] : [];
  }
}

/** Random ids given by the engine, and how many there are where it is a list; never anything a person typed. */
function idsOf(args: unknown): string {
  const named = Object.entries((args ?? {}) as Record<string, unknown>)
    .filter(([name]) => /^[a-zA-Z]{1,16}$/u.test(name))
    .map(([name, value]) => {
      if (typeof value === 'string' && UUID.test(value)) return ` ${name} ${value}`;
      return Array.isArray(value) ? ` ${value.length} ${name}` : '';
    });
  return named.join('');
}
