import type { StatedResolution } from '../../../contract/corrections.ts';
import type { ReportItem, ReportWord } from '../../../contract/report.ts';
import type { Language } from '../../../language/language.ts';
import { reportText } from '../../../language/report/report.ts';

/** Where a word stands, counted from 1 as people do: "Q1, page 1, line 3, word 12"; of a further hand, "Q1/2, page 1, …". */
export function placeOf(
  word: Pick<ReportWord, 'item' | 'hand' | 'page' | 'line' | 'order'>,
  language: Language = 'en',
): string {
  return reportText(language, '{label}, page {page}, line {line}, word {word}', {
    label: word.hand ?? word.item,
    page: word.page + 1,
    line: word.line + 1,
    word: word.order + 1,
  });
}

/** The resolution that holds for a page: the examiner's where one is stated, else the file's. */
export function resolutionOf(
  { pageSizes, resolutions = [] }: ReportItem,
  page: number,
): { dpi: number | null; source: 'file' | StatedResolution['source'] } {
  return (
    resolutions.find((each) => each.page === page) ?? { dpi: pageSizes[page]?.dpi ?? null, source: 'file' }
  );
}
