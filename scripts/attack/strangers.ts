/** Strangers at the office’s doors: with guesses, with another till’s place, in the gateway’s name, with a customer’s link. */
import { gzipSync } from 'node:zlib';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import { receiptPath } from '#domain/office/receipt-path.ts';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import { signatureOf } from '#office/receipt-signature.ts';
import { NOTIFICATION_PATH } from '../../src-office/hints/hint-door.ts';
import { basic } from '../../test/support/office/hint-office.ts';
import { pushOf, tillState } from '../../test/support/office/tills.ts';
import { officeOn } from '../../test/support/office/page/office.ts';
import type { Attack, Attacked } from './attacked.ts';
import type { Office } from './strangers/attacked-office.ts';
import { openOffice, REFERENCE, SITE } from './strangers/attacked-office.ts';

const GUESSES = 200;
/** How many wrong codes, and credentials of one name, an address may try before it has to wait. */
const MAX_WRONG = 10;
/** Wrong passwords, whatever the names, after which an address has to wait. */
const MAX_PASSWORDS = 20;
/** Receipts that an address may ask for in a minute: all guests of a shop share one. */
const MAX_RECEIPTS = 120;

const times = <T>(count: number, act: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => act(n)));

/** Whether no more guesses were looked up than that, and whoever went on was told to wait. */
const isSlowed = (statuses: readonly number[], wrong: number, most: number): boolean =>
  statuses.every((one) => one === wrong || one === 429) &&
  statuses.filter((one) => one === wrong).length <= most;

const tally = (statuses: readonly number[]): string =>
  [...new Set(statuses)]
    .map((one) => `${statuses.filter((other) => other === one).length} × ${one}`)
    .join(', ');

type Play = (office: Office) => Promise<Omit<Attacked, 'name'>>;

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});
const bearer = (station: string, credential: string) => ({
  authorization: `Bearer ${station}.${credential}`,
});

const AT_THE_OFFICE: Readonly<Record<string, Play>> = {
  'a one-time code is guessed': async ({ send }) => {
    const enrolment = { installation: 'EVILEV', state: tillState() };
    const answers = await times(GUESSES, (n) =>
      send(TILL_PATHS.enrol, post({ ...enrolment, code: `K7M29QX${String(n).padStart(3, '0')}` })),
    );
    const said = await Promise.all(
      answers.map(async (one) => ((await one.json()) as { refused?: string }).refused),
    );
    const stopped = said.filter((one) => one === 'too-many-tries').length;
    return {
      outcome: `${answers.filter(({ status }) => status === 201).length} of ${GUESSES} let in, ${stopped} not even looked up`,
      held: answers.every(({ status }) => status === 409) && stopped >= GUESSES - MAX_WRONG,
    };
  },
  'a till’s credential is guessed': async ({ send, victim }) => {
    const statuses = (
      await times(GUESSES, (n) =>
        send(TILL_PATHS.stream, {
          headers: bearer(victim.station, `guess-${n}-of-more-than-32-letters-long`),
        }),
      )
    ).map(({ status }) => status);
    return { outcome: tally(statuses), held: isSlowed(statuses, 401, MAX_WRONG) };
  },
  'passwords are guessed, by somebody who signs in with an account of their own in between': async ({
    database,
  }) => {
    const page = await officeOn(database);
    await page.person(await page.owner(), 'Mallory', 'auditor', null);
    let lookedUp = 0;
    for (let n = 0; n < GUESSES; n += 1) {
      const answer = await page.browser().signIn(`person ${n}`, 'guess');
      if (((await answer.json()) as { why: string }).why === 'wrong') lookedUp += 1;
      if (n % 3 === 0) await page.browser().signIn('Mallory');
    }
    return { outcome: `${lookedUp} of ${GUESSES} looked up`, held: lookedUp <= MAX_PASSWORDS };
  },
  'a till reads the journal of another with its own credential': async ({ send, victim, other }) => {
    const crossed = await send(`${TILL_PATHS.journal}?after=0`, {
      headers: bearer(victim.station, other.credential),
    });
    const own = await send(`${TILL_PATHS.journal}?after=0&station=${victim.station}`, {
      headers: bearer(other.station, other.credential),
    });
    const { rows } = (await own.json()) as { rows: readonly unknown[] };
    return {
      outcome: `${crossed.status}; of its own ${rows.length} rows`,
      held: crossed.status === 401 && rows.length === 0,
    };
  },
  'a till pushes rows in the name of another, rows that do not follow, and rows it has pushed already':
    async ({ send, booksOf, victim, other, rows }) => {
      const before = await booksOf(victim.station);
      const push = pushOf(rows, 0, rows.rows.length);
      const [first, ...rest] = push.rows;
      const forged = { ...push, rows: [[first?.[0], 'house', 'forged', '{}'], ...rest] };
      const answers = [
        await send(TILL_PATHS.journal, post(push, bearer(victim.station, other.credential))),
        await send(
          TILL_PATHS.journal,
          post({ ...push, station: victim.station }, bearer(other.station, other.credential)),
        ),
        await send(TILL_PATHS.journal, post(forged, bearer(victim.station, victim.credential))),
        await send(TILL_PATHS.journal, post(forged, bearer(other.station, other.credential))),
        await send(TILL_PATHS.journal, post(push, bearer(victim.station, victim.credential))),
      ];
      const said = await Promise.all(answers.map(async (one) => `${one.status} ${await one.text()}`));
      const words = said.map((one) => /"answer":"(\w+)"/.exec(one)?.[1] ?? one.trim().split(' ')[0]);
      // Of itself it is believed, even that another's rows are its own.
      const isSame = (await booksOf(victim.station)) === before;
      return {
        outcome: `${words.join(', ')}; ${isSame ? 'nothing of the other has' : 'SOMETHING OF THE OTHER HAS'} changed`,
        held: isSame && answers.every(({ status }) => status < 500),
      };
    },
  'a push of 100 MB, and one that unpacks to that': async ({ send, victim }) => {
    const headers = bearer(victim.station, victim.credential);
    const large = Buffer.alloc(100 * 1024 * 1024, ' ');
    const statusOf = (init: RequestInit): Promise<number> =>
      // It hangs up before all is sent.
      send(TILL_PATHS.journal, { method: 'POST', ...init }).then(
        ({ status }) => status,
        () => 413,
      );
    const statuses = [
      await statusOf({ body: large, headers }),
      await statusOf({ body: gzipSync(large), headers: { ...headers, 'content-encoding': 'gzip' } }),
    ];
    const { status: after } = await send(`${TILL_PATHS.journal}?after=0`, { headers });
    return {
      outcome: `${statuses.join(', ')}; then the till itself ${after}`,
      held: statuses.every((one) => one === 413) && after === 200,
    };
  },
  'a push of a million empty rows': async ({ send, victim }) => {
    const row = [1, 'a', 'b', ''];
    const body = JSON.stringify({
      after: NO_ROWS,
      rows: Array.from({ length: 900_000 }, () => row),
      upTo: NO_ROWS,
      end: NO_ROWS,
      state: tillState(),
    });
    const before = process.cpuUsage();
    const { status } = await send(TILL_PATHS.journal, post(body, bearer(victim.station, victim.credential)));
    const { user } = process.cpuUsage(before);
    return {
      outcome: `${status}, after ${Math.round(user / 1_000)} ms`,
      held: status === 400 && user < 2_000_000,
    };
  },
};

