/**
 * Address of an image of a case, the same in both shells.
 *
 * @param max longest side in pixels; the original pixels where left out.
 */
export function imageUrl(caseId: string, image: string, max?: number): string {
  return `/image/${caseId}/${image}${max === undefined ? '' : `?max=${max}`}`;
}
