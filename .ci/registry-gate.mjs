/**
 * The one way out of a network namespace that reaches nothing.
 *
 *   serve <socket> <registry> [cafile]  outside: forwards GET requests that arrive at a Unix socket to the registry, and
 *                                       says when it is told to end how many there were
 *   open <socket> <command…>            inside: proves that the registry answers through that socket and that no other
 *                                       host can be reached, then runs a command whose npm knows the registry
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import process from 'node:process';

const CONNECTING_MILLISECONDS = 5_000;
/** Hosts that installs like to ask: the binaries of native packages, browsers, Electron, headers; and an address that needs no name. */
const ELSEWHERE = [
  'github.com',
  'objects.githubusercontent.com',
  'nodejs.org',
  'cdn.playwright.dev',
  'deb.debian.org',
  '1.1.1.1',
];

const say = (text) => process.stdout.write(`${text}\n`);

function serve(socket, registry, cafile) {
  const base = new URL(registry);
  const { request } = base.protocol === 'https:' ? https : http;
  const ca =
    cafile === undefined || ['', 'null', 'undefined'].includes(cafile) ? undefined : readFileSync(cafile);
  let asked = 0;
  const server = http.createServer((incoming, answer) => {
    if (incoming.method !== 'GET') {
      // npm asks for an audit with POST; an install needs none.
      answer.writeHead(405).end();
      return;
    }
    asked++;
    const url = new URL(incoming.url.replace(/^\/+/, ''), base);
    const { accept, 'accept-encoding': encoding } = incoming.headers;
    const headers = { ...(accept && { accept }), ...(encoding && { 'accept-encoding': encoding }) };
    const outgoing = request(url, { headers, ca }, (response) => {
      answer.writeHead(response.statusCode, response.headers);
      response.pipe(answer);
    });
    outgoing.on('error', (error) => answer.writeHead(502).end(String(error)));
    outgoing.end();
  });
  server.listen(socket);
  process.on('SIGTERM', () => {
    say(`the gate passed ${asked} requests, all to ${base.host}`);
    process.exit(0);
  });
}

async function open(socket, command, ...parameters) {
  const server = net.createServer((inside) => {
    const outside = net.connect(socket);
    inside.on('error', () => outside.destroy());
    outside.on('error', () => inside.destroy());
    inside.pipe(outside).pipe(inside);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const registry = `http://127.0.0.1:${server.address().port}/`;
  await prove(registry);
  const env = { ...process.env, npm_config_registry: registry };
  const [code] = await once(spawn(command, parameters, { stdio: 'inherit', env }), 'exit');
  process.exit(code ?? 1);
}

/** How a connection to port 443 of a host fails; null where it does not. */
async function failure(host) {
  const socket = net.connect({ host, port: 443, timeout: CONNECTING_MILLISECONDS });
  try {
    return await Promise.race([
      once(socket, 'connect').then(() => null),
      once(socket, 'timeout').then(() => 'no answer'),
    ]);
  } catch (error) {
    return error.code;
  } finally {
    socket.destroy();
  }
}

async function prove(registry) {
  for (const host of ELSEWHERE) {
    const how = await failure(host);
    if (how === null) throw new Error(`${host} can be reached: this proves nothing`);
    say(`${host} cannot be reached (${how})`);
  }
  const response = await fetch(`${registry}is-number`);
  if (!response.ok) throw new Error(`the registry answers with ${response.status}`);
  say('the registry can be reached');
}

const [what, ...parameters] = process.argv.slice(2);
await { serve, open }[what](...parameters);