const payment = (reference: string) => ({
  Payment: { ID: 6000001, MerchantTransactionID: reference, Amount: '1', Status: { ID: 2 } },
});

const IN_THE_GATEWAYS_NAME: Readonly<Record<string, Play>> = {
  'a notification with a guessed ApiKey': async ({ send, books }) => {
    const before = await books();
    const statuses = (
      await times(GUESSES, (n) =>
        send(
          NOTIFICATION_PATH,
          post(payment(REFERENCE), { authorization: basic(SITE.siteId, `guess ${n}`) }),
        ),
      )
    ).map(({ status }) => status);
    const isSame = (await books()) === before;
    return { outcome: tally(statuses), held: isSame && isSlowed(statuses, 401, MAX_WRONG) };
  },
  'a notification that lies about amount and state, in every form': async ({ send, books, database }) => {
    const before = await books();
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
      outcome: `${tally(statuses)}; ${messages.length} tills told to ask the gateway, no book changed`,
      held:
        (await books()) === before &&
        messages.length > 0 &&
        messages.every(({ body }) => /^\{"type":"hint","reference":"[\w-]+"\}$/.test(String(body))),
    };
  },
};

const WITH_A_LINK: Readonly<Record<string, Play>> = {
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

const SUBJECTS: Readonly<Record<string, Readonly<Record<string, Play>>>> = {
  'at the office': AT_THE_OFFICE,
  'in the gateway’s name': IN_THE_GATEWAYS_NAME,
  'with a link': WITH_A_LINK,
};

const MINUTES = 10 * 60_000;

export const attack: Attack = async () => {
  const office = await openOffice();
  const rows: Attacked[] = [];
  try {
    for (const [who, plays] of Object.entries(SUBJECTS))
      for (const [name, play] of Object.entries(plays)) {
        rows.push({ name: `${who}: ${name}`, ...(await play(office)) });
        // What the attack before has used up is there again.
        office.outside.pass(MINUTES);
      }
  } finally {
    await office.close();
  }
  return rows;
};
