/** What a file asks for more of than it may have. */
export class BudgetSpentError extends Error {
  override readonly name = 'BudgetSpentError';
}

/** Bounds the work on one file, whatever its parts say of each other. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  /** @throws BudgetSpentError once more was taken than there was. */
  take(steps = 1): void {
    this.#left -= steps;
    if (this.#left < 0) throw new BudgetSpentError('more steps than one file may take');
  }
}
