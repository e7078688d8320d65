/** Pushes over few connections that stay open, as cheaply as node can, so that the tool leaves the machine to the office. */
import { Agent, request } from 'node:http';
import { TILL_PATHS } from '#domain/office/till-paths.ts';

const PATIENCE = 30_000;

export interface PushWire {
  /** The body of an answer of 200; throws at any other. */
  readonly send: (url: string, authorization: string, body: Buffer) => Promise<string>;
  readonly close: () => void;
}

/** `atOnce`: connections to each process of the office. */
export const openPushWire = (atOnce: number): PushWire => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const send: PushWire['send'] = (url, authorization, body) =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization,
        'content-type': 'application/json',
        'content-length': body.byteLength,
      };
      const asked = request(
        `${url}${TILL_PATHS.journal}`,
        { method: 'POST', agent, headers, timeout: PATIENCE },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (part: string) => (text += part));
          answer.once('end', () => {
            if (answer.statusCode === 200) resolve(text);
            else reject(new Error(`The office answers ${answer.statusCode ?? 'nothing'}: ${text}`));
          });
        },
      );
      asked.once('timeout', () => asked.destroy(new Error('The office does not answer')));
      asked.once('error', reject);
      asked.end(body);
    });
  return { send, close: () => agent.destroy() };
};
