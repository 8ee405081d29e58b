import type { MessageOf } from '../catalogue.ts';
import { commands } from './commands.ts';
import { frame } from './frame.ts';
import { letters } from './letters.ts';
import { reportLanguage } from './report-language.ts';
import { unmasking } from './unmasking.ts';

/** Everything that the window says, put together from its areas. */
export const windowMessages = { ...commands, ...frame, ...letters, ...reportLanguage, ...unmasking } as const;
export type WindowMessage = MessageOf<typeof windowMessages>;

/** The areas by themselves, so that none takes the place of another's message unseen. */
export const windowAreas = { commands, frame, letters, reportLanguage, unmasking } as const;
