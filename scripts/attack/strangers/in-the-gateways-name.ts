import { NOTIFICATION_PATH } from '../../../src-office/hints/hint-door.ts';
import { basic } from '../../../test/support/office/hint-office.ts';
import { tally } from '../attacked.ts';
import { GUESSES, isSlowed, MAX_WRONG, times } from './guesses.ts';
import type { Play } from './victim-office.ts';
import { post, REFERENCE, SITE } from './victim-office.ts';

const payment = (reference: string) => ({
  Payment: { ID: 6000001, MerchantTransactionID: reference, Amount: '1', Status: { ID: 2 } },
});

export const IN_THE_GATEWAYS_NAME: Readonly<Record<string, Play>> = {
  'a notification with a guessed ApiKey': async ({ send, records }) => {
    const before = await records();
    const statuses = (
      await times(GUESSES, (n) =>
        send(
          NOTIFICATION_PATH,
          post(payment(REFERENCE), { authorization: basic(SITE.siteId, `guess ${n}`) }),
        ),
      )
    ).map(({ status }) => status);
    const isSame = (await records()) === before;
    return { outcome: tally(statuses), held: isSame && isSlowed(statuses, 401, MAX_WRONG) };
  },
  'a notification that lies about amount and state, in every form': async ({ send, records, database }) => {
    const before = await records();
    const headers = { authorization: basic(SITE.siteId, SITE.apiKey) };
    const bodies: readonly unknown[] = [
      payment(REFERENCE),
      payment("T1-1'; DROP TABLE payments; --"),
      payment('x'.repeat(60_000)),
      { Payment: { MerchantTransactionID: { $ne: '' } } },
      JSON.parse('{"__proto__":{"Payment":{}},"constructor":{"prototype":{"isPaid":true}}}'),
      'x'.repeat(10_000_000),
    ];
    const statuses = [];
    for (const body of bodies) statuses.push((await send(NOTIFICATION_PATH, post(body, headers))).status);
    const messages = await database.query('SELECT body FROM messages');
    return {
      outcome: `${tally(statuses)}; ${messages.length} tills told to ask the gateway, no record changed`,
      held:
        (await records()) === before &&
        messages.length > 0 &&
        messages.every(({ body }) => /^\{"type":"hint","reference":"[\w-]+"\}$/.test(String(body))),
    };
  },
};
