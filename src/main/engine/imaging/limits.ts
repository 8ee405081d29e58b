export const MEBIBYTE = 1024 * 1024;

/**
 * Every limit on what a file may ask of this computer, in one place. Each is far above what an examiner's scan needs
 * and low enough that a crafted file costs no more than its own message.
 */
export const limits = {
  /** A file is read whole, so that its hash and its pixels are of the same bytes. */
  fileBytes: 512 * MEBIBYTE,
  /**
   * Decoded, a page of this size and its working copies still fit into `childMebibytes`; A4 at 600 dpi has 35 million. A
   * page of a PDF is held twice on the way and may pass that limit, which is then said of it, from some 200 million on.
   */
  pagePixels: 268_435_456,
  /** The longest side that a JPEG can have; no program that shows images is made for more. */
  pageSidePixels: 65_535,
  /** A bundle larger than this is several documents. */
  filePages: 500,
  /** `filePages` pages of A4 at 600 dpi: many pages, each below its own limit, must not add up to days. */
  filePixels: 20_000_000_000,
  /**
   * Separate marks of ink: a page of small close writing has some 5,000; a halftone or noise has millions. Finding lines
   * takes time that grows with the square of their number: 10,000 take 2 s.
   */
  pageMarks: 20_000,
  /** A page of close writing has some 700. */
  pageWords: 5_000,
  /**
   * Time for each page, and what its size adds: A4 at 600 dpi takes 3.5 s and the largest page 19 s on two busy cores,
   * and may take 27 s and 73 s, for a computer may be far busier. What never ends is met within the first figure where the
   * page is small.
   */
  pageMilliseconds: 20_000,
  megapixelMilliseconds: 200,
  /**
   * How often a page is given its time again because its process had less of the processor than that: on a computer that is
   * busy with other work. One that waits for what never comes is ended after so many times the time.
   */
  pageWaits: 9,
  /**
   * Time for the headers of all pages together; each also has `pageMilliseconds`, so that what is stuck is met early.
   * `filePages` of them take 2 s.
   */
  headersMilliseconds: 60_000,
  /**
   * Segments (each begun KiB of them) and directory entries that are looked at for further pictures: parts that name each other crosswise must not
   * be read again and again. `filePages` pages with smaller copies have some 20,000.
   */
  fileParts: 100_000,
  /** Time for reading a file, by its size: a slow network drive gives 10 MiB a second. */
  mebibyteMilliseconds: 100,
  /** Resident memory of each process that decodes. */
  childMebibytes: 2048,
  /** What such a process reserves on top without using it, where the system can limit what it may ask for at all. */
  childReservedMebibytes: 1024,
  /** A picture that a child makes to be shown; it goes to the engine in one message. */
  messageBytes: 256 * MEBIBYTE,
} as const;

/** Bytes as whole MiB, rounded up, for messages. */
export const mebibytes = (bytes: number): number => Math.ceil(bytes / MEBIBYTE);

/** A count as a message names it: 50,000. */
export const grouped = (count: number): string => count.toLocaleString('en-GB');
