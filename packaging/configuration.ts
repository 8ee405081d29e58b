import path from 'node:path';
import { setFuses } from './fuses.ts';

/** The part of what electron-builder hands to a hook that is used here. */
export interface PackContext {
  /** The folder of the packed program. */
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: {
    readonly executableName: string;
    readonly appInfo: { readonly productFilename: string };
  };
}

/** The program of a packed folder, in which the fuses are: the .app on macOS. */
export function programOf({ appOutDir, electronPlatformName, packager }: PackContext): string {
  if (electronPlatformName === 'darwin') {
    return path.join(appOutDir, `${packager.appInfo.productFilename}.app`);
  }
  if (electronPlatformName === 'win32') {
    return path.join(appOutDir, `${packager.appInfo.productFilename}.exe`);
  }
  return path.join(appOutDir, packager.executableName);
}

/**
 * electron-builder's configuration.
 *
 * @param stage the folder that stage.ts filled.
 * @param output where the packages go.
 * @param electron the version of Electron, and the folder of its program where it is not to be downloaded.
 */
export function configuration(
  stage: string,
  output: string,
  electron: { readonly version: string; readonly dist?: string },
) {
  return {
    appId: 'org.chirograph.app',
    productName: 'Chirograph',
    artifactName: 'chirograph-${version}-${os}-${arch}.${ext}',
    copyright: 'Apache-2.0',
    directories: { app: path.join(stage, 'app'), output },
    electronVersion: electron.version,
    ...(electron.dist === undefined ? {} : { electronDist: electron.dist }),
    // The stage holds what belongs in the package, and nothing else.
    files: ['**/*'],
    asar: { smartUnpack: false },
    // From one folder up: at the top of what it copies, electron-builder leaves a node_modules out.
    extraResources: [{ from: path.join(stage, 'resources'), to: '.', filter: ['**/*'] }],
    // Native libraries are Node-API and come with their packages: there is nothing to compile for Electron.
    npmRebuild: false,
    nodeGypRebuild: false,
    buildDependenciesFromSource: false,
    // Nothing is uploaded, and the program looks for no update: it goes on no network.
    publish: null,
    // Before the program is signed. A real signature on macOS follows by itself where there is an identity.
    afterPack: (context: PackContext): Promise<void> =>
      setFuses(programOf(context), context.electronPlatformName === 'darwin'),
    linux: {
      target: ['AppImage', 'deb'],
      category: 'Science',
      synopsis: 'Forensic handwriting examination',
      maintainer: 'Chirograph',
      executableName: 'chirograph',
    },
    win: { target: ['nsis'] },
    nsis: { oneClick: false, perMachine: true, allowToChangeInstallationDirectory: true },
    mac: { target: ['dmg'], category: 'public.app-category.business', hardenedRuntime: true },
  };
}
