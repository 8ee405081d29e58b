import { levelSize, tileBox, topLevel, type Tile } from '../../contract/tiles.ts';
import { isOriginal, type Tone } from '../../contract/view.ts';
import { levelFor, tilesAt } from './tiles-in-view.ts';
import { applyTone, INKS, subtract, type Colour } from './tone.ts';
import { toPage, type Point, type Size, type Viewport } from './viewport.ts';

/** From here on single pixels of the page are shown as they are, not smoothed. */
const PIXELS_FROM = 3;
/** How much larger a loupe shows what lies under it, and its radius in CSS pixels. */
export const LOUPE = { factor: 3, radius: 110 } as const;

/** One page as it is seen. */
export interface Layer {
  readonly page: Size;
  readonly view: Viewport;
  readonly tone: Tone;
  /** A tile that is here, ready to be drawn. */
  readonly tile: (tile: Tile) => CanvasImageSource | undefined;
}

/** How two pages are seen in one place; the first lies below. */
export type Composition =
  | { readonly mode: 'overlay'; readonly opacity: number }
  | { readonly mode: 'colours' }
  | { readonly mode: 'difference' }
  | { readonly mode: 'flicker'; readonly front: 0 | 1 }
  /** `at` is the share of the width that shows the first page. */
  | { readonly mode: 'curtain'; readonly at: number };

/** A pane to be painted. */
export interface Scene {
  /** One layer, or two with how they lie on each other. */
  readonly layers: readonly Layer[];
  readonly composition: Composition | null;
  /** In CSS pixels. */
  readonly size: Size;
  /** Where a loupe is held, in CSS pixels from the pane's middle; null for none. */
  readonly loupe: Point | null;
}

type Context = CanvasRenderingContext2D;
/** Makes a canvas that is drawn on to be read again, in pixels of the screen. */
export type MakeContext = (size: Size) => Context;

/** What a pane shows at a place of the canvas: the pane's own view, or a loupe's. */
interface Window {
  /** In pixels of the screen. */
  readonly place: Point & Size;
  readonly ratio: number;
  readonly view: (layer: Layer) => Viewport;
}

/**
 * Paints a pane. A page alone is drawn as it is; processed and combined pages are drawn apart and put together from
 * their pixels on the screen, so that what a table says of a grey holds for every pixel seen.
 *
 * @param target cleared before it is painted.
 * @param screen the canvas's own size, in pixels of the screen.
 */
export function paint(target: Context, screen: Size, scene: Scene, make: MakeContext): void {
  target.setTransform(1, 0, 0, 1, 0, 0);
  target.clearRect(0, 0, screen.width, screen.height);
  const ratio = scene.size.width > 0 ? screen.width / scene.size.width : 1;
  const whole: Window = { place: { x: 0, y: 0, ...screen }, ratio, view: ({ view }) => view };
  paintWindow(target, whole, scene, make);
  if (scene.loupe !== null) paintLoupe(target, screen, ratio, scene, scene.loupe, make);
}

/** What a loupe shows, in a pane of its own of twice the radius. */
export function loupeView(view: Viewport, held: Point): Viewport {
  const nowhere = { width: 0, height: 0 };
  return { ...view, ...toPage(view, nowhere, held), scale: view.scale * LOUPE.factor };
}

function paintLoupe(
  target: Context,
  screen: Size,
  ratio: number,
  scene: Scene,
  held: Point,
  make: MakeContext,
): void {
  const radius = Math.round(LOUPE.radius * ratio);
  const middle = {
    x: Math.round(screen.width / 2 + held.x * ratio),
    y: Math.round(screen.height / 2 + held.y * ratio),
  };
  const place = { x: middle.x - radius, y: middle.y - radius, width: 2 * radius, height: 2 * radius };
  target.save();
  target.beginPath();
  target.arc(middle.x, middle.y, radius, 0, 2 * Math.PI);
  target.clip();
  target.clearRect(place.x, place.y, place.width, place.height);
  paintWindow(target, { place, ratio, view: ({ view }) => loupeView(view, held) }, scene, make);
  target.restore();
  // Two rings, so that one of them stands out from whatever lies beneath.
  for (const [colour, width] of [
    ['#000000', 3],
    ['#ffffff', 1],
  ] as const) {
    target.strokeStyle = colour;
    target.lineWidth = width * ratio;
    target.beginPath();
    target.arc(middle.x, middle.y, radius, 0, 2 * Math.PI);
    target.stroke();
  }
}

