/**
 * The least that a sale must do besides painting, in a program of its own, since the gateway is another
 * program too. A charge: one commit, the POST, one commit, and the QR code's modules. Learning that it is
 * paid: the GET and one commit.
 */
import { join } from 'node:path';
import process from 'node:process';
import { create } from 'qrcode';
import { Pool } from 'undici';
import { bareInsert } from './bare-insert.ts';

/** `rows` are the bytes of the events that the station writes meanwhile. */
export type BareWork =
  | {
      readonly do: 'charge';
      readonly body: string;
      readonly headers: Record<string, string>;
      readonly rows: readonly [string, string];
    }
  | { readonly do: 'look'; readonly headers: Record<string, string>; readonly rows: readonly [string] };

const [folder = '', url = ''] = process.argv.slice(2);
const { insert } = bareInsert(join(folder, 'bare.db'));
const pool = new Pool(url);
let payment = '';

interface Answer {
  readonly ID: string;
  readonly RedirectURL: string;
}

const charge = async ({ body, headers, rows }: BareWork & { readonly do: 'charge' }): Promise<void> => {
  insert(rows[0]);
  const answer = await pool.request({ method: 'POST', path: '/v1/payments', headers, body });
  const made = (await answer.body.json()) as { Payment: Answer };
  insert(rows[1]);
  create(made.Payment.RedirectURL, { errorCorrectionLevel: 'M' });
  payment = made.Payment.ID;
};

const look = async ({ headers, rows }: BareWork & { readonly do: 'look' }): Promise<void> => {
  const answer = await pool.request({ method: 'GET', path: `/v1/payments/${payment}`, headers });
  await answer.body.json();
  insert(rows[0]);
};

const run = async (work: BareWork): Promise<void> => {
  const began = performance.now();
  await (work.do === 'charge' ? charge(work) : look(work));
  process.send?.(performance.now() - began);
};

process.on('message', (work) => void run(work as BareWork));
