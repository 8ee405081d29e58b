/** The window's own origin. Pages, scripts and pictures come from here and from nowhere else. */
export const SCHEME = 'chirograph';
const HOST = 'app';
export const ORIGIN = `${SCHEME}://${HOST}`;
export const START_PAGE = `${ORIGIN}/`;

/** Whether an address is of the window's own origin; an empty or malformed one is not. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${SCHEME}:` &&
    url.host === HOST &&
    url.username === '' &&
    url.password === ''
  );
}
