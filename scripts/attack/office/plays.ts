/** What is done while an office attacks a till, and how its success is told. */
import { setTimeout as wait } from 'node:timers/promises';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import type { Attacked } from '../attacked.ts';
import type { AttackedByOffice } from './attacked-by-office.ts';

/** How long each goes on. */
const DURATION_MS = 4_000;
/** How long main may stand still: beside a sale, and at a fresh till that waits for its journal and can sell nothing. */
const PROMPT_MS = 250;
const PATIENT_MS = 1_000;
const MEGABYTE = 1024 * 1024;
/** Far more than a till needs for its answers, far less than what is sent. */
const MAX_GROWTH = 128 * MEGABYTE;
const CODE = 'K7M2-9QXT-4D';

const LOGIN = 'name:password';
const ADDRESSES = [
  'http://office.example',
  'http://192.168.1.4:7480',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'http://[::ffff:10.0.0.1]',
  'file:///etc/passwd',
  'javascript:alert(1)',
  `https://${LOGIN}@office.example`,
  'https://office.example/elsewhere',
  'https://office.example?to=elsewhere',
];

const codeOf = (reply: { readonly ok: boolean; readonly problem?: { readonly code: string } }): string =>
  reply.ok ? 'done' : (reply.problem?.code ?? '');

export const addresses = async (till: AttackedByOffice): Promise<Attacked> => {
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

export type Played = Omit<Attacked, 'name'>;

const soundness = (till: AttackedByOffice): string =>
  till.isJournalSound() ? 'the journal is sound' : 'THE JOURNAL IS NOT SOUND';

/** Sells meanwhile, as a cashier does. */
const sellOn = async (till: AttackedByOffice): Promise<string> => {
  const reply = await till.call('payments.start', { amount: 1900, orderReference: '' });
  return codeOf(reply) === 'done' ? 'a sale is begun meanwhile' : `NO SALE: ${codeOf(reply)}`;
};

/**
 * For a while; then main must have answered all along, its memory not have grown, and the journal be sound. An attack
 * on `path` that never reached the till has shown nothing.
 */
export const whileSelling = async (
  till: AttackedByOffice,
  path: string,
  mostPushes: number,
): Promise<Played> => {
  let sold = '';
  const { longestPauseMs, grownBytes } = await till.watch(async () => {
    await wait(DURATION_MS / 2);
    sold = await sellOn(till);
    await wait(DURATION_MS / 2);
  });
  const { asked, sent } = await till.seen();
  await till.stop();
  const pushes = asked[TILL_PATHS.journal] ?? 0;
  const wasReached = (asked[path] ?? 0) > 0;
  const sound = soundness(till);
  return {
    outcome:
      `${Math.round(sent / MEGABYTE)} MB sent, ${pushes} pushes; main paused ${longestPauseMs} ms at most, ` +
      `grew by ${Math.round(grownBytes / MEGABYTE)} MB; ${sold}, ${sound}${wasReached ? '' : ', NEVER ASKED'}`,
    held:
      wasReached &&
      longestPauseMs <= PROMPT_MS &&
      grownBytes <= MAX_GROWTH &&
      pushes <= mostPushes &&
      sent <= MAX_GROWTH &&
      !/[A-Z]{3}/.test(`${sold}${sound}`.replaceAll('MB', '')),
  };
};

/** It says what is not so: the till must say what it makes of it. */
export const falseClaim = async (till: AttackedByOffice, wanted: string): Promise<Played> => {
  await wait(DURATION_MS / 2);
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
export const hostileRestore = async (till: AttackedByOffice, wanted: string): Promise<Played> => {
  let code = '';
  const { longestPauseMs, grownBytes } = await till.watch(async () => {
    const asked = till.call('office.restore', { address: till.address, code: CODE });
    const stopped = wait(DURATION_MS).then(() => till.stop());
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
