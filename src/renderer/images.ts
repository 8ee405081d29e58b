import type { Attachment } from 'svelte/attachments';
import type { Tile } from '../contract/tiles.ts';

/**
 * Address of an image of a case, the same in both shells.
 *
 * @param max longest side in pixels; the original pixels where left out.
 */
export function imageUrl(caseId: string, image: string, max?: number): string {
  return `/image/${caseId}/${image}${max === undefined ? '' : `?max=${max}`}`;
}

/** Address of one part of a page. */
export function tileUrl(caseId: string, image: string, { level, column, row }: Tile): string {
  return `${imageUrl(caseId, image)}?tile=${level}-${column}-${row}`;
}

/**
 * Calls a picture back that has not come yet when its place goes. A browser would load it on, past the closing of its case and into
 * the hands of another examiner, to whom it may be veiled.
 */
export const calledBack: Attachment<HTMLImageElement> = (image) => () => image.removeAttribute('src');
