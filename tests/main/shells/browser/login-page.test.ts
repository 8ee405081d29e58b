import { expect, it } from 'vitest';
import { deniedSentence } from '../../../../src/main/shells/browser/login.ts';
import { acceptedLanguage, loginPage } from '../../../../src/main/shells/browser/login-page.ts';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de-DE,de;q=0.9,en;q=0.8', 'de'],
  ['en;q=0.5, zh-CN ; q=0.9', 'zh'],
  ['fr, de;q=0.1', 'de'],
  ['*', 'en'],
  ['de;q=nonsense', 'de'],
])('a browser that asks for %j gets %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});

it.each([
  ['en', 'en-GB', '<button type="submit">Log in</button>', 'Name or password is not right.'],
  ['de', 'de-DE', '<button type="submit">Anmelden</button>', 'Name oder Passwort stimmt nicht.'],
  ['zh', 'zh-CN', '<button type="submit">登录</button>', '姓名或密码不正确。'],
] as const)('the login page speaks %s', (language, tag, button, denied) => {
  const { status, body } = loginPage(language, 401, deniedSentence(language, { reason: 'wrong' }));
  const page = new TextDecoder().decode(body as Uint8Array);
  expect(status).toBe(401);
  expect(page).toContain(`<html lang="${tag}">`);
  expect(page).toContain(button);
  expect(page).toContain(denied);
});
