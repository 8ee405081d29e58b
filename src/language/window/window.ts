import type { MessageOf } from '../catalogue.ts';
import { commands } from './commands.ts';
import { compare } from './compare.ts';
import { editing } from './editing.ts';
import { everywhere } from './everywhere.ts';
import { format } from './format.ts';
import { frame } from './frame.ts';
import { items } from './items.ts';
import { journal } from './journal.ts';
import { letters } from './letters.ts';
import { marking } from './marking.ts';
import { models } from './models.ts';
import { pictures } from './pictures.ts';
import { report } from './report.ts';
import { reportLanguage } from './report-language.ts';
import { shortcuts } from './shortcuts.ts';
import { signatures } from './signatures.ts';
import { unmasking } from './unmasking.ts';
import { validation } from './validation.ts';
import { viewer } from './viewer.ts';

/** Everything that the window says, put together from its areas. */
export const windowMessages = {
  ...commands,
  ...compare,
  ...editing,
  ...everywhere,
  ...format,
  ...frame,
  ...items,
  ...journal,
  ...letters,
  ...marking,
  ...models,
  ...pictures,
  ...report,
  ...reportLanguage,
  ...shortcuts,
  ...signatures,
  ...unmasking,
  ...validation,
  ...viewer,
} as const;
export type WindowMessage = MessageOf<typeof windowMessages>;

/** What is said as it stands, without a figure or a name put into it. */
export type PlainMessage = Exclude<WindowMessage, `${string}{${string}`>;

/** The areas by themselves, so that none takes the place of another's message unseen. */
export const windowAreas = {
  commands,
  compare,
  editing,
  everywhere,
  format,
  frame,
  items,
  journal,
  letters,
  marking,
  models,
  pictures,
  report,
  reportLanguage,
  shortcuts,
  signatures,
  unmasking,
  validation,
  viewer,
} as const;
