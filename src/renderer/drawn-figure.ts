import { flushSync, mount, unmount } from 'svelte';
import type { Plot } from '../contract/plot.ts';
import PlotDrawing from './components/PlotDrawing.svelte';
import { svgOnPaper } from './figure-file.ts';
import { imageUrl } from './images.ts';

/**
 * A figure that the window does not show as one, drawn to be taken elsewhere.
 *
 * @throws Error where one of its pictures cannot be read.
 */
export async function drawnFigure(
  plot: Plot,
  alt: string,
  caseId: string,
): Promise<{ readonly svg: string; readonly size: Plot }> {
  const target = document.createElement('div');
  const drawing = mount(PlotDrawing, { target, props: { plot, alt, caseId } });
  try {
    flushSync();
    const pictures = (plot.pictures ?? []).map(({ image }) => imageUrl(caseId, image));
    return { svg: await svgOnPaper(target.querySelector('svg')!, pictures), size: plot };
  } finally {
    await unmount(drawing);
  }
}
