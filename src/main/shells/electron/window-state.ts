import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Rectangle } from 'electron';
import * as v from 'valibot';

const Pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));
const Size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const WindowState = v.object({
  bounds: v.object({ x: Pixels, y: Pixels, width: Size, height: Size }),
  maximised: v.boolean(),
});
export type WindowState = v.InferOutput<typeof WindowState>;

export const SMALLEST = { width: 960, height: 600 };
const FIRST = { width: 1440, height: 900 };
/** This much of the title bar has to be on a screen, or the window could not be moved back. */
const GRIP = { width: 120, height: 32 };

/** Reads where the window was; null when there is no record, or none that makes sense. */
export function readWindowState(userData: string): WindowState | null {
  try {
    const state = v.safeParse(WindowState, JSON.parse(readFileSync(file(userData), 'utf8')));
    return state.success ? state.output : null;
  } catch {
    return null;
  }
}

/** Written to a temporary name first: a kill leaves the old record or the new one. */
export function writeWindowState(userData: string, state: WindowState): void {
  mkdirSync(userData, { recursive: true });
  const temporary = `${file(userData)}.${process.pid}.new`;
  const descriptor = openSync(temporary, 'w');
  try {
    writeSync(descriptor, JSON.stringify(state));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file(userData));
}

/**
 * Where to put the window: where it was, if a screen is still there; else in the middle of the first one, which is
 * what leaving out x and y means. Never larger than the screen.
 *
 * @param workAreas of the screens there are now, the primary one first.
 */
export function placeWindow(
  state: WindowState | null,
  workAreas: readonly Rectangle[],
): { x?: number; y?: number; width: number; height: number } {
  const { bounds } = state ?? {};
  const screen = bounds && workAreas.find((area) => showsGrip(bounds, area));
  const area = screen ?? workAreas[0];
  const size = {
    width: Math.min(bounds?.width ?? FIRST.width, area?.width ?? FIRST.width),
    height: Math.min(bounds?.height ?? FIRST.height, area?.height ?? FIRST.height),
  };
  return bounds && screen ? { x: bounds.x, y: bounds.y, ...size } : size;
}

function showsGrip(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const top = bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height;
  return top && width >= GRIP.width;
}

function file(userData: string): string {
  return path.join(userData, 'window.json');
}
