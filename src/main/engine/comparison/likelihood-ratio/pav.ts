import type { Calibrator } from './calibrator.ts';
import { distinct, type LabelledScores } from './labelled-scores.ts';

/** A run of scores that share one likelihood ratio. */
interface Block {
  readonly from: number;
  to: number;
  /** Shares of all same-source and of all different-source pairs that lie in it. */
  same: number;
  different: number;
}

/**
 * Pool adjacent violators: the likelihood ratios that rise with the score and cost least (Zadrozny and Elkan 2002,
 * 10.1145/775047.775151; Brümmer and du Preez 2006, 10.1016/j.csl.2005.08.001). Both sides weigh alike; ties are one
 * step. Infinite where only one side scores: this is for measuring, and for evidence only within bounds.
 */
export class Pav implements Calibrator {
  readonly method = 'pav';
  readonly #blocks: readonly Block[];

  private constructor(blocks: readonly Block[]) {
    this.#blocks = blocks;
  }

  static fit(scores: LabelledScores): Pav {
    const blocks: Block[] = [];
    for (const { score, same, different } of distinct(scores)) {
      let block: Block = { from: score, to: score, same, different };
      for (let before = blocks.at(-1); before !== undefined; before = blocks.at(-1)) {
        // The odds before are no lower: one block, compared without a division by nothing.
        if (before.same * block.different < block.same * before.different) break;
        blocks.pop();
        block = {
          from: before.from,
          to: block.to,
          same: before.same + block.same,
          different: before.different + block.different,
        };
      }
      blocks.push(block);
    }
    return new Pav(blocks);
  }

  /** Between two blocks the posterior probability at even odds lies on a straight line; beyond the ends nothing changes. */
  log10Lr(score: number): number {
    const blocks = this.#blocks;
    let low = 0;
    let high = blocks.length - 1;
    // The last block that starts at or below the score.
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((blocks[middle] as Block).from <= score) low = middle;
      else high = middle - 1;
    }
    const block = blocks[low] as Block;
    const next = blocks[low + 1];
    const ratio = Math.log10(block.same / block.different);
    if (next === undefined || score <= block.to) return ratio;
    const share = (score - block.to) / (next.from - block.to);
    // Next to an infinite score there is no between.
    if (!Number.isFinite(share) || !Number.isFinite(next.from - block.to)) return ratio;
    const here = block.same / (block.same + block.different);
    const there = next.same / (next.same + next.different);
    const posterior = here + share * (there - here);
    return Math.log10(posterior / (1 - posterior));
  }
}
