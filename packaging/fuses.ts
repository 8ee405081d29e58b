import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

type FuseName = keyof typeof FuseV1Options;

/**
 * Rule 19: check which fuses you can change. Each is set in the packaged program itself, where no environment
 * variable, argument or file beside it can turn it back; none is left at Electron's default without a word.
 */
export const fuses: Readonly<Record<FuseName, { readonly on: boolean; readonly reason: string }>> = {
  RunAsNode: {
    on: false,
    reason:
      'ELECTRON_RUN_AS_NODE would make the signed program run any script. The engine runs on a Node of its own.',
  },
  EnableCookieEncryption: {
    on: true,
    reason: 'The window keeps no cookies; should Chromium ever keep one, it is not readable in the profile.',
  },
  EnableNodeOptionsEnvironmentVariable: {
    on: false,
    reason: 'NODE_OPTIONS and NODE_EXTRA_CA_CERTS would load code and trust from outside the package.',
  },
  EnableNodeCliInspectArguments: {
    on: false,
    reason: '--inspect and SIGUSR1 would let any program of this user run code in the shell.',
  },
  EnableEmbeddedAsarIntegrityValidation: {
    on: true,
    reason: 'A changed app.asar does not start. macOS and Windows check it; Linux has no such check yet.',
  },
  OnlyLoadAppFromAsar: {
    on: true,
    reason: 'A folder named "app" beside the archive would else be loaded in its place, unchecked.',
  },
  LoadBrowserProcessSpecificV8Snapshot: {
    on: false,
    reason: 'There is no snapshot of our own; with the fuse on, Electron would look for one and not start.',
  },
  GrantFileProtocolExtraPrivileges: {
    on: false,
    reason: 'The window has a scheme of its own (rule 18); file:// needs no privileges.',
  },
  WasmTrapHandlers: {
    on: true,
    reason:
      'Guard pages keep WebAssembly inside its memory. The page may compile none; Node in the shell parses HTTP with it.',
  },
};

/**
 * Sets all fuses in a packaged program.
 *
 * @param program the executable, or the .app on macOS.
 * @param resign signs a macOS program for this computer again, which a change of its bytes makes necessary on Apple
 *   silicon where no real signature follows.
 * @throws when the program has a fuse that is not named above: a newer Electron has to be looked at first.
 */
export async function setFuses(program: string, resign = false): Promise<void> {
  const set = Object.fromEntries(
    Object.entries(fuses).map(([name, { on }]) => [FuseV1Options[name as FuseName], on]),
  ) as Record<FuseV1Options, boolean>;
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: resign,
    ...set,
  });
}
