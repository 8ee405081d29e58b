import * as v from 'valibot';
import { SessionRequest } from '../../../contract/session.ts';
import { Request, type Channel } from '../../../contract/wire.ts';
import type { Session } from './session.ts';

/**
 * A window's channel as its session lets it through: what is about the session itself goes to `ask`, and a locked
 * window cannot cancel what runs. Tells the window how the session is, now and at every change.
 */
export function channelOfSession(
  channel: Channel,
  session: Session,
  ask: (request: SessionRequest) => void,
): Channel {
  channel.send(session.state());
  const end = session.watch(() => channel.send(session.state()));
  channel.onClose(end);
  return {
    send: (message) => channel.send(message),
    onClose: (listener) => channel.onClose(listener),
    onMessage: (listener) =>
      channel.onMessage((message) => {
        const asked = v.safeParse(SessionRequest, message);
        if (asked.success) ask(asked.output);
        else if (!(session.locked && v.is(Request, message) && message.kind === 'cancel')) listener(message);
      }),
  };
}
