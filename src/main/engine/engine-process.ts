import { createEngine } from './engine.ts';
import { serveEngine } from './engine-service.ts';

/** Entry of the engine's own process, on plain Node; started by engine-host.ts. */
await serveEngine(createEngine);
