import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  placeWindow,
  readWindowState,
  writeWindowState,
} from '../../../../src/main/shells/electron/window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };
const state = { bounds: { x: 100, y: 50, width: 1200, height: 800 }, maximised: true };

let userData: string;
beforeEach(() => {
  userData = mkdtempSync(path.join(os.tmpdir(), 'chirograph-window-'));
});
afterEach(() => rmSync(userData, { recursive: true }));

test('is read as it was written, and leaves no other file', () => {
  expect(readWindowState(userData)).toBeNull();
  writeWindowState(userData, { ...state, maximised: false });
  writeWindowState(userData, state);
  expect(readWindowState(userData)).toEqual(state);
  expect(readdirSync(userData)).toEqual(['window.json']);
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"maximised":true}',
  '{"bounds":{"x":0,"y":0,"width":0,"height":1},"maximised":true}',
  '{"bounds":{"x":0.5,"y":0,"width":9,"height":9},"maximised":true}',
  '{"bounds":{"x":1e9,"y":0,"width":9,"height":9},"maximised":true}',
  '{"bounds":{"x":0,"y":0,"width":9,"height":9},"maximised":"yes"}',
])('a damaged record is no record: %s', (text) => {
  writeFileSync(path.join(userData, 'window.json'), text);
  expect(readWindowState(userData)).toBeNull();
});

test('the first window fits the screen and lies in its middle', () => {
  expect(placeWindow(null, [screen])).toEqual({ width: 1440, height: 900 });
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1280, height: 720 }])).toEqual({ width: 1280, height: 720 });
  expect(placeWindow(null, [])).toEqual({ width: 1440, height: 900 });
});

test('a later one lies where it was, on whichever screen that is', () => {
  expect(placeWindow(state, [screen])).toEqual(state.bounds);
  const bounds = { x: 2000, y: 10, width: 1000, height: 700 };
  expect(placeWindow({ bounds, maximised: false }, [screen, second])).toEqual(bounds);
});

test.each([
  ['the screen it was on is gone', { x: 2000, y: 10, width: 1000, height: 700 }],
  ['its title bar is above the screen', { x: 100, y: -40, width: 1000, height: 700 }],
  ['its title bar is below the screen', { x: 100, y: 1030, width: 1000, height: 700 }],
  ['too little of it is on the screen', { x: -900, y: 10, width: 1000, height: 700 }],
])('it comes back to the middle when %s', (_, bounds) => {
  expect(placeWindow({ bounds, maximised: false }, [screen])).toEqual({ width: 1000, height: 700 });
});

test('it is never larger than its screen', () => {
  const bounds = { x: 0, y: 0, width: 3840, height: 2100 };
  expect(placeWindow({ bounds, maximised: false }, [screen])).toEqual({
    x: 0,
    y: 0,
    width: 1920,
    height: 1040,
  });
});
