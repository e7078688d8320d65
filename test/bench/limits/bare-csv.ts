/** The least that writes the same rows and columns as CSV: SQLite's own shell, on the same file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

/** A time as the file has it twice: local to a shop in Shanghai, whose clocks never change, and in UTC. */
const times = (at: string): string => {
  const as = (suffix: string, shift = ''): string =>
    `strftime('%Y-%m-%dT%H:%M:%f${suffix}', ${at} / 1000.0, 'unixepoch'${shift})`;
  return `${as('+08:00', ", '+8 hours'")}, ${as('Z')}`;
};

const day = (at: string): string => `strftime('%Y-%m-%d', ${at} / 1000.0, 'unixepoch', '+8 hours')`;
const decimal = (hundredths: string): string => `printf('%.2f', ${hundredths} / 100.0)`;
const inside = (json: string, ...paths: readonly string[]): string =>
  paths.map((path) => `${json} ->> '$.${path}'`).join(', ');
const intent = (...names: readonly string[]): string =>
  inside('first', ...names.map((name) => `intent.${name}`));
const gateway = (name: string): string => inside('last', `payment.${name}`);
const body = (...paths: readonly string[]): string => inside('body', ...paths);

/** A payment's first and last events hold what its own row does not repeat. */
const PAYMENTS = `SELECT *, (SELECT payload FROM events WHERE events.sequence = payments.began) AS first,
    (SELECT payload FROM events WHERE events.sequence = payments.sequence) AS last
  FROM payments ORDER BY started_at, number`;

const ROWS = `SELECT ${intent('environment')}, iif(${intent('environment')} = 'training', 'TRAINING', ''), number,
  reference, order_reference, gateway_id, wallet_number, state, ${body('late')},
  ${gateway('statusId')}, ${gateway('statusId')}, amount, ${decimal('amount')}, currency, ${times('started_at')},
  ${times('changed_at')}, ${times('changed_at')}, ${body('cancelling', 'doubt', 'failure', 'reasons', 'reasons')},
  ${intent('terminal.storeName', 'terminal.storeId', 'terminal.terminalId', 'terminal.country', 'siteId', 'requestId')},
  sequence, hash, amount, ${decimal('amount')}, currency, 'payment', '',
  (SELECT coalesce(sum(amount), 0) FROM refunds WHERE payment_reference = told.reference AND state = 'refunded'),
  '', '', '', '', ${intent('cashier.name')}, '', '', ${day('changed_at')},
  ${body('byHand.outcome', 'byHand.reason', 'byHand.by.name', 'byHand.approvedBy.name', 'byHand.at', 'byHand.at')},
  ${body('byHand.verdict')}, ${intent('note')}
FROM (${PAYMENTS}) AS told`;

/** Writes every payment of the journal into a file. Rejects if the computer has no `sqlite3`. */
export const bareCsv = async (journalFile: string, csvFile: string): Promise<void> => {
  const out = openSync(csvFile, 'w');
  try {
    const shell = spawn('sqlite3', ['-readonly', '-csv', journalFile, ROWS], {
      stdio: ['ignore', out, 'inherit'],
    });
    const [code] = (await once(shell, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`sqlite3 ended with ${String(code)}`);
  } finally {
    closeSync(out);
  }
};
