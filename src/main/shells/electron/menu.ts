import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../../contract/bridge.ts';

/**
 * The application menu: the system's own roles, and what the window does itself as commands to it.
 *
 * @param developing adds the developer tools; a packaged app has none.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  developing: boolean,
  command: (command: MenuCommand) => void,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const about: MenuItemConstructorOptions = { label: 'About Chirograph', click: () => command('about') };
  const appMenu: MenuItemConstructorOptions = {
    label: 'Chirograph',
    submenu: [
      about,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
  const help: MenuItemConstructorOptions = { role: 'help', submenu: [about] };
  const developerItems: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  return [
    ...(mac ? [appMenu] : []),
    {
      label: '&File',
      submenu: [
        { label: '&Open case…', accelerator: 'CmdOrCtrl+O', click: () => command('open-case') },
        { type: 'separator' },
        { label: '&Models…', click: () => command('models') },
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(developing ? developerItems : []),
      ],
    },
    { role: 'windowMenu' },
    ...(mac ? [] : [help]),
  ];
}
