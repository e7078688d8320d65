import { gzipSync } from 'node:zlib';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import { pushOf, tillState } from '../../../test/support/office/tills.ts';
import { officeOn } from '../../../test/support/office/page/office.ts';
import { tally } from '../attacked.ts';
import { GUESSES, isSlowed, MAX_WRONG, times } from './guesses.ts';
import type { Play } from './victim-office.ts';
import { bearer, post } from './victim-office.ts';

/** Wrong passwords, whatever the names, after which an address has to wait. */
const MAX_PASSWORDS = 20;

export const AT_THE_OFFICE: Readonly<Record<string, Play>> = {
  'a one-time code is guessed': async ({ send }) => {
    const enrolment = { installation: 'EVILEV', state: tillState() };
    const answers = await times(GUESSES, (n) =>
      send(TILL_PATHS.enrol, post({ ...enrolment, code: `K7M29QX${String(n).padStart(3, '0')}` })),
    );
    const said = await Promise.all(
      answers.map(async (one) =>
        one.status === 429 ? 'too-many-tries' : ((await one.json()) as { refused?: string }).refused,
      ),
    );
    const stopped = said.filter((one) => one === 'too-many-tries').length;
    return {
      outcome: `${answers.filter(({ status }) => status === 201).length} of ${GUESSES} let in, ${stopped} not even looked up`,
      held: answers.every(({ status }) => [409, 429].includes(status)) && stopped >= GUESSES - MAX_WRONG,
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
    async ({ send, records, victim, other, rows }) => {
      const before = await records();
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
      return {
        outcome: `${words.join(', ')}; the other till’s rows have not changed`,
        held: (await records()) === before && answers.every(({ status }) => status < 500),
      };
    },
  'a push of 100 MB, and one that unpacks to that': async ({ send, victim }) => {
    const headers = bearer(victim.station, victim.credential);
    const large = Buffer.alloc(100 * 1024 * 1024, ' ');
    const statusOf = (init: RequestInit): Promise<number> =>
      // It closes the connection before all is sent.
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
