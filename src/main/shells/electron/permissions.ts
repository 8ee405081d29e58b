import type { Session } from 'electron';

/** The part of a WebContents that is asked to choose a Bluetooth device. */
export interface ChoosingContents {
  on(
    event: 'select-bluetooth-device',
    listener: (
      event: { preventDefault(): void },
      devices: unknown,
      choose: (deviceId: string) => void,
    ) => void,
  ): unknown;
}

/**
 * Rule 5: handle permission requests. Without handlers Electron grants everything; the window needs nothing: no
 * camera, no screen, no notifications, no clipboard read, no devices, no local fonts, no files by the page's own hand.
 */
export function denyPermissions(
  session: Pick<
    Session,
    | 'on'
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
    | 'setUSBProtectedClassesHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // No stream, and no picker of the system that would hand one out without asking here.
  session.setDisplayMediaRequestHandler((_request, decide) => decide(null), { useSystemPicker: false });
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  // A listener that chooses nothing, where Electron would go on to a default of its own.
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
  session.on('select-webauthn-account', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('file-system-access-restricted', (_event, _details, decide) => decide('deny'));
}

/** Rule 5 again, for the one kind of device that a contents is asked for and not its session. */
export function chooseNoBluetooth(contents: ChoosingContents): void {
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
}
