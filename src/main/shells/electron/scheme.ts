import type { Protocol } from 'electron';
import type { Engine } from '../../../contract/methods.ts';
import { refusal, resourceFor, type RendererFiles, type Resource } from '../window-resources.ts';
import { isOwnAddress, ORIGIN, SCHEME } from './origin.ts';

/**
 * Rule 18: avoid the file:// protocol and prefer custom protocols. The window gets the
 * files of its build and pictures by opaque ids; a path of this computer means nothing to it.
 * Has to be called before the app is ready. Neither `bypassCSP` nor `corsEnabled`: the scheme is one origin of its own.
 */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers the scheme's requests; once the app is ready. */
export function serveScheme(
  protocol: Pick<Protocol, 'handle'>,
  sources: { files: RendererFiles; engine: Engine },
): void {
  protocol.handle(SCHEME, async (request) => {
    const { status, headers, body } = await respond(request, sources);
    return new Response(body as Uint8Array<ArrayBuffer>, { status, headers });
  });
}

async function respond(
  { url, method, signal }: Request,
  sources: { files: RendererFiles; engine: Engine },
): Promise<Resource> {
  if (!isOwnAddress(url)) return refusal(403, 'This address serves its own window only.');
  if (method !== 'GET') return refusal(405, 'Only GET is answered here.');
  return resourceFor(url.slice(ORIGIN.length), { ...sources, signal });
}
