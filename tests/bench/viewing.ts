/**
 * Looking at A4 pages of 600 dpi in colour: frames a second while two linked pages are moved, time until a page is seen,
 * memory of the window; and the time until the list of a case of 2,000 items is there. Beside it, in the same Chromium, what a plain viewer would be: each page one picture that the
 * browser moves, and OpenSeadragon with a page as one picture, each page twice the same movement.
 *
 * `node tests/bench/viewing.ts [OpenSeadragon's script]`; without the script that part is left out, saying so.
 */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { ARGUMENTS_APART, introduceExaminer, openBrowserShell } from '../e2e/app.ts';
import { benchPage } from './bench-pages.ts';

const VIEWPORT = { width: 1280, height: 800 };
/** A pane of the Compare view in that window, which the plain viewers get as well. */
const PANE = { width: 368, height: 640 };
const SECONDS = 5;
const ITEMS = 2000;

interface Movement {
  readonly framesPerSecond: number;
  /** The slowest frame of a hundred, in milliseconds. */
  readonly slowFrame: number;
}

/** Runs in the page: calls `step` before every frame, and counts the frames that come of it. */
const COUNT_FRAMES = `(step, seconds) => new Promise((done) => {
  const times = [];
  const started = performance.now();
  const frame = (now) => {
    times.push(now);
    if (now - started > seconds * 1000) {
      const gaps = times.slice(1).map((time, at) => time - times[at]).sort((a, b) => a - b);
      done({ framesPerSecond: gaps.length / ((times.at(-1) - times[0]) / 1000), slowFrame: gaps[Math.floor(gaps.length * 0.99)] });
      return;
    }
    step(times.length);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})`;
/** A square, 60 steps along a side: page parts that were not seen yet come into view. */
const DIRECTION = `(step) => Math.floor(step / 60) % 4`;

/** Four pages as scanners save them, two of them seen in a mirror, and one of them without loss. */
async function makePages(): Promise<{ readonly jpegs: readonly string[]; readonly evidence: string }> {
  const evidence = path.join(folder, 'evidence');
  await mkdir(path.join(evidence, 'questioned'), { recursive: true });
  await mkdir(path.join(evidence, 'known', 'Writer'), { recursive: true });
  const drawn = [
    await benchPage({ dpi: 600, colour: true, number: 0 }, folder),
    await benchPage({ dpi: 600, colour: true, number: 1 }, folder),
  ];
  const jpegs: string[] = [];
  for (const [number, { file }] of [...drawn, ...drawn].entries()) {
    const jpeg = path.join(evidence, number === 0 ? 'questioned' : 'known/Writer', `page-${number}.jpg`);
    await sharp(file)
      .flop(number > 1)
      .withDensity(600)
      .jpeg({ quality: 92 })
      .toFile(jpeg);
    jpegs.push(jpeg);
  }
  await rename(drawn[1]!.file, path.join(evidence, 'known', 'Writer', 'without-loss.png'));
  return { jpegs, evidence };
}

function openSeadragon(): string | null {
  const [named] = process.argv.slice(2);
  try {
    return readFileSync(named ?? createRequire(import.meta.url).resolve('openseadragon'), 'utf8');
  } catch (error) {
    if (named !== undefined) throw error;
    return null;
  }
}

async function measureWindow({ evidence }: { readonly evidence: string }): Promise<void> {
  const app = await openBrowserShell(['--root', evidence], { apart: true });
  const { page } = app;
  try {
    await page.setViewportSize(VIEWPORT);
    await introduceExaminer(page);
    await page.getByRole('button', { name: 'Open a case folder…', exact: true }).click();
    await page.getByRole('button', { name: /^Open as case/ }).click();
    await page.getByText(/^[1-9][\d,]* words encoded$/).waitFor({ timeout: 300_000 });
    await settled(page);
    for (const [name, what] of [
      ['page-1.jpg', 'a page not seen before, JPEG'],
      ['page-2.jpg', 'another'],
      ['without-loss.png', 'the same as PNG'],
      ['page-1.jpg', 'a page seen before'],
    ] as const) {
      const { first, sharp: sharpAt } = await timeToPage(page, name);
      line(`${what}: first pixels, all of it sharp`, `${first} ms, ${sharpAt} ms`);
    }
    await page.getByTitle('Frame lines and words').click();
    const bare = await timeToPage(page, 'page-2.jpg');
    line('a page seen before, without the frames of its words', `${bare.first} ms, ${bare.sharp} ms`);
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
    await page.getByRole('checkbox', { name: 'Known Writer' }).check();
    await settled(page);
    await page.getByRole('button', { name: 'Fit', exact: true }).click();
    report('two linked pages, whole', await moveLinked(page));
    await page.getByRole('button', { name: '1:1', exact: true }).click();
    report('two linked pages at 100 %', await moveLinked(page));
    await page.getByRole('button', { name: '4 panes' }).click();
    await page.getByRole('button', { name: '1:1', exact: true }).click();
    await settled(page);
    report('four linked pages at 100 %', await moveLinked(page));
    await settled(page);
    line('memory with four pages', await memory(page));
  } finally {
    await app.close();
  }
}

