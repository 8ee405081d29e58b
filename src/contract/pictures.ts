import * as v from 'valibot';
import { Count, Id, Sha256 } from './schema.ts';

/** Of the text of one part of a picture in base64: a message of the window may have a megabyte at most. */
export const PART_LENGTH = 700_000;

/** What a picture that is saved shows. */
export const PictureFacts = v.object({
  /** A figure of the Charts view, a page with its marks, or the panes of the Compare view. */
  shows: v.picklist(['figure', 'page', 'panes']),
  format: v.picklist(['svg', 'png']),
  /** What the file's name says of it. */
  name: v.pipe(v.string(), v.regex(/^[\p{L}\p{N} ._-]{1,60}$/u, 'not a part of a file name')),
  /** Items that are seen in it. */
  items: v.pipe(v.array(Id), v.maxLength(5000)),
});
export type PictureFacts = v.InferOutput<typeof PictureFacts>;

/** A picture as it was written into the reports folder of its case. */
export const SavedPicture = v.object({ file: v.string(), sha256: Sha256, bytes: Count });
export type SavedPicture = v.InferOutput<typeof SavedPicture>;
