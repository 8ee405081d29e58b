import type { PageQuality } from '../../../contract/quality.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';

/**
 * What seals what was measured of an item's pages, in their order, in the line of its preparation: the SHA-256 of its
 * canonical JSON.
 *
 * @param qualities null for a page that could not be measured.
 */
export function qualitiesSeal(qualities: readonly (PageQuality | null)[]): string {
  return sha256(canonicalJson(qualities));
}
