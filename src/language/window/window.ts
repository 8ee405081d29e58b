import type { MessageOf } from '../catalogue.ts';
import { frame } from './frame.ts';
import { letters } from './letters.ts';
import { unmasking } from './unmasking.ts';

/** Everything that the window says, put together from its areas. */
export const windowMessages = { ...frame, ...letters, ...unmasking } as const;
export type WindowMessage = MessageOf<typeof windowMessages>;

/** The areas by themselves, so that none takes the place of another's message unseen. */
export const windowAreas = { frame, letters, unmasking } as const;
