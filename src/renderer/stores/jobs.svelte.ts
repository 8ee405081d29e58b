import type { CallOptions, Progress } from '../../contract/methods.ts';
import type { PlainMessage } from '../../language/window/window.ts';
import { say } from './window-language.svelte.ts';

/** A running call that the status bar shows. */
export class Job {
  readonly id: number;
  readonly #title: PlainMessage;
  progress = $state.raw<Progress | null>(null);
  cancelling = $state(false);
  readonly #controller = new AbortController();

  constructor(id: number, title: PlainMessage) {
    this.id = id;
    this.#title = title;
  }

  /** What is being done, in the window's language. */
  get title(): string {
    return say(this.#title);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  cancel(): void {
    this.cancelling = true;
    this.#controller.abort();
  }
}

/** Long calls in flight, oldest first. */
export class Jobs {
  running = $state.raw<readonly Job[]>([]);
  #last = 0;

  /** Runs a call as a job: shows it while it runs, hands it progress and cancellation. */
  async run<T>(title: PlainMessage, start: (options: CallOptions, job: Job) => Promise<T>): Promise<T> {
    const job = new Job(++this.#last, title);
    this.running = [...this.running, job];
    try {
      return await start({ signal: job.signal, onProgress: (progress) => (job.progress = progress) }, job);
    } finally {
      this.running = this.running.filter((other) => other !== job);
    }
  }
}
