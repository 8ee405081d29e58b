import type { Examiner } from '../../contract/case.ts';
import type {
  Arguments,
  CallOptions,
  EngineInfo,
  EventName,
  Events,
  MethodName,
  Result,
} from '../../contract/methods.ts';
import { ChirographError } from '../../contract/schema.ts';
import type { ConnectionStatus, EngineAccess } from '../engine/engine-access.ts';

/** What hinders keeping who examines on this computer, and hinders nobody to work in a case that lies elsewhere. */
const NOT_KEPT: ReadonlySet<string> = new Set(['folder-read-only', 'disk-full']);

/** The engine for the window's stores: says with every call who examines, and how the engine is. */
export class EngineClient {
  status = $state<ConnectionStatus>('connecting');
  info = $state.raw<EngineInfo | null>(null);
  examiner = $state.raw<Examiner | null>(null);
  /** False until the engine has answered whether it knows the examiner. */
  examinerKnown = $state(false);
  readonly #engine: EngineAccess;

  constructor(engine: EngineAccess) {
    this.#engine = engine;
    engine.watch((status) => (this.status = status));
  }

  /**
   * Asks the engine what it is and who works with it. Each answer counts as soon as it is there: to say what it is, the
   * engine loads its model first, and who examines can be asked meanwhile.
   */
  async greet(): Promise<void> {
    await Promise.all([
      this.call('engine.info', {}).then((info) => (this.info = info)),
      this.call('examiner.get', {}).then((examiner) => {
        this.examiner = examiner;
        this.examinerKnown = true;
      }),
    ]);
  }

  /** Says who examines from now on; where it cannot be kept, for this window alone. */
  async introduce(examiner: Examiner): Promise<void> {
    try {
      this.examiner = await this.call('examiner.save', { examiner });
    } catch (error) {
      if (!(error instanceof ChirographError) || !NOT_KEPT.has(error.code)) throw error;
      this.examiner = examiner;
    }
  }

  call<M extends MethodName>(method: M, args: Arguments<M>, options: CallOptions = {}): Promise<Result<M>> {
    const signed = this.examiner === null ? {} : { examiner: this.examiner };
    return this.#engine.call(method, args, { ...options, ...signed });
  }

  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    return this.#engine.on(event, listener);
  }

  /** Calls back each time the engine is reached again after it was lost. */
  onReturn(listener: () => void): () => void {
    let lost = false;
    return this.#engine.watch((status) => {
      if (status === 'lost') lost = true;
      if (status === 'open' && lost) {
        lost = false;
        listener();
      }
    });
  }
}