async function settled(page: Page): Promise<void> {
  for (;;) {
    if (
      (await page.locator('.viewer').count()) > 0 &&
      (await page.locator('.viewer[aria-busy=true]').count()) === 0
    )
      return;
    await new Promise((next) => setTimeout(next, 50));
  }
}

/**
 * From the click on an item to the frame after the one in which its page is first drawn, when that is on the screen, and
 * to all that is wanted of it. Drawing is listened for: reading pixels back, the canvas is drawn anew in other memory,
 * which takes a tenth of a second here and is nothing that an examiner waits for.
 */
async function timeToPage(page: Page, name: string): Promise<{ first: number; sharp: number }> {
  return page.evaluate(`new Promise((done) => {
    const item = [...document.querySelectorAll('[role=option]')].find((each) => each.textContent.includes('${name}'));
    const { prototype } = CanvasRenderingContext2D;
    const { drawImage } = prototype;
    const shown = document.querySelector('.viewer canvas');
    let drawn = false;
    let due = false;
    prototype.drawImage = function (...args) {
      if (this.canvas !== shown && this.canvas.isConnected) drawn = true;
      return drawImage.apply(this, args);
    };
    const started = performance.now();
    item.click();
    let first = null;
    const look = () => {
      if (first === null && due) first = Math.round(performance.now() - started);
      due = drawn;
      if (first !== null && document.querySelector('.viewer').getAttribute('aria-busy') === 'false') {
        prototype.drawImage = drawImage;
        done({ first, sharp: Math.round(performance.now() - started) });
        return;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`);
}

/** Moves the pages by the window's own keys, one for each frame. */
const moveLinked = (page: Page): Promise<Movement> =>
  page.evaluate(`(() => {
    const viewer = document.querySelector('.viewer');
    viewer.focus();
    const keys = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'];
    const direction = ${DIRECTION};
    return (${COUNT_FRAMES})((step) => viewer.dispatchEvent(
      new KeyboardEvent('keydown', { key: keys[direction(step)], bubbles: true, cancelable: true }),
    ), ${SECONDS});
  })()`);

/** Memory of the page's own process and of all else that the browser is, in MiB; what processes share is parted among them. */
async function memory(page: Page): Promise<string> {
  const sizes = await Promise.all(
    (await processes(page)).map(async ({ type, id }) => {
      const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8');
      return { type, size: Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) / 1024 };
    }),
  );
  const total = (of: boolean): number =>
    Math.round(
      sizes.filter(({ type }) => (type === 'renderer') === of).reduce((sum, { size }) => sum + size, 0),
    );
  return `${total(true)} MiB of the page, ${total(false)} MiB of the browser`;
}

async function processes(page: Page): Promise<{ type: string; id: number; cpuTime: number }[]> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo;
}

/** Processor time that the page's own process has taken so far, in milliseconds. */
const pageTime = async (page: Page): Promise<number> =>
  1000 *
  (await processes(page))
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { cpuTime }) => sum + cpuTime, 0);

/** From opening a case of many items to all of them in the list: at its first opening, and once it is known. */
async function measureList(): Promise<void> {
  const evidence = path.join(folder, 'many');
  await mkdir(path.join(evidence, 'questioned'), { recursive: true });
  for (let number = 0; number < ITEMS; number++) {
    await sharp({
      create: { width: 64, height: 64, channels: 3, background: { r: 255, g: number >> 8, b: number & 255 } },
    })
      .png()
      .toFile(path.join(evidence, 'questioned', `item-${number}.png`));
  }
  const app = await openBrowserShell(['--root', evidence], { apart: true });
  const { page } = app;
  try {
    await page.setViewportSize(VIEWPORT);
    await introduceExaminer(page);
    await page.getByRole('button', { name: 'Open a case folder…', exact: true }).click();
    await page.getByRole('button', { name: /^Open as case/ }).click();
    await page
      .locator('[data-item]')
      .nth(ITEMS - 1)
      .waitFor({ timeout: 300_000, state: 'attached' });
    await page.evaluate(`new Promise((done) => {
      const look = () => {
        const cancel = [...document.querySelectorAll('button')].filter((each) => each.textContent.trim().startsWith('Cancel'));
        for (const each of cancel) each.click();
        if (cancel.length === 0) done();
        else requestAnimationFrame(look);
      };
      look();
    })`);
    await page.getByRole('button', { name: 'many' }).click();
    const again = page.getByRole('button', { name: /^many / });
    await again.click({ trial: true });
    const before = await pageTime(page);
    const took = await page.evaluate<number>(`new Promise((done) => {
      const started = performance.now();
      [...document.querySelectorAll('main li button')][0].click();
      const look = () => {
        if (document.querySelectorAll('[data-item]').length === ${ITEMS}) done(Math.round(performance.now() - started));
        else requestAnimationFrame(look);
      };
      look();
    })`);
    const taken = Math.round((await pageTime(page)) - before);
    line(`a case of ${ITEMS} items, known: list`, `${took} ms, of which the page computed ${taken} ms`);
  } finally {
    await app.close();
  }
}

