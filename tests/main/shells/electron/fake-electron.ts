import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  MenuItemConstructorOptions,
  OpenDialogOptions,
  OpenDialogReturnValue,
  Rectangle,
  SaveDialogOptions,
  SaveDialogReturnValue,
  WindowOpenHandlerResponse,
} from 'electron';
import type { ElectronModule } from '../../../../src/main/shells/electron/electron-shell.ts';
import type { SenderEvent } from '../../../../src/main/shells/electron/sender.ts';

/** As much of Electron as the shell touches; what it was told is kept for the tests to read. */
export class FakeContents extends EventEmitter {
  readonly sent: unknown[] = [];
  readonly handlers = new Map<string, (event: SenderEvent, argument: unknown) => unknown>();
  windowOpenHandler: ((details: { url: string }) => WindowOpenHandlerResponse) | undefined;
  peerConnections: string | undefined;
  destroyed = false;
  readonly ipc = Object.assign(new EventEmitter(), {
    handle: (channel: string, listener: (event: SenderEvent, argument: unknown) => unknown): void => {
      this.handlers.set(channel, listener);
    },
  });

  send(_channel: 'engine', message: unknown): void {
    this.sent.push(message);
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => WindowOpenHandlerResponse): void {
    this.windowOpenHandler = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.peerConnections = policy;
  }
}

export class FakeWindow extends EventEmitter {
  static opened: FakeWindow[] = [];
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents = new FakeContents();
  readonly loaded: string[] = [];
  minimised = false;
  maximised = false;
  shown = false;
  focused = false;
  bounds: Rectangle = { x: 10, y: 20, width: 1000, height: 700 };

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    FakeWindow.opened.push(this);
  }

  loadURL(address: string): Promise<void> {
    this.loaded.push(address);
    this.webContents.emit('did-navigate');
    return Promise.resolve();
  }

  getNormalBounds = (): Rectangle => this.bounds;
  isMaximized = (): boolean => this.maximised;
  isMinimized = (): boolean => this.minimised;
  isDestroyed = (): boolean => false;
  maximize = (): void => void (this.maximised = true);
  restore = (): void => void (this.minimised = false);
  show = (): void => void (this.shown = true);
  focus = (): void => void (this.focused = true);
}

export class FakeApp extends EventEmitter {
  readonly paths = new Map<string, string>();
  readonly log: string[] = [];
  readonly switches = new Map<string, string | undefined>();
  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void => void this.switches.set(name, value),
  };
  isPackaged = true;
  firstInstance = true;
  exitCode: number | null = null;
  systemLanguages: string[] = ['en-GB'];

  setPath(name: string, value: string): void {
    this.paths.set(name, value);
    this.log.push(`path ${name}`);
  }

  enableSandbox(): void {
    this.log.push('sandbox');
  }

  requestSingleInstanceLock(): boolean {
    this.log.push('lock');
    return this.firstInstance;
  }

  getPreferredSystemLanguages(): string[] {
    return this.systemLanguages;
  }

  whenReady(): Promise<void> {
    this.log.push('ready');
    return Promise.resolve();
  }

  quit(): void {
    this.log.push('quit');
  }

  exit(code: number): void {
    this.exitCode = code;
    this.emit('exited');
  }
}

type Decision<T> = (decision: T) => void;

export class FakeSession extends EventEmitter {
  requestPermission: ((contents: null, permission: string, decide: Decision<boolean>) => void) | undefined;
  checkPermission: (() => boolean) | undefined;
  checkDevice: (() => boolean) | undefined;
  displayMedia: ((request: object, decide: Decision<object | null>) => void) | undefined;
  displayMediaOptions: { useSystemPicker: boolean } | undefined;
  usbClasses: ((details: { protectedClasses: string[] }) => string[]) | undefined;
  beforeRequest: ((details: { url: string }, decide: Decision<{ cancel: boolean }>) => void) | undefined;
  verifyCertificate: ((request: object, decide: Decision<number>) => void) | undefined;
  proxy: object | undefined;
  spellChecker = true;
  readonly webRequest = {
    onBeforeRequest: (listener: NonNullable<FakeSession['beforeRequest']>): void => {
      this.beforeRequest = listener;
    },
  };

  setPermissionRequestHandler(handler: NonNullable<FakeSession['requestPermission']>): void {
    this.requestPermission = handler;
  }

  setPermissionCheckHandler(handler: () => boolean): void {
    this.checkPermission = handler;
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    this.checkDevice = handler;
  }

  setDisplayMediaRequestHandler(
    handler: NonNullable<FakeSession['displayMedia']>,
    options: { useSystemPicker: boolean },
  ): void {
    this.displayMedia = handler;
    this.displayMediaOptions = options;
  }

  setUSBProtectedClassesHandler(handler: NonNullable<FakeSession['usbClasses']>): void {
    this.usbClasses = handler;
  }

  setCertificateVerifyProc(handler: NonNullable<FakeSession['verifyCertificate']>): void {
    this.verifyCertificate = handler;
  }

  setProxy(config: object): Promise<void> {
    this.proxy = config;
    return Promise.resolve();
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
}

export class FakeProtocol {
  schemes: CustomScheme[] = [];
  handler: ((request: Request) => Promise<Response>) | undefined;

  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    this.schemes = schemes;
  }

  handle(_scheme: string, handler: (request: Request) => Promise<Response>): void {
    this.handler = handler;
  }
}

export class FakeDialog {
  readonly asked: (OpenDialogOptions | SaveDialogOptions)[] = [];
  readonly errors: string[] = [];
  folder: OpenDialogReturnValue = { canceled: true, filePaths: [] };
  file: SaveDialogReturnValue = { canceled: true, filePath: '' };

  showOpenDialog(_window: unknown, options: OpenDialogOptions): Promise<OpenDialogReturnValue> {
    this.asked.push(options);
    return Promise.resolve(this.folder);
  }

  showSaveDialog(_window: unknown, options: SaveDialogOptions): Promise<SaveDialogReturnValue> {
    this.asked.push(options);
    return Promise.resolve(this.file);
  }

  showErrorBox(title: string, content: string): void {
    this.errors.push(`${title}: ${content}`);
  }
}

const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } };

export class FakeElectron {
  readonly app = new FakeApp();
  readonly dialog = new FakeDialog();
  readonly protocol = new FakeProtocol();
  readonly session = { defaultSession: new FakeSession() };
  readonly screen = { getPrimaryDisplay: () => display, getAllDisplays: () => [display] };
  readonly BrowserWindow = FakeWindow;
  readonly openedOutside: string[] = [];
  readonly shell = {
    openExternal: (address: string): Promise<void> => {
      this.openedOutside.push(address);
      return Promise.resolve();
    },
  };
  menu: MenuItemConstructorOptions[] = [];
  readonly Menu = {
    buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
    setApplicationMenu: (menu: MenuItemConstructorOptions[]) => void (this.menu = menu),
  };

  /** The one place where the fake is passed off as the real thing. */
  asModule(): ElectronModule {
    return this as unknown as ElectronModule;
  }
}
