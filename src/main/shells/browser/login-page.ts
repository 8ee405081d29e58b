import type { IncomingMessage } from 'node:http';
import { LANGUAGE_TAGS, preferredLanguage, type Language } from '../../../language/language.ts';
import { shellSay } from '../../../language/shell.ts';
import { securityHeaders } from '../security-headers.ts';
import type { Resource } from '../window-resources.ts';
import { LONGEST_PASSWORD } from './users.ts';

/** Name and password as a form writes them, escapes included. */
const LARGEST_FORM_BYTES = 8 * 1024;

/** The page's own style, a file of the renderer build: the only file a stranger is given. */
export const LOGIN_STYLE = '/login.css';

const headers: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // With "no-referrer" a browser sends a form with "Origin: null", which could not be told from another site's.
  'referrer-policy': 'same-origin',
};

/** The login page. It needs no script; nothing of the request is repeated in it. */
export function loginPage(language: Language, status = 200, problem: string | null = null): Resource {
  const logIn = shellSay(language, 'Log in');
  const said = problem === null ? '' : `<p class="problem" role="alert">${problem}</p>`;
  return {
    status,
    headers,
    body: new TextEncoder().encode(`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${logIn} – Chirograph</title>
    <link rel="stylesheet" href="${LOGIN_STYLE}">
  </head>
  <body>
    <main>
      <h1>Chirograph</h1>
      <p class="quiet">${shellSay(language, 'Log in with your own name: it goes into the journal of every case you work on.')}</p>
      <form method="post" action="/login">
        <label for="name">${shellSay(language, 'Name')}</label>
        <input id="name" name="name" maxlength="400" autocomplete="username" required autofocus>
        <label for="password">${shellSay(language, 'Password')}</label>
        <input id="password" name="password" type="password" maxlength="${LONGEST_PASSWORD}"
          autocomplete="current-password" required>
        ${said}
        <button type="submit">${logIn}</button>
      </form>
    </main>
  </body>
</html>
`),
  };
}

/** The language that a browser likes best of those spoken here, by its Accept-Language header. */
export function acceptedLanguage(header: string | undefined): Language {
  const wanted = (header ?? '').split(',').map((part) => {
    const [tag = '', weight] = part.trim().split(/\s*;\s*q=/u);
    return { tag, weight: weight === undefined ? 1 : Number(weight) };
  });
  return preferredLanguage(wanted.sort((a, b) => b.weight - a.weight).map(({ tag }) => tag));
}

/** What the login form sends; null for anything else, too long or not a form. */
export async function readLogin(
  request: IncomingMessage,
): Promise<{ name: string; password: string } | null> {
  if (request.headers['content-type'] !== 'application/x-www-form-urlencoded') return null;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_FORM_BYTES) return null;
    parts.push(part);
  }
  const form = new URLSearchParams(Buffer.concat(parts).toString('utf8'));
  const [name, password] = [form.get('name'), form.get('password')];
  if (name === null || password === null || name.length > 400 || password.length > LONGEST_PASSWORD)
    return null;
  return { name, password };
}
