import type { Item, ItemRole, Page } from '../../contract/case.ts';
import { measure, measurementText } from '../../contract/measurements.ts';
import { isOriginal, type Tone } from '../../contract/view.ts';
import type { WindowMessage } from '../../language/window/window.ts';
import { fileName, percentText } from '../format.ts';
import type { Marking } from '../stores/marking.svelte.ts';
import { clauses, decimal, say, within } from '../stores/window-language.svelte.ts';
import type { Composition } from './paint.ts';
import type { PicturedLayer, PicturedMark, PicturedPane } from './picture.ts';
import { toneText } from './tone.ts';
import type { Viewport } from './viewport.ts';

/** Colours of the sides on white paper, in whatever theme the window is. */
const ON_PAPER: Readonly<Record<ItemRole, string>> = {
  questioned: '#0b6868',
  known: '#8a5200',
  unassigned: '#4d4d4d',
};

/** The marks on a page as a picture shows them: each with its number, and what it measures or says. */
export function picturedMarks(marking: Marking, page: Page, role: ItemRole): PicturedMark[] {
  return marking.marksOn(page.id).map(({ finding, mark, places }) => {
    const drawn = { shape: mark.content.shape, places };
    const measured = measure(drawn, page.dpi);
    const said = measured === null ? mark.content.text : measurementText(measured);
    return { drawn, label: `${finding.number} ${said}`.trim(), colour: ON_PAPER[role] };
  });
}

/** What the strip says of a page: its item, file and place, and at what zoom, turned and processed how it is seen. */
export function captionOf(
  item: Pick<Item, 'label' | 'path'>,
  page: Pick<Page, 'index'>,
  { view, tone }: { readonly view: Viewport; readonly tone: Tone },
  ratio: number,
): string {
  const angle = Math.round(view.angle * 10) / 10;
  return [
    say('{label} ({file}), page {page}', {
      label: item.label,
      file: fileName(item.path),
      page: page.index + 1,
    }),
    say('zoom {percent} %', { percent: decimal(view.scale * ratio * 100, 0) }),
    ...(angle === 0 ? [] : [say('turned by {angle}°', { angle: decimal(angle, 1) })]),
    ...(isOriginal(tone) ? [] : [say('processed: {how}', { how: toneText(tone) })]),
  ].join(' · ');
}

/** A page in a pane, and the item that it is of. */
export interface SeenPage {
  readonly item: Pick<Item, 'label' | 'path'>;
  readonly layer: PicturedLayer & { readonly page: Pick<Page, 'index'> };
}

/**
 * What a pane shows: one page, or two in one place.
 *
 * @param composition null for one page. Of pages shown by turns the one in front is given alone, and is a picture of that page.
 */
export function picturedPages(
  pages: readonly SeenPage[],
  composition: Composition | null,
): Pick<PicturedPane, 'layers' | 'composition' | 'caption'> {
  const together = pages.length === 2 ? composition : null;
  return {
    layers: pages.map(({ layer }) => layer),
    composition: together,
    caption: (ratio) =>
      [
        ...(together === null ? [] : [say('in one place: {mode}', { mode: compositionText(together) })]),
        ...pages.map(({ item, layer }) => captionOf(item, layer.page, layer, ratio)),
      ].join(' · '),
  };
}

const WAYS = {
  overlay: 'Overlay',
  colours: 'Colours',
  difference: 'Difference (picture)',
  flicker: 'Flicker',
  curtain: 'Curtain',
} as const satisfies Record<Composition['mode'], WindowMessage>;

/** How two pages lie on each other: "overlay, opacity 50 %", "curtain, 30 %". */
function compositionText(composition: Composition): string {
  const way = within(say(WAYS[composition.mode]));
  if (composition.mode === 'overlay')
    return clauses([way, `${within(say('Opacity'))} ${percentText(composition.opacity * 100)}`]);
  return composition.mode === 'curtain' ? clauses([way, percentText(composition.at * 100)]) : way;
}

/** A page as it is, all of it, at one CSS pixel a page pixel. */
export function wholePage(page: Page, tone: Tone, marks: readonly PicturedMark[]): PicturedLayer {
  const { width, height } = page;
  return { page, view: { scale: 1, x: width / 2, y: height / 2, angle: 0 }, tone, marks };
}
