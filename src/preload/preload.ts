import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../contract/bridge.ts';

/**
 * All that the window gets of Electron. Rule 20: do not expose Electron APIs to web content; no such API is among
 * these, and no event object, through which the page would reach one. Channel names are those of shells/electron/window-ipc.ts.
 */
const bridge: Bridge = {
  send: (message) => ipcRenderer.send('engine', message),
  onMessage: (listener) => {
    ipcRenderer.on('engine', (_event, message: unknown) => listener(message));
  },
  chooseFolder: () => ipcRenderer.invoke('choose-folder') as Promise<string | null>,
  chooseReportFile: (suggestedName) =>
    ipcRenderer.invoke('choose-report-file', suggestedName) as Promise<string | null>,
  chooseModelFile: () => ipcRenderer.invoke('choose-model-file') as Promise<string | null>,
  chooseTableFile: () => ipcRenderer.invoke('choose-table-file') as Promise<string | null>,
  chooseImagesFolder: () => ipcRenderer.invoke('choose-images-folder') as Promise<string | null>,
  useLanguage: (language) => void ipcRenderer.invoke('use-language', language),
  platform: process.platform,
};

contextBridge.exposeInMainWorld('chirograph', bridge);
