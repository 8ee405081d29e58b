import type { Session } from 'electron';

/**
 * Electron's security checklist, rule 5: handle permission requests. Without handlers Electron grants everything;
 * the window needs nothing: no camera, no notifications, no clipboard read, no devices, no local fonts.
 */
export function denyPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
