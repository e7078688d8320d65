/** An office in the hands of an attacker, against a till that is connected to it, is being connected, or is to be restored from it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Attack, Attacked } from './attacked.ts';
import type { AttackedByOffice } from './office/attacked-by-office.ts';
import { attackedByOffice } from './office/attacked-by-office.ts';
import type { Stance } from './office/hostile-office.ts';

/** How long each goes on. */
const LASTS_MS = 4_000;
/** How long main may stand still: beside a sale, and at a fresh till that waits for its journal and can sell nothing. */
const PROMPT_MS = 250;
const PATIENT_MS = 1_000;
const MEGABYTE = 1024 * 1024;
/** Far more than a till needs for its answers, far less than what is sent. */
const MOST_GROWTH = 128 * MEGABYTE;
const CODE = 'K7M2-9QXT-4D';

const ADDRESSES = [
  'http://office.example',
  'http://192.168.1.4:7480',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'http://[::ffff:10.0.0.1]',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://name:password@office.example',
  'https://office.example/elsewhere',
  'https://office.example?to=elsewhere',
];

const codeOf = (reply: { readonly ok: boolean; readonly problem?: { readonly code: string } }): string =>
  reply.ok ? 'done' : (reply.problem?.code ?? '');

const addresses = async (till: AttackedByOffice): Promise<Attacked> => {
  const answers = [];
  for (const address of ADDRESSES)
    answers.push(codeOf(await till.call('office.connect', { address, code: CODE })));
  const refused = answers.filter(
    (code) => code === 'office-no-address' || code === 'office-not-secure',
  ).length;
  return {
    name: 'office: an address in the clear, of a file, with a password or a path',
    outcome: `${refused} of ${ADDRESSES.length} refused before anything is sent: ${[...new Set(answers)].join(', ')}`,
    held: refused === ADDRESSES.length,
  };
};

type Played = Omit<Attacked, 'name'>;

const soundness = (till: AttackedByOffice): string =>
  till.isJournalSound() ? 'the journal is sound' : 'THE JOURNAL IS NOT SOUND';

/** Sells meanwhile, as a cashier does. */
const sellOn = async (till: AttackedByOffice): Promise<string> => {
  const reply = await till.call('payments.start', { amount: 1900, orderReference: '' });
  return codeOf(reply) === 'done' ? 'a sale is begun meanwhile' : `NO SALE: ${codeOf(reply)}`;
};

/** For a while; then main must have answered all along, its memory not have grown, and the journal be sound. */
const whileAtWork = async (till: AttackedByOffice, mostPushes: number): Promise<Played> => {
  let sold = '';
  const { longestPauseMs, grownBytes } = await till.watch(async () => {
    await wait(LASTS_MS / 2);
    sold = await sellOn(till);
    await wait(LASTS_MS / 2);
  });
  const { asked, sent } = await till.seen();
  await till.stop();
  const pushes = asked['/till/1/journal'] ?? 0;
  const sound = soundness(till);
  return {
    outcome:
      `${Math.round(sent / MEGABYTE)} MB sent, ${pushes} pushes; main paused ${longestPauseMs} ms at most, ` +
      `grew by ${Math.round(grownBytes / MEGABYTE)} MB; ${sold}, ${sound}`,
    held:
      longestPauseMs <= PROMPT_MS &&
      grownBytes <= MOST_GROWTH &&
      pushes <= mostPushes &&
      sent <= MOST_GROWTH &&
      !/[A-Z]{3}/.test(`${sold}${sound}`.replaceAll('MB', '')),
  };
};

/** It says what is not so: the till must say what it makes of it. */
const lied = async (till: AttackedByOffice, wanted: string): Promise<Played> => {
  await wait(LASTS_MS / 2);
  const reply = await till.call('office.read', {});
  const trouble = reply.ok ? (reply.value as { readonly trouble: string | null }).trouble : codeOf(reply);
  const sold = await sellOn(till);
  await till.stop();
  const sound = soundness(till);
  return {
    outcome: `the till says ${String(trouble)}; ${sold}, ${sound}`,
    held: trouble === wanted && !/[A-Z]{3}/.test(`${sold}${sound}`),
  };
};

