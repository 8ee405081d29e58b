import * as v from 'valibot';
import { Line, LocalPath } from './schema.ts';

/** Where the examiner was: told by the window, and given back to a window that starts anew in the same session. */
export const Place = v.object({ folder: LocalPath, view: Line });
export type Place = v.InferOutput<typeof Place>;

/**
 * Why a session was not unlocked; the window says it in its own language. `wrong-address`: each address works once,
 * within ten minutes of its printing; `unavailable`: the users file cannot be read.
 */
export const UnlockRefusal = v.variant('reason', [
  v.object({ reason: v.picklist(['wrong-address', 'wrong', 'unavailable']) }),
  v.object({ reason: v.literal('wait'), seconds: v.number() }),
]);
export type UnlockRefusal = v.InferOutput<typeof UnlockRefusal>;

/**
 * What the browser shell tells its windows about their session, beside the engine's messages; `connect` of wire.ts
 * leaves it alone. It is the first message on every connection, and comes again with each change.
 */
export const SessionState = v.object({
  kind: v.literal('session'),
  /** While true, the engine takes no calls from this session and no picture is served. */
  locked: v.boolean(),
  /** True in the last message before the shell closes the connection: the window has to let go of everything. */
  ended: v.boolean(),
  /** Minutes without input after which the session locks; 0 for never. */
  idleMinutes: v.number(),
  /** Who logged in, where this computer is shared over a network; null for the user of this computer. */
  user: v.nullable(v.string()),
  /** Null while locked: it names a case. */
  place: v.nullable(Place),
  /** Why the last try to unlock failed. */
  refusal: v.nullable(UnlockRefusal),
});
export type SessionState = v.InferOutput<typeof SessionState>;

/** What a window asks of the browser shell about its session. */
export const SessionRequest = v.variant('act', [
  /** Somebody moved the pointer, pressed a key or turned the wheel. */
  v.object({ kind: v.literal('session'), act: v.literal('activity') }),
  v.object({ kind: v.literal('session'), act: v.literal('place'), place: v.nullable(Place) }),
  v.object({ kind: v.literal('session'), act: v.literal('lock') }),
  /** With the password, or with the address that the terminal shows. */
  v.object({
    kind: v.literal('session'),
    act: v.literal('unlock'),
    secret: v.pipe(v.string(), v.maxLength(1024)),
  }),
  /** Asks for another address in the terminal, when the first was used or is too old. */
  v.object({ kind: v.literal('session'), act: v.literal('print-address') }),
  v.object({ kind: v.literal('session'), act: v.literal('log-out') }),
]);
export type SessionRequest = v.InferOutput<typeof SessionRequest>;
