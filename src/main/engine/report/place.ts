import type { ReportWord } from '../../../contract/report.ts';

/** Where a word stands, counted from 1 as people do: "Q1, page 1, line 3, word 12"; of a further hand, "Q1/2, page 1, …". */
export function placeOf(word: Pick<ReportWord, 'item' | 'hand' | 'page' | 'line' | 'order'>): string {
  return `${word.hand ?? word.item}, page ${word.page + 1}, line ${word.line + 1}, word ${word.order + 1}`;
}
