/** A secret must be in no file, and in nothing that a window is told. */
import { expect } from 'vitest';
import type { Station } from '../support/station.ts';
import { filesBelow } from '../support/station.ts';

export const expectNoTrace = (folder: string, ...secrets: readonly string[]): void => {
  for (const { path, bytes } of filesBelow(folder))
    for (const secret of secrets) expect(bytes.includes(secret), path).toBe(false);
};

/** What main sends its windows from now on, as JSON. */
export const noteMessages = async ({ app }: Station): Promise<() => Promise<readonly string[]>> => {
  const messages = await app.evaluateHandle(({ webContents }) => {
    const sent: string[] = [];
    for (const contents of webContents.getAllWebContents()) {
      const send = contents.send.bind(contents);
      contents.send = (channel, ...args) => {
        sent.push(JSON.stringify([channel, ...(args as unknown[])]));
        send(channel, ...(args as unknown[]));
      };
    }
    return sent;
  });
  return () => messages.evaluate((sent) => sent);
};
