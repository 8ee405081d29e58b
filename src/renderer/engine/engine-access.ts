import type { Engine } from '../../contract/methods.ts';

/** `lost`: the engine cannot be reached now; the window keeps trying. */
export type ConnectionStatus = 'connecting' | 'open' | 'lost';

/** The engine as the window has it: calls and events outlive a broken channel. */
export interface EngineAccess extends Engine {
  /** Calls back now and at every change; returns a function that ends it. */
  watch(listener: (status: ConnectionStatus) => void): () => void;
}
