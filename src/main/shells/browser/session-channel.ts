import * as v from 'valibot';
import { ChirographError } from '../../../contract/schema.ts';
import { SessionRequest } from '../../../contract/session.ts';
import { Request, Response, type Channel } from '../../../contract/wire.ts';
import type { Session } from './session.ts';

/** Answers that wait for the unlocking; a window has fewer calls at work. */
const LARGEST_HELD = 64;

/**
 * A window's channel as its session lets it through: what is about the session itself goes to `ask`, and a locked
 * window cannot cancel what runs. Tells the window how the session is, now and at every change.
 *
 * While locked, answers to what was begun before wait for the unlocking and progress is not told. Events go through, a
 * crash report left out: they hold ids and sentences of the program. A session that has ended is told so, and nothing
 * after it.
 */
export function channelOfSession(
  channel: Channel,
  session: Session,
  ask: (request: SessionRequest) => void,
): Channel {
  let held: Response[] = [];
  const hold = (response: Response): void => {
    if (response.kind !== 'result' && response.kind !== 'problem') return;
    if (held.length < LARGEST_HELD) {
      held.push(response);
      return;
    }
    // Not `locked`, which stands for a call that was not begun.
    const problem = new ChirographError(
      'engine-stopped',
      'Chirograph was locked before this was done. What was saved is kept; try again.',
    ).toProblem();
    channel.send({ kind: 'problem', call: response.call, problem } satisfies Response);
  };
  const mayPass = (response: Response): boolean =>
    !session.locked ||
    response.kind === 'event' ||
    // The refusal of a call that comes while locked: it was not begun, so that there is nothing to wait for.
    (response.kind === 'problem' && ['locked', 'unknown-method'].includes(response.problem.code));

  channel.send(session.state());
  const end = session.watch(() => {
    channel.send(session.state());
    if (session.locked && !session.ended) return;
    const waited = held;
    held = [];
    if (!session.ended) for (const response of waited) channel.send(response);
  });
  channel.onClose(end);
  return {
    send: (message) => {
      const response = v.parse(Response, message);
      if (session.ended) return;
      if (mayPass(response)) channel.send(session.locked ? withoutCrashReport(response) : response);
      else hold(response);
    },
    onClose: (listener) => channel.onClose(listener),
    onMessage: (listener) =>
      channel.onMessage((message) => {
        const asked = v.safeParse(SessionRequest, message);
        if (asked.success) ask(asked.output);
        else if (!(session.locked && v.is(Request, message) && message.kind === 'cancel')) listener(message);
      }),
  };
}

/** A crash report names places on the computer that serves the window; an unlocked window can ask for it. */
function withoutCrashReport(response: Response): Response {
  const { payload } = response as { payload?: unknown };
  if (response.kind !== 'event' || !Object.hasOwn(Object(payload), 'crashReport')) return response;
  return { ...response, payload: { ...(payload as object), crashReport: undefined } };
}
