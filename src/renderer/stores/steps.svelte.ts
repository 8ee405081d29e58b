import type { Problem } from '../../contract/schema.ts';
import { History } from '../viewer/editing/history.ts';
import { shownProblem } from './problems.ts';

/** Steps that can be taken back, with what hindered the last one: what the stores of words, marks and letters have in common. */
export class Steps {
  problem = $state.raw<Problem | null>(null);
  /** Counts steps: what undo and redo would do changes with each. */
  #turns = $state(0);
  readonly #history = new History();

  /** What undo and redo would do. */
  get next(): History['next'] {
    void this.#turns;
    return this.#history.next;
  }

  /** Forgets what was done. */
  clear(): void {
    this.#history.clear();
    this.#turns += 1;
  }

  undo(): Promise<boolean> {
    return this.attempt((history) => history.undo());
  }

  redo(): Promise<boolean> {
    return this.attempt((history) => history.redo());
  }

  /** Returns whether it was done; what hindered it stands in `problem`. */
  async attempt(work: (history: History) => Promise<void>): Promise<boolean> {
    try {
      await work(this.#history);
      this.problem = null;
      return true;
    } catch (error) {
      this.problem = shownProblem(error);
      return false;
    } finally {
      this.#turns += 1;
    }
  }
}
