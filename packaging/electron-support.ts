/**
 * Rule 16: use a current version of Electron. The Electron project supports its three latest major versions; this is
 * what those were on a day, since a test has no network to ask.
 *
 * To bring it up to date: `npm view electron dist-tags.latest`, take that major version and the two before it, write
 * the day, and where package.json names an older one, `npm install --save-dev --save-exact electron@latest`, then
 * read its breaking changes and run the tests in it.
 */
export const electronSupport = {
  asOf: '2026-11-24',
  supportedMajors: [45, 44, 43],
} as const;
