import { ChirographError } from '../../../contract/schema.ts';
import { type Said, say } from '../../stores/window-language.svelte.ts';

/** Something the examiner did that can be taken back and done again. Each of these is an edit of its own. */
export interface Command {
  /** Completes "Undo: …", such as "split word 3". */
  readonly label: Said;
  undo(): Promise<void>;
  redo(): Promise<void>;
}

/** What was done since the case was opened, without limit. One thing is done at a time, in the order asked for. */
export class History {
  readonly #done: Command[] = [];
  readonly #undone: Command[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  /** What would be taken back, and done again; null for nothing. */
  get next(): { undo: string | null; redo: string | null } {
    return { undo: this.#done.at(-1)?.label() ?? null, redo: this.#undone.at(-1)?.label() ?? null };
  }

  /** Does something new: what was taken back before cannot be done again. Nothing is kept of what fails. */
  do(work: () => Promise<Command | null>): Promise<void> {
    return this.#inTurn(async () => {
      const command = await work();
      if (command === null) return;
      this.#done.push(command);
      this.#undone.length = 0;
    });
  }

  undo(): Promise<void> {
    return this.#inTurn(() => step(this.#done, this.#undone, (command) => command.undo()));
  }

  redo(): Promise<void> {
    return this.#inTurn(() => step(this.#undone, this.#done, (command) => command.redo()));
  }

  clear(): void {
    this.#done.length = this.#undone.length = 0;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** A command that fails stays where it was, to be tried again; one whose words or marks are gone is dropped, which is said. */
async function step(from: Command[], to: Command[], act: (command: Command) => Promise<void>): Promise<void> {
  const command = from.at(-1);
  if (command === undefined) return;
  try {
    await act(command);
  } catch (error) {
    if (!(error instanceof ChirographError) || error.code !== 'not-found') throw error;
    from.pop();
    throw new ChirographError(
      'not-found',
      say(
        '“{what}” can be neither taken back nor done again: what it concerns is not in the case any more, as after preparing or erasing an item. It was dropped; what came before it can still be undone.',
        { what: command.label() },
      ),
      { details: error.message, cause: error },
    );
  }
  from.pop();
  to.push(command);
}
