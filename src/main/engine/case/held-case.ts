import type { ReadOnly } from '../../../contract/case.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { CasePlace } from './case-home.ts';
import { holderOf, whereHeld } from './lock-notice.ts';
import { readPlace } from './read-case.ts';
import type { CaseStore } from './store.ts';

/**
 * Opens a case that another process holds: as it stands now, to be looked at. What cannot be recorded is not looked
 * for either, so the evidence files stand as the holder last found them.
 *
 * @throws ChirographError `not-found` while the holder is still making the case, and what `readPlace` throws.
 */
export async function openHeldCase(place: CasePlace): Promise<CaseStore> {
  const heldBy = holderOf(place.home);
  const readOnly: ReadOnly = {
    reason: 'held',
    message: `This case is open ${whereHeld(heldBy)}. Here you see how it stood when you opened it, and cannot change it; evidence files were not checked again. Close it there, then open it again here.`,
    heldBy,
  };
  const refuse = (): never => {
    throw readOnlyError(readOnly);
  };
  return {
    ...(await readPlace(place, readOnly)),
    assign: refuse,
    savePreparation: refuse,
    saveFailure: refuse,
    exclude: refuse,
    edit: refuse,
    transcribe: refuse,
    attribute: refuse,
    addHand: refuse,
    assignHand: refuse,
    resolve: refuse,
    saveFinding: refuse,
    removeFinding: refuse,
    saveLetter: refuse,
    removeLetter: refuse,
    recordProcessing: refuse,
    saveEmbeddings: refuse,
    recheck: () => Promise.reject(readOnlyError(readOnly)),
    saveComparison: refuse,
    saveSearch: refuse,
    saveSignatureComparison: refuse,
    saveForm: refuse,
    useModel: refuse,
    beginUnmasking: refuse,
    advanceUnmasking: refuse,
    endUnmasking: refuse,
    usePopulation: refuse,
    erase: refuse,
    record: refuse,
  };
}

/** The error for a change to a case that can only be looked at. */
export function readOnlyError({ message }: ReadOnly): ChirographError {
  return new ChirographError('case-read-only', message);
}
