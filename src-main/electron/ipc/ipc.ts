/** The one channel between windows and main: who sent which call, and where a push goes. */
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { ipcMain } from 'electron';
import type { WindowRole } from '#contract/calls.ts';
import type { EventName, EventPayload } from '#contract/events.ts';
import { events } from '#contract/events.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import { isAppAddress } from '#electron/windows/app-address.ts';
import type { CallLimiter } from './call-limiter.ts';
import { roundRobin } from './round-robin.ts';

/** A call as it arrived; `sender` is undefined unless the call comes from one of our windows showing its own page. */
interface SentCall {
  readonly name: unknown;
  readonly input: unknown;
  readonly sender: WindowRole | undefined;
}

/**
 * Answers the windows' calls on channel 'call', arguments (name, input), if `limiter` lets them in. Windows take turns.
 */
export const serveCalls = (
  roleOf: (contents: WebContents) => WindowRole | undefined,
  limiter: CallLimiter,
  answer: (call: SentCall) => Promise<Reply<unknown>>,
): void => {
  const inTurn = roundRobin(setImmediate);
  ipcMain.handle('call', (event, name: unknown, input: unknown) => {
    const sender = isOwnPage(event) ? roleOf(event.sender) : undefined;
    if (!limiter(sender, [name, input])) return refuse('request-refused');
    return new Promise<Reply<unknown>>((resolve, reject) =>
      inTurn(sender ?? 'unknown', () => void answer({ name, input, sender }).then(resolve, reject)),
    );
  });
};

/** Only the top frame of a window speaks for it, and only while it shows our page. */
const isOwnPage = ({ sender, senderFrame }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && isAppAddress(senderFrame.url);

export type Push = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/**
 * Pushes to the window of the event's role on channel 'push', arguments (name, payload). A closed window gets nothing;
 * when it is back it asks for a snapshot.
 */
export const pushTo =
  (contentsOf: (role: WindowRole) => WebContents | undefined): Push =>
  (name, payload) =>
    contentsOf(events[name].role)?.send('push', name, payload);
