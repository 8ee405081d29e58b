import type { Page } from '../../../contract/case.ts';
import type { Hand, Region } from '../../../contract/corrections.ts';
import { ChirographError, type Box } from '../../../contract/schema.ts';
import type { CaseStore, CutRecord } from '../case/store.ts';
import { openCase, type CallContext, type Handlers, type Services } from '../services.ts';

type CorrectionMethod =
  | 'word.exclude'
  | 'word.edit'
  | 'word.transcribe'
  | 'word.attribute'
  | 'hand.add'
  | 'hand.assign'
  | 'page.resolution';

/** What the examiner corrects by hand in what was found on the pages of a case. */
export function correctionHandlers(services: Services): Handlers<CorrectionMethod> {
  /** The pages of items as they are after a change, which every window is told of. */
  const changed = async (store: CaseStore, items: readonly string[]): Promise<Page[]> => {
    services.emit('case.changed', { case: store.id });
    const model = await services.modelSha256(store);
    return items.flatMap((item) => store.pages(item, model));
  };
  const hand = async (store: CaseStore, id: string): Promise<Hand> => {
    services.emit('case.changed', { case: store.id });
    const all = store.hands(await services.modelSha256(store));
    return all.find((each) => each.id === id) as Hand;
  };

  return {
    async 'word.exclude'(args, context) {
      const { store } = openCase(services, args.case);
      const { words, excluded, reason, step } = args;
      return changed(store, store.exclude(context.examiner(), words, excluded, reason, step).items);
    },
    async 'word.edit'(args, context) {
      const { store } = openCase(services, args.case);
      const add = args.add.map(enclosed);
      const cut = add.length === 0 ? null : await cutFrom(services, store, args.page, add, context);
      context.readmit();
      const { item, added } = store.edit(
        context.examiner(),
        args.page,
        {
          ...args,
          add: add.map((region, at) => ({ ...region, cropSha256: cut?.crops[at]?.cropSha256 as string })),
          reading: args.reading,
          step: args.step,
        },
        cut,
      );
      const page = (await changed(store, [item])).find(({ id }) => id === args.page) as Page;
      return { page, added: [...added] };
    },
    async 'word.transcribe'(args, context) {
      const { store } = openCase(services, args.case);
      const { item } = store.transcribe(context.examiner(), args.word, args.text, args.step);
      return changed(store, [item]);
    },
    async 'word.attribute'(args, context) {
      const { store } = openCase(services, args.case);
      return changed(store, store.attribute(context.examiner(), args.words, args.hand, args.step).items);
    },
    'hand.add'(args, context) {
      const { store } = openCase(services, args.case);
      return hand(store, store.addHand(context.examiner(), args.item, args.writer));
    },
    'hand.assign'(args, context) {
      const { store } = openCase(services, args.case);
      store.assignHand(context.examiner(), args.hand, args.writer);
      return hand(store, args.hand);
    },
    async 'page.resolution'(args, context) {
      const { store } = openCase(services, args.case);
      return changed(store, store.resolve(context.examiner(), args.pages, args.resolution, args.step).items);
    },
  };
}

/** Cuts regions of a page from the original pixels. Throws `no-writing` where one is blank. */
async function cutFrom(
  services: Services,
  store: CaseStore,
  page: string,
  regions: readonly Region[],
  { signal }: CallContext,
): Promise<CutRecord> {
  const { item, index } = store.pagePlace(page);
  const { sha256, crops } = await services.preparation.cut(
    { path: store.pathOf(item), regions: regions.map((region) => ({ ...region, page: index })) },
    signal,
  );
  return {
    sha256,
    crops: crops.map((crop) => {
      if (crop !== null) return crop;
      throw new ChirographError(
        'no-writing',
        'Nothing in the region drawn stands out from the paper, so that no word can be cut from it. Draw it around ink.',
      );
    }),
  };
}

/** A region whose box is that of its outline, where it has one. */
function enclosed({ box, outline }: Region): Region {
  return { box: outline === null ? box : boundsOf(outline), outline };
}

function boundsOf(outline: NonNullable<Region['outline']>): Box {
  const [x, y] = [Math.min(...outline.map((each) => each.x)), Math.min(...outline.map((each) => each.y))];
  return {
    x,
    y,
    width: Math.max(...outline.map((each) => each.x)) - x,
    height: Math.max(...outline.map((each) => each.y)) - y,
  };
}
