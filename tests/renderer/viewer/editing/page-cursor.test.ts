import { describe, expect, it, vi } from 'vitest';
import type { Page } from '../../../../src/contract/case.ts';
import type { CaseSession } from '../../../../src/renderer/stores/case-session.svelte.ts';
import { PageEditor, type Tool } from '../../../../src/renderer/stores/page-editor.svelte.ts';
import { moveCursor, revealing, setPlace } from '../../../../src/renderer/viewer/editing/page-cursor.ts';
import { toScreen } from '../../../../src/renderer/viewer/viewport.ts';
import { makePages } from '../../fake-case.ts';

const [page] = makePages(0) as [Page];
/** Two pixels of the screen to one of the page, around a place off its middle. */
const view = { scale: 2, x: 200, y: 100, angle: 0 };

function withTool(tool: Tool): PageEditor {
  const editor = new PageEditor({} as CaseSession, vi.fn());
  editor.take(tool);
  return editor;
}

/** Presses an arrow, with Shift held where it goes far. */
const press = (editor: PageEditor, x: number, y: number, far = false): void =>
  moveCursor(editor, page, view, [x, y], far);

describe('the cursor of keys', () => {
  it('comes into the middle of the view, and goes on by pixels of the screen, of the page at least', () => {
    const editor = withTool('region');
    press(editor, 1, 0);
    expect(editor.cursor).toEqual({ x: 200, y: 100 });
    press(editor, 1, 0);
    expect(editor.cursor).toEqual({ x: 201, y: 100 });
    press(editor, 0, -1, true);
    expect(editor.cursor).toEqual({ x: 201, y: 90 });
    moveCursor(editor, page, { ...view, scale: 0.1 }, [-1, 0], false);
    expect(editor.cursor).toEqual({ x: 191, y: 90 });
  });

  it('stays on the page', () => {
    const editor = withTool('scale');
    moveCursor(editor, page, { scale: 1, x: -50, y: page.height + 50, angle: 0 }, [0, 0], false);
    expect(editor.cursor).toEqual({ x: 0, y: page.height });
    press(editor, -1, 1, true);
    expect(editor.cursor).toEqual({ x: 0, y: page.height });
  });

  it('is kept in the pane, off its rim', () => {
    const pane = { width: 400, height: 300 };
    const inside = { x: 210, y: 100 };
    expect(revealing(view, pane, page, inside)).toBe(view);
    const place = { x: 390, y: 20 };
    const moved = revealing(view, pane, page, place);
    expect(moved.scale).toBe(view.scale);
    expect(toScreen(moved, pane, place)).toEqual({ x: 360, y: 40 });
  });
});

describe('places set by keys', () => {
  it('are two ends of a scale; a third begins another', () => {
    const editor = withTool('scale');
    setPlace(editor, page, view);
    expect(editor.places).toEqual([]);
    setPlace(editor, page, view);
    press(editor, 1, 0, true);
    setPlace(editor, page, view);
    expect(editor.places).toEqual([
      { x: 200, y: 100 },
      { x: 210, y: 100 },
    ]);
    expect(editor.scaled(25.4)?.dpi).toBeCloseTo(10);
    setPlace(editor, page, view);
    expect(editor.places).toHaveLength(1);
  });

  it.each([
    ['the last one set again', [0, 0]],
    ['the first one set again', [-1, -1]],
  ] as const)('are corners of a region, which %s closes', (_how, [x, y]) => {
    const editor = withTool('region');
    const draw = vi.spyOn(editor, 'draw').mockResolvedValue(undefined);
    setPlace(editor, page, view);
    setPlace(editor, page, view);
    press(editor, 1, 0, true);
    setPlace(editor, page, view);
    // Two corners enclose nothing.
    setPlace(editor, page, view);
    expect(draw).not.toHaveBeenCalled();
    press(editor, 0, 1, true);
    setPlace(editor, page, view);
    press(editor, x, y, true);
    setPlace(editor, page, view);
    expect(draw).toHaveBeenCalledExactlyOnceWith(page, {
      box: { x: 200, y: 100, width: 10, height: 10 },
      outline: [
        { x: 200, y: 100 },
        { x: 210, y: 100 },
        { x: 210, y: 110 },
      ],
    });
  });

  it('are taken back one by one, and dropped with the tool', () => {
    const editor = withTool('region');
    setPlace(editor, page, view);
    setPlace(editor, page, view);
    press(editor, 1, 0, true);
    setPlace(editor, page, view);
    editor.dropPlace();
    expect(editor.places).toEqual([{ x: 200, y: 100 }]);
    editor.take('choose');
    expect([editor.places, editor.cursor]).toEqual([[], null]);
  });
});
