import path from 'node:path';
import type { PictureFacts } from '../../../contract/pictures.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { requireFolder } from '../case/folder.ts';
import { sha256 } from '../case/hash.ts';
import { ownFolder } from '../case/own-folder.ts';
import { publish } from '../report/publication.ts';
import { openCase, type Handlers, type Services } from '../services.ts';

/** Bytes of one picture at most: an A4 page of 600 dpi in colour takes half of it. */
const LARGEST_BYTES = 192 * 1024 * 1024;
/** Pictures that may be on their way at once; the one begun first gives way. */
const MOST_UNDER_WAY = 2;

/** Saving what the window draws: figures, and pages and panes with what is marked on them. */
export function pictureHandlers(services: Services): Handlers<'picture.save'> {
  /** Parts that are here, by the case and the id that the window gave the picture. */
  const underWay = new Map<string, Buffer[]>();

  return {
    async 'picture.save'(args, context) {
      const { store, inTurn } = openCase(services, args.case);
      const key = `${args.case} ${args.picture}`;
      const parts = [...(underWay.get(key) ?? []), Buffer.from(args.part, 'base64')];
      underWay.delete(key);
      if (parts.reduce((sum, { length }) => sum + length, 0) > LARGEST_BYTES) {
        throw new ChirographError(
          'invalid-arguments',
          `The picture has more than ${LARGEST_BYTES / 1024 / 1024} MiB. Save it at a smaller scale.`,
        );
      }
      if (args.last === null) {
        underWay.set(key, parts);
        for (const oldest of underWay.keys()) {
          if (underWay.size <= MOST_UNDER_WAY) break;
          underWay.delete(oldest);
        }
        return { saved: null };
      }
      const facts = args.last;
      const bytes = Buffer.concat(parts);
      requireFormat(bytes, facts);
      return inTurn(async () => {
        // Writing makes folders that are missing; a case's own that was removed must not come back empty.
        await requireFolder(store.home);
        const at = new Date().toISOString();
        const day = at.slice(0, 10).replaceAll('-', '');
        const stem = `picture-${day}-${at.slice(11, 16).replace(':', '')} ${facts.name}`;
        const wanted = path.join(ownFolder(store.home, 'reports'), stem.trim());
        const [file] = (await publish(
          wanted,
          [{ extension: `.${facts.format}`, bytes: () => bytes }],
          'picture',
        )) as [string];
        const hash = sha256(bytes);
        const { shows, format, items } = facts;
        store.record(context.examiner(), 'picture.save', items, {
          shows,
          format,
          sha256: hash,
          bytes: bytes.length,
        });
        services.emit('case.changed', { case: store.id });
        return { saved: { file, sha256: hash, bytes: bytes.length } };
      });
    },
  };
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What is called a picture is one: the folder of reports takes no other file from a window. */
function requireFormat(bytes: Buffer, { format }: PictureFacts): void {
  const isIt =
    format === 'png'
      ? bytes.subarray(0, PNG.length).equals(PNG)
      : bytes.subarray(0, 5).toString() === '<svg ';
  if (isIt) return;
  throw new ChirographError(
    'invalid-arguments',
    `What was to be saved is no ${format.toUpperCase()} picture.`,
  );
}
