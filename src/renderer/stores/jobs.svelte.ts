import type { CallOptions, Progress } from '../../contract/methods.ts';

/** A running call that the status bar shows. */
export class Job {
  readonly id: number;
  readonly title: string;
  progress = $state.raw<Progress | null>(null);
  cancelling = $state(false);
  readonly #controller = new AbortController();

  constructor(id: number, title: string) {
    this.id = id;
    this.title = title;
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
  async run<T>(title: string, start: (options: CallOptions) => Promise<T>): Promise<T> {
    const job = new Job(++this.#last, title);
    this.running = [...this.running, job];
    try {
      return await start({ signal: job.signal, onProgress: (progress) => (job.progress = progress) });
    } finally {
      this.running = this.running.filter((other) => other !== job);
    }
  }
}