/** A till without payments is to become one that the office says it knows. */
const restored = async (till: AttackedByOffice, wanted: string): Promise<Played> => {
  let code = '';
  const { longestPauseMs, grownBytes } = await till.watch(async () => {
    const asked = till.call('office.restore', { address: till.address, code: CODE });
    const stopped = wait(LASTS_MS).then(() => till.stop());
    code = codeOf(await asked);
    await Promise.race([stopped, till.stop()]);
  });
  const left = till.drafts();
  const sound = soundness(till);
  return {
    outcome: `${code}; main paused ${longestPauseMs} ms at most, grew by ${Math.round(grownBytes / MEGABYTE)} MB; ${left.length} files left, ${sound}`,
    held: code === wanted && longestPauseMs <= PATIENT_MS && left.length === 0 && !/[A-Z]{3}/.test(sound),
  };
};

interface Deed {
  readonly name: string;
  readonly stance: Stance;
  readonly connected: boolean;
  readonly play: (till: AttackedByOffice) => Promise<Played>;
}

const FEW = 12;

const DEEDS: readonly Deed[] = [
  ['an answer without end', 'endless-answer'],
  ['an answer that unpacks to 512 MB', 'bomb'],
  ['hints without end', 'endless-hints'],
  ['“your credential is no longer good” without end', 'endless-refusals'],
  ['messages without end that mean nothing', 'endless-nonsense'],
  ['it has the rows, then none, then has them again, without end', 'to-and-fro'],
].map(([name = '', stance = '']) => ({
  name,
  stance: stance as Stance,
  connected: true,
  play: (till: AttackedByOffice) => whileAtWork(till, FEW),
}));

const LIES: readonly Deed[] = [
  {
    name: 'it claims rows that the till never wrote',
    stance: 'far-cursor',
    connected: true,
    play: (till) => lied(till, 'ahead'),
  },
  {
    name: 'it claims another row in the place of one of the till’s',
    stance: 'other-rows',
    connected: true,
    play: (till) => lied(till, 'forked'),
  },
];

const RESTORES: readonly Deed[] = [
  {
    name: 'a restore of rows without end',
    stance: 'forged-rows',
    connected: false,
    play: (till) => restored(till, 'office-cut-off'),
  },
  {
    name: 'a restore of 900,000 rows in one answer',
    stance: 'many-rows',
    connected: false,
    play: (till) => restored(till, 'office-cut-off'),
  },
  {
    name: 'a restore of a row of 40 MB',
    stance: 'huge-row',
    connected: false,
    play: (till) => restored(till, 'office-too-long'),
  },
  {
    name: 'a restore of another till’s journal',
    stance: 'others-journal',
    connected: false,
    play: (till) => restored(till, 'office-unsound'),
  },
];

const playOne = async ({ name, stance, connected, play }: Deed, elsewhere: string): Promise<Attacked> => {
  const till = await attackedByOffice(stance, connected, elsewhere);
  try {
    return { name: `office: ${name}`, ...(await play(till)) };
  } finally {
    await till.close();
  }
};

/** Whatever it redirects to is not visited, and gets no credential. */
const redirected = async (elsewhere: string, visits: () => number): Promise<Attacked> => {
  const till = await attackedByOffice('redirect', true, elsewhere);
  try {
    const { outcome } = await whileAtWork(till, FEW);
    return {
      name: 'office: a redirect to another host, and to a file',
      outcome: `${visits()} visits elsewhere; ${outcome}`,
      held: visits() === 0,
    };
  } finally {
    await till.close();
  }
};

const typed = async (elsewhere: string): Promise<Attacked> => {
  const till = await attackedByOffice('other-rows', false, elsewhere);
  try {
    return await addresses(till);
  } finally {
    await till.close();
  }
};

export const attack: Attack = async () => {
  let visits = 0;
  const other = createServer((_request, response) => {
    visits += 1;
    response.end();
  });
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/till/1/journal`;
  try {
    const rows = [await typed(elsewhere), await redirected(elsewhere, () => visits)];
    for (const deed of [...DEEDS, ...LIES, ...RESTORES]) rows.push(await playOne(deed, elsewhere));
    return rows;
  } finally {
    other.close();
  }
};
