import { receiptPath } from '#domain/office/receipt-path.ts';
import { signatureOf } from '#office/receipt-signature.ts';
import { tally } from '../attacked.ts';
import { GUESSES, isSlowed, times } from './guesses.ts';
import type { Play } from './victim-office.ts';
import { REFERENCE } from './victim-office.ts';

/** Receipts that an address may ask for in a minute: all guests of a shop share one. */
const MAX_RECEIPTS = 120;

export const WITH_A_LINK: Readonly<Record<string, Play>> = {
  'receipts are guessed, and a link is bent to another sale, till or key': async ({
    send,
    victim,
    other,
  }) => {
    const good = signatureOf(victim.credential, REFERENCE);
    const path = (station: string, reference: string, signature: string): string =>
      receiptPath({ station, reference, signature }, 'en');
    const bent = [
      path(victim.station, REFERENCE.replace('000007', '000008'), good),
      path(other.station, REFERENCE, good),
      path(victim.station, REFERENCE, signatureOf(other.credential, REFERENCE)),
      path(victim.station, REFERENCE, signatureOf('', REFERENCE)),
      path(victim.station, REFERENCE, ''),
      path(victim.station, REFERENCE, good).replace('/r/', '/r/../r/%2e%2e/'),
    ];
    const right = await send(path(victim.station, REFERENCE, good));
    const shown = (await Promise.all(bent.map(async (one) => (await send(one)).status))).filter(
      (one) => one === 200,
    );
    const statuses = (
      await times(GUESSES, (n) =>
        send(path(victim.station, REFERENCE, Buffer.alloc(16, n).toString('base64url'))),
      )
    ).map(({ status }) => status);
    return {
      outcome: `the right one ${right.status}; ${shown.length} of ${bent.length} bent ones shown; guesses: ${tally(statuses)}`,
      held: right.status === 200 && shown.length === 0 && isSlowed(statuses, 404, MAX_RECEIPTS),
    };
  },
};
