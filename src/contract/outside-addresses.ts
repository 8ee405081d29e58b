/**
 * The addresses of the web that the window shows as links, each written out in full. A shell opens one of these, in
 * the system's own browser, and no other.
 */
export const LICENCE_ADDRESS = 'https://www.apache.org/licenses/LICENSE-2.0';

export const outsideAddresses: readonly string[] = [LICENCE_ADDRESS];
