import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../../contract/bridge.ts';
import type { MessageOf } from '../../../language/catalogue.ts';
import type { Language } from '../../../language/language.ts';
import { shellSay, type shellMessages } from '../../../language/shell.ts';

/**
 * The application menu: the system's own roles, and what the window does itself as commands to it. Electron names its
 * roles in English only, so that each is named here.
 *
 * @param developing adds the developer tools; a packaged app has none.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  developing: boolean,
  language: Language,
  command: (command: MenuCommand) => void,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const say = (message: PlainMessage): string => shellSay(language, message);
  const role = (
    name: NonNullable<MenuItemConstructorOptions['role']>,
    message: PlainMessage,
  ): MenuItemConstructorOptions => ({ role: name, label: say(message) });
  const about: MenuItemConstructorOptions = {
    label: say('About Chirograph'),
    click: () => command('about'),
  };
  const appMenu: MenuItemConstructorOptions = {
    label: 'Chirograph',
    submenu: [
      about,
      { type: 'separator' },
      role('services', 'Services'),
      { type: 'separator' },
      role('hide', 'Hide Chirograph'),
      role('hideOthers', 'Hide Others'),
      role('unhide', 'Show All'),
      { type: 'separator' },
      role('quit', 'Quit'),
    ],
  };
  const help: MenuItemConstructorOptions = { ...role('help', 'Help'), submenu: [about] };
  const developerItems: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  return [
    ...(mac ? [appMenu] : []),
    {
      label: say('&File'),
      submenu: [
        { label: say('&Open case…'), accelerator: 'CmdOrCtrl+O', click: () => command('open-case') },
        { type: 'separator' },
        { label: say('&Models…'), click: () => command('models') },
        { type: 'separator' },
        mac ? role('close', 'Close Window') : role('quit', 'Quit'),
      ],
    },
    {
      ...role('editMenu', '&Edit'),
      submenu: [
        role('undo', 'Undo'),
        role('redo', 'Redo'),
        { type: 'separator' },
        role('cut', 'Cut'),
        role('copy', 'Copy'),
        role('paste', 'Paste'),
        role('delete', 'Delete'),
        { type: 'separator' },
        role('selectAll', 'Select All'),
      ],
    },
    {
      label: say('&View'),
      submenu: [
        role('resetZoom', 'Actual Size'),
        role('zoomIn', 'Zoom In'),
        role('zoomOut', 'Zoom Out'),
        { type: 'separator' },
        role('togglefullscreen', 'Toggle Full Screen'),
        ...(developing ? developerItems : []),
      ],
    },
    {
      ...role('windowMenu', '&Window'),
      submenu: [
        role('minimize', 'Minimize'),
        ...(mac ? [role('zoom', 'Zoom (window)')] : []),
        role('close', 'Close'),
      ],
    },
    ...(mac ? [] : [help]),
  ];
}

/** What is said without a figure or a name in it. */
type PlainMessage = Exclude<MessageOf<typeof shellMessages>, `${string}{${string}`>;