async function measurePlain(what: string, address: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ARGUMENTS_APART,
  });
  const page = await browser.newPage({ viewport: VIEWPORT });
  const started = performance.now();
  await page.goto(address);
  await page.waitForFunction('window.ready === true');
  line(`${what}: from the address to both pages`, `${Math.round(performance.now() - started)} ms`);
  report(`${what}: two linked pages, whole`, await page.evaluate('move(false)'));
  report(`${what}: two linked pages at 100 %`, await page.evaluate('move(true)'));
  line(`${what}: memory with two pages`, await memory(page));
  await browser.close();
}

/** Two pages of HTML, each with two panes side by side and a function that moves both. */
async function servePlain(
  { jpegs }: { readonly jpegs: readonly string[] },
  script: string | null,
): Promise<{ readonly server: Server; readonly address: string }> {
  const html = (body: string): string => `<!doctype html><style>
    body { display: flex; gap: 1px; margin: 0 }
    .pane { background: #bdbdbd; height: ${PANE.height}px; overflow: hidden; position: relative; width: ${PANE.width}px }
    img { left: 0; position: absolute; top: 0; transform-origin: 0 0 }
  </style><div class="pane"></div><div class="pane"></div>${body}`;
  const start = `const panes = [...document.querySelectorAll('.pane')], direction = ${DIRECTION}, STEP = 48;
    const across = [-STEP, 0, STEP, 0], down = [0, -STEP, 0, STEP];`;
  const contents: Record<string, string | undefined> = {
    '/plain': html(`<script>${start}
      const images = panes.map((pane, at) => {
        const image = new Image();
        image.src = '/' + at + '.jpg';
        pane.append(image);
        return image;
      });
      Promise.all(images.map((image) => image.decode())).then(() => (window.ready = true));
      window.move = (whole) => {
        const scale = whole ? 1 : ${PANE.width} / images[0].naturalWidth;
        let [x, y] = whole ? [-2000, -2000] : [0, 0];
        return (${COUNT_FRAMES})((step) => {
          x += across[direction(step)];
          y += down[direction(step)];
          for (const image of images) image.style.transform = 'translate(' + x + 'px,' + y + 'px) scale(' + scale + ')';
        }, ${SECONDS});
      };
    </script>`),
    '/openseadragon': html(`<script>${script ?? ''}</script><script>${start}
      const viewers = panes.map((element, at) => OpenSeadragon({
        element, tileSources: { type: 'image', url: '/' + at + '.jpg' }, showNavigationControl: false,
        animationTime: 0, drawer: 'canvas',
      }));
      let open = 0;
      for (const viewer of viewers) viewer.addOnceHandler('tile-drawn', () => (window.ready = ++open === 2));
      window.move = (whole) => {
        for (const { viewport } of viewers) {
          if (whole) viewport.zoomTo(viewport.imageToViewportZoom(1), null, true);
          else viewport.goHome(true);
        }
        return (${COUNT_FRAMES})((step) => {
          for (const { viewport } of viewers) {
            const by = new OpenSeadragon.Point(-across[direction(step)], -down[direction(step)]);
            viewport.panBy(viewport.deltaPointsFromPixels(by, true), true);
          }
        }, ${SECONDS});
      };
    </script>`),
  };
  const server = createServer((request, response) => {
    const text = contents[request.url ?? ''];
    const jpeg = jpegs[Number(/^\/(\d)\.jpg$/.exec(request.url ?? '')?.[1] ?? -1)];
    response.setHeader('content-type', jpeg === undefined ? 'text/html; charset=utf-8' : 'image/jpeg');
    response.end(jpeg === undefined ? (text ?? '') : readFileSync(jpeg));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function report(what: string, { framesPerSecond, slowFrame }: Movement): void {
  line(what, `${framesPerSecond.toFixed(1)} frames/s, the slowest of a hundred ${slowFrame.toFixed(0)} ms`);
}

function line(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(68)} ${value}\n`);
}

const folder = await mkdtemp(path.join(tmpdir(), 'chirograph-viewing-'));
try {
  const pages = await makePages();
  const script = openSeadragon();
  await measureWindow(pages);
  await measureList();
  const { server, address } = await servePlain(pages, script);
  await measurePlain('each page one picture', `${address}/plain`);
  if (script === null) {
    process.stdout.write('skipped: OpenSeadragon is not installed, and its script was not named\n');
  } else await measurePlain('OpenSeadragon, each page one picture', `${address}/openseadragon`);
  server.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
