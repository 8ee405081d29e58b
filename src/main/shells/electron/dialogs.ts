import type { BaseWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import * as v from 'valibot';
import type { Language } from '../../../language/language.ts';
import { shellSay } from '../../../language/shell.ts';

/** The part of Electron's dialogs that is used here. */
export interface Dialogs<W = BaseWindow> {
  showOpenDialog(window: W, options: OpenDialogOptions): Promise<{ canceled: boolean; filePaths: string[] }>;
  showSaveDialog(window: W, options: SaveDialogOptions): Promise<{ canceled: boolean; filePath: string }>;
}

/** Asks for a case folder; null when the examiner cancels. */
export async function chooseFolder<W>(
  dialog: Dialogs<W>,
  window: W,
  language: Language,
): Promise<string | null> {
  return chosenIn(dialog, window, {
    title: shellSay(language, 'Open case folder'),
    buttonLabel: shellSay(language, 'Open case'),
    properties: ['openDirectory', 'createDirectory'],
  });
}

/** A bare file name; the page may suggest a name but not a place. */
// eslint-disable-next-line no-control-regex -- control characters are what is refused
const FileName = v.pipe(v.string(), v.maxLength(120), v.regex(/^[^/\\:*?"<>|\u0000-\u001f]+$/));

/** Asks where to save a report; null when the examiner cancels. The path ends in .pdf. */
export async function chooseReportFile<W>(
  dialog: Dialogs<W>,
  window: W,
  language: Language,
  suggestedName: unknown,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: shellSay(language, 'Save report'),
    defaultPath: v.is(FileName, suggestedName) ? suggestedName : 'report.pdf',
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return null;
  return /\.pdf$/i.test(filePath) ? filePath : `${filePath}.pdf`;
}

/** Asks for a model's file; null when the examiner cancels. */
export async function chooseModelFile<W>(
  dialog: Dialogs<W>,
  window: W,
  language: Language,
): Promise<string | null> {
  return chosenIn(dialog, window, {
    title: shellSay(language, 'Add a model file'),
    buttonLabel: shellSay(language, 'Add model'),
    filters: [{ name: shellSay(language, 'ONNX model'), extensions: ['onnx'] }],
    properties: ['openFile'],
  });
}

/** Asks for a table of labelled images; null when the examiner cancels. */
export async function chooseTableFile<W>(
  dialog: Dialogs<W>,
  window: W,
  language: Language,
): Promise<string | null> {
  return chosenIn(dialog, window, {
    title: shellSay(language, 'Choose a table of images'),
    filters: [{ name: 'CSV', extensions: ['csv'] }],
    properties: ['openFile'],
  });
}

/** Asks for the folder that labelled images lie in; null when the examiner cancels. */
export async function chooseImagesFolder<W>(
  dialog: Dialogs<W>,
  window: W,
  language: Language,
): Promise<string | null> {
  return chosenIn(dialog, window, {
    title: shellSay(language, 'Choose the folder of the images'),
    properties: ['openDirectory'],
  });
}

async function chosenIn<W>(
  dialog: Dialogs<W>,
  window: W,
  options: OpenDialogOptions,
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return canceled ? null : (filePaths[0] ?? null);
}
