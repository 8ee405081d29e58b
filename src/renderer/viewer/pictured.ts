import type { Item, ItemRole, Page } from '../../contract/case.ts';
import { measure, measurementText } from '../../contract/measurements.ts';
import { isOriginal, type Tone } from '../../contract/view.ts';
import { fileName } from '../format.ts';
import type { Marking } from '../stores/marking.svelte.ts';
import { decimal, say } from '../stores/window-language.svelte.ts';
import type { PicturedLayer, PicturedMark } from './picture.ts';
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

/** A page as it is, all of it, at one CSS pixel a page pixel. */
export function wholePage(page: Page, tone: Tone, marks: readonly PicturedMark[]): PicturedLayer {
  const { width, height } = page;
  return { page, view: { scale: 1, x: width / 2, y: height / 2, angle: 0 }, tone, marks };
}
