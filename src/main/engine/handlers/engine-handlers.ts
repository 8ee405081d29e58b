import { toProblem } from '../../../contract/wire.ts';
import { cropPicture } from '../imaging/crop-picture.ts';
import { RenderCache } from '../imaging/render-cache.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { openCase, type Handlers, type Services } from '../services.ts';
import { userDataProblem } from '../../user-data.ts';

type EngineMethod = 'engine.info' | 'image.read' | 'examiner.get' | 'examiner.save';

/** Longest side of a thumbnail where the caller names none, in pixels. */
const THUMBNAIL = 320;

/** What is not about one case's content: versions, identity, and pictures by their opaque ids. */
export function engineHandlers(services: Services): Handlers<EngineMethod> {
  const { settings } = services;
  const rendered = new RenderCache();

  return {
    async 'engine.info'() {
      const unkept = userDataProblem(services.userData);
      const about = {
        software: services.software,
        node: process.version,
        platform: `${process.platform} ${process.arch}`,
        ...(unkept && { userDataProblem: toProblem(unkept) }),
      };
      try {
        return { ...about, model: (await services.model()).info, modelProblem: null };
      } catch (error) {
        return { ...about, model: null, modelProblem: toProblem(error) };
      }
    },
    async 'image.read'(args, context) {
      const { store } = openCase(services, args.case);
      const source = store.image(args.image);
      const { tile } = args;
      if (tile !== undefined && source.kind !== 'page') {
        throw new ChirographError('not-found', 'Only pages have tiles.');
      }
      if (source.kind === 'crop') {
        const crop = store.crops(source.item).get(source.cropSha256);
        if (crop === undefined) {
          throw new ChirographError('not-found', 'This crop is no longer on disk. Prepare its item again.');
        }
        return { mediaType: 'image/png', bytes: await cropPicture(crop) };
      }
      const item = store.item(source.item);
      const maxSize = args.maxSize ?? (source.kind === 'thumbnail' ? THUMBNAIL : undefined);
      const part = tile ? { tile } : maxSize === undefined ? {} : { maxSize };
      const image = await rendered.get(`${args.image}/${JSON.stringify(part)}`, () =>
        services.preparation.render(
          {
            path: source.path,
            page: source.page,
            ...('box' in source ? { box: source.box } : {}),
            ...part,
          },
          context.signal,
        ),
      );
      if (image.sha256 !== item.sha256) {
        throw new ChirographError(
          'file-changed',
          `${item.label} (${item.path}) is not the file that was first seen: its SHA-256 differs.`,
        );
      }
      return { mediaType: image.mediaType, bytes: image.bytes };
    },
    'examiner.get': () => settings.examiner(),
    'examiner.save': ({ examiner }) => settings.saveExaminer(examiner),
  };
}
