import type { Migration } from './migrations.ts';

/**
 * What preparation said of an item stands as long as its words do. What went wrong with its file since then stands beside
 * it, and goes by itself.
 */
export const laterProblem: Migration = {
  version: 3,
  sql: `
    ALTER TABLE item ADD COLUMN later_problem TEXT;
    UPDATE item SET later_problem = problem, problem = NULL
      WHERE preparation IN ('ready', 'stale') AND json_valid(problem)
        AND json_extract(problem, '$.code') = 'file-unreadable';
  `,
};
