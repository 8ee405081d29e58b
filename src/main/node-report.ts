import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Section } from './crash-report.ts';
import { frames, plainWords } from './log-redaction.ts';

/** Options under which Node writes a report of its own where it ends a process: out of memory, or a native abort. */
export function nodeReportOptions(folder: string): string[] {
  return [
    '--report-on-fatalerror',
    // The environment names the user and their folders; the network, their computer.
    '--report-exclude-env',
    '--report-exclude-network',
    '--report-compact',
    `--report-directory=${folder}`,
  ];
}

const Stack = v.object({ stack: v.optional(v.array(v.string()), []) });
const Megabytes = v.optional(v.number(), 0);
const NodeReport = v.object({
  header: v.object({ trigger: v.string(), event: v.string() }),
  javascriptStack: v.optional(Stack, { stack: [] }),
  javascriptHeap: v.optional(
    v.object({ totalMemory: Megabytes, usedMemory: Megabytes, memoryLimit: Megabytes }),
  ),
  nativeStack: v.optional(v.array(v.object({ symbol: v.string() })), []),
  resourceUsage: v.optional(v.object({ maxRss: Megabytes, userCpuSeconds: Megabytes })),
});

/**
 * What Node's report about a process says, as far as a crash report may hold it, and removes that report: what is left
 * of it holds the command line, the libraries by their paths and the working directory, which name the user.
 */
export function takeNodeReport(folder: string, pid: number): Section {
  const title = "Node's report";
  try {
    const name = readdirSync(folder).find(
      (each) => /^report\..*\.json$/u.test(each) && each.split('.')[3] === `${pid}`,
    );
    if (name === undefined) return [title, []];
    const file = path.join(folder, name);
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    return [title, linesOf(v.parse(NodeReport, JSON.parse(text)))];
  } catch {
    return [title, []];
  }
}

function linesOf({
  header,
  javascriptHeap,
  javascriptStack,
  nativeStack,
  resourceUsage,
}: v.InferOutput<typeof NodeReport>): string[] {
  return [
    `${plainWords(header.trigger)}: ${plainWords(header.event)}`,
    ...(javascriptHeap === undefined
      ? []
      : [
          `JavaScript heap ${mebibytes(javascriptHeap.usedMemory)} of at most ${mebibytes(javascriptHeap.memoryLimit)} MiB`,
        ]),
    ...(resourceUsage === undefined
      ? []
      : [
          `memory at its height ${mebibytes(resourceUsage.maxRss)} MiB, ${resourceUsage.userCpuSeconds.toFixed(0)} s of computing`,
        ]),
    ...frames(javascriptStack.stack.map((line) => `    ${line.trim()}`).join('\n')).map(
      (place) => `    at ${place}`,
    ),
    ...nativeStack.map(({ symbol }) => nativeName(symbol)).filter((name) => name !== null),
  ];
}

/** A function of Node's, V8's or a system library's own code, without the file it came from. */
function nativeName(symbol: string): string | null {
  const name = /^((?:node|v8|uv|std)[\w:]*)/u.exec(symbol)?.[1];
  return name === undefined ? null : `    in ${name}`;
}

const mebibytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0);