function paintWindow(target: Context, window: Window, scene: Scene, make: MakeContext): void {
  const { x, y, width, height } = window.place;
  const { composition } = scene;
  const [first, second] = scene.layers;
  if (first === undefined) return;
  const apart = (layer: Layer): Context => {
    const context = make({ width, height });
    drawPage(context, { ...window, place: { x: 0, y: 0, width, height } }, layer);
    return context;
  };
  const processed = (layer: Layer, ink: Colour | null): { context: Context; picture: ImageData } => {
    const context = apart(layer);
    const picture = context.getImageData(0, 0, width, height);
    applyTone(picture.data, layer.tone, ink);
    return { context, picture };
  };
  const put = (layer: Layer, ink: Colour | null = null): void => {
    if (!isOriginal(layer.tone) || ink !== null) {
      const { context, picture } = processed(layer, ink);
      context.putImageData(picture, 0, 0);
      target.drawImage(context.canvas, x, y);
    } else if (target.globalAlpha === 1) drawPage(target, window, layer);
    else target.drawImage(apart(layer).canvas, x, y);
  };
  if (composition === null || second === undefined) {
    put(first);
    return;
  }
  target.save();
  if (composition.mode === 'flicker') put(composition.front === 0 ? first : second);
  else if (composition.mode === 'overlay') {
    put(first);
    target.globalAlpha = composition.opacity;
    put(second);
  } else if (composition.mode === 'colours') {
    put(first, INKS.first);
    target.globalCompositeOperation = 'multiply';
    put(second, INKS.second);
  } else if (composition.mode === 'difference') {
    const { context, picture } = processed(first, BLACK);
    subtract(picture.data, processed(second, BLACK).picture.data);
    context.putImageData(picture, 0, 0);
    target.drawImage(context.canvas, x, y);
  } else {
    put(first);
    target.beginPath();
    target.rect(x + curtainAt(composition.at, window, scene), y, width, height);
    target.clip();
    target.clearRect(x, y, width, height);
    put(second);
  }
  target.restore();
}

/** The ink that leaves a picture's luminance as it is. */
const BLACK: Colour = [0, 0, 0];

/** Where the curtain falls, in pixels of the screen from the window's left edge. */
function curtainAt(at: number, { place, ratio }: Window, { size, loupe }: Scene): number {
  const falls = Math.round(at * size.width * ratio);
  if (place.width === Math.round(size.width * ratio) || loupe === null) return falls;
  // A loupe enlarges the pane and the curtain with it.
  const fromMiddle = falls - (size.width / 2 + loupe.x) * ratio;
  return Math.round(place.width / 2 + fromMiddle * LOUPE.factor);
}

/**
 * Draws the tiles that are here, the coarsest first where finer ones are missing. Upright pages are laid on whole pixels of the
 * screen, so that at 100 % each pixel of the page is one of the screen and no seam shows between tiles.
 */
function drawPage(target: Context, { place, ratio, view: viewOf }: Window, layer: Layer): void {
  const { page } = layer;
  const view = viewOf(layer);
  const pane = { width: place.width / ratio, height: place.height / ratio };
  const level = levelFor(page, view, ratio);
  const needed = tilesAt(page, view, pane, level);
  const complete = needed.every((tile) => layer.tile(tile) !== undefined);
  const scale = view.scale * ratio;
  target.save();
  target.beginPath();
  target.rect(place.x, place.y, place.width, place.height);
  target.clip();
  target.translate(place.x + place.width / 2, place.y + place.height / 2);
  target.rotate((view.angle * Math.PI) / 180);
  target.imageSmoothingEnabled = scale < PIXELS_FROM;
  const upright = view.angle === 0;
  const onScreen = (along: number, centre: number, half: number): number => {
    const at = (along - centre) * scale;
    return upright ? Math.round(at + half) - half : at;
  };
  const [halfWidth, halfHeight] = [(place.width / 2) % 1, (place.height / 2) % 1];
  for (let each = complete ? level : topLevel(page); each >= level; each--) {
    const { width, height } = levelSize(page, each);
    const [stepX, stepY] = [page.width / width, page.height / height];
    for (const tile of each === level ? needed : tilesAt(page, view, pane, each)) {
      const picture = layer.tile(tile);
      if (picture === undefined) continue;
      const box = tileBox(page, tile)!;
      const left = onScreen(box.x * stepX, view.x, halfWidth);
      const top = onScreen(box.y * stepY, view.y, halfHeight);
      const right = onScreen((box.x + box.width) * stepX, view.x, halfWidth);
      const bottom = onScreen((box.y + box.height) * stepY, view.y, halfHeight);
      target.drawImage(picture, left, top, right - left, bottom - top);
    }
  }
  target.restore();
}
