import { PART_LENGTH, type PictureFacts, type SavedPicture } from '../../contract/pictures.ts';
import type { EngineClient } from './engine-client.svelte.ts';

/** Bytes of a part: whole threes, so that the texts of parts put together are that of the whole. */
const PART_BYTES = Math.floor(PART_LENGTH / 4) * 3;

/** Saves a picture into the reports folder of a case, in parts that a message can carry. Rejects as `picture.save` does. */
export async function savePicture(
  engine: EngineClient,
  caseId: string,
  picture: Blob,
  facts: PictureFacts,
): Promise<SavedPicture> {
  const id = crypto.randomUUID();
  for (let from = 0; ; from += PART_BYTES) {
    const part = picture.slice(from, from + PART_BYTES);
    const isLast = from + PART_BYTES >= picture.size;
    const { saved } = await engine.call('picture.save', {
      case: caseId,
      picture: id,
      part: base64(new Uint8Array(await part.arrayBuffer())),
      last: isLast ? facts : null,
    });
    if (isLast && saved !== null) return saved;
  }
}

function base64(bytes: Uint8Array): string {
  let text = '';
  // As many at a time as a call takes arguments.
  for (let from = 0; from < bytes.length; from += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  }
  return btoa(text);
}
