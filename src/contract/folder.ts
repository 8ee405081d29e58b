import * as v from 'valibot';
import { Count } from './schema.ts';

/** How many images a case of a folder would hold; `complete` is false where counting ended early: at least so many. */
const images = { images: Count, complete: v.boolean() };

/** A folder by its path and the name it is shown by. */
export const NamedFolder = v.object({ path: v.string(), name: v.string() });
export type NamedFolder = v.InferOutput<typeof NamedFolder>;

export const ListedFolder = v.object({
  ...NamedFolder.entries,
  ...images,
  /** Whether it was opened as a case before. */
  isCase: v.boolean(),
  /** Why it cannot be opened; null where it can. */
  problem: v.nullable(v.string()),
});
export type ListedFolder = v.InferOutput<typeof ListedFolder>;

/** What a window learns of a folder it may open a case in: the folders in it, and of files no more than a count. */
export const FolderListing = v.object({
  ...NamedFolder.entries,
  ...images,
  isCase: v.boolean(),
  /** The folder above, where that may be listed too. */
  parent: v.nullable(v.string()),
  /** From the root down to this folder itself. */
  trail: v.array(NamedFolder),
  roots: v.array(NamedFolder),
  /** Without hidden ones, in natural order. */
  folders: v.array(ListedFolder),
  /** True where there are more folders than are listed. */
  truncated: v.boolean(),
});
export type FolderListing = v.InferOutput<typeof FolderListing>;
