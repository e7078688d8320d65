import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { ipcMain } from 'electron';
import type { WindowRole } from '#contract/calls.ts';
import type { EventName, EventPayload } from '#contract/events.ts';
import { events } from '#contract/events.ts';
import type { CallRules } from './answer-call.ts';
import { answerCall } from './answer-call.ts';
import { isAppAddress } from '#electron/windows/app-address.ts';

export interface CallServing extends CallRules {
  readonly roleOf: (contents: WebContents) => WindowRole | undefined;
}

/** Answers the windows' calls on the one channel 'call', arguments (name, input). */
export const serveCalls = ({ roleOf, ...rules }: CallServing): void =>
  ipcMain.handle('call', (event, name: unknown, input: unknown) =>
    answerCall(rules, { name, input, sender: isOwnPage(event) ? roleOf(event.sender) : undefined }),
  );

/** Only the top frame of a window speaks for it, and only while it shows our page. */
const isOwnPage = ({ sender, senderFrame }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && isAppAddress(senderFrame.url);

export type Push = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/**
 * Pushes to the window of the event's role on channel 'push', arguments (name, payload). A window that is gone gets
 * nothing; when it is back it asks for the whole.
 */
export const pushTo =
  (contentsOf: (role: WindowRole) => WebContents | undefined): Push =>
  (name, payload) =>
    contentsOf(events[name].role)?.send('push', name, payload);
