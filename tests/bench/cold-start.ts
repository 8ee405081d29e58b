/**
 * Time from the command to a window that can be used, in the browser shell: against the same Chromium
 * showing an empty page, and against Node starting and doing nothing. The best of three runs each.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

const RUNS = 3;
const project = path.resolve(import.meta.dirname, '../..');
const executablePath = await sparticuz.executablePath();

const launch = (): Promise<Browser> => chromium.launch({ executablePath, args: sparticuz.args });

async function best(measure: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < RUNS; run++) least = Math.min(least, await measure());
  return least;
}

/** Milliseconds until the shell has printed its address, and until the first question can be answered. */
async function coldStart(): Promise<{ address: number; usable: number }> {
  const userData = await mkdtemp(path.join(tmpdir(), 'chirograph-cold-'));
  const started = performance.now();
  const shell = spawn(process.execPath, [path.join(project, 'bin', 'chirograph'), 'serve'], {
    env: { ...process.env, CHIROGRAPH_USER_DATA: userData },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await new Promise<string>((resolve) =>
      createInterface({ input: shell.stdout }).once('line', resolve),
    );
    const printed = performance.now() - started;
    const browser = await launch();
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByLabel('Name').fill('A');
    const usable = performance.now() - started;
    await browser.close();
    return { address: printed, usable };
  } finally {
    const ended = new Promise((resolve) => shell.once('exit', resolve));
    shell.kill('SIGTERM');
    await ended;
    await rm(userData, { recursive: true, force: true });
  }
}

async function emptyWindow(): Promise<number> {
  const started = performance.now();
  const browser = await launch();
  await (await browser.newPage()).goto('about:blank');
  const taken = performance.now() - started;
  await browser.close();
  return taken;
}

const node = await best(() => {
  const started = performance.now();
  spawnSync(process.execPath, ['-e', '']);
  return Promise.resolve(performance.now() - started);
});
const empty = await best(emptyWindow);
let address = Infinity;
const usable = await best(async () => {
  const run = await coldStart();
  address = Math.min(address, run.address);
  return run.usable;
});

const line = (what: string, value: number, alternative: string, other: number): string =>
  `${what}  ${Math.round(value)} ms  ${(value / other).toFixed(1)} x the time of ${alternative} (${Math.round(other)} ms)\n`;
process.stdout.write(
  line('cold start to the printed address', address, 'Node doing nothing', node) +
    line('cold start to a usable window   ', usable, 'Chromium with an empty page', empty),
);
