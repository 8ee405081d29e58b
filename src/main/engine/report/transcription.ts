import type { ReportWord } from '../../../contract/report.ts';

/** What the examiner reads on a line, by one hand. */
export interface TranscribedLine {
  /** Label of the item, and of the further hand on it where it is by one. */
  readonly item: string;
  readonly by: string;
  /** Page and line on it, from 0. */
  readonly page: number;
  readonly line: number;
  readonly text: string;
}

/** Stands for one or more words of a line that nobody read. */
const UNREAD = '…';

/** The lines of which at least one word was read, in the order of their words. */
export function transcribedLines(words: readonly ReportWord[]): TranscribedLine[] {
  const lines = Map.groupBy(words, ({ item, hand, page, line }) =>
    JSON.stringify([hand ?? item, page, line]),
  );
  return [...lines.values()].flatMap((line): TranscribedLine[] => {
    const [first] = line as [ReportWord];
    if (line.every(({ transcription }) => transcription === undefined)) return [];
    const read = line.toSorted((a, b) => a.order - b.order).map((word) => word.transcription ?? UNREAD);
    const text = read.filter((word, at) => word !== UNREAD || read[at - 1] !== UNREAD).join(' ');
    const { item, hand, page, line: number } = first;
    return [{ item, by: hand ?? item, page, line: number, text }];
  });
}
