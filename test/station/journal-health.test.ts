/** The whole station without windows, in training, with a damaged journal. */
import { cpSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { EventName } from '#contract/events.ts';
import type { PaymentView, TillSnapshot } from '#contract/views.ts';
import type { SigningKey } from '#services/ports.ts';
import { verify } from '#sqlite/check/verify.ts';
import { journalHealthView } from '#handlers/views/journal-health-view.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { Till } from '../../src-main/till.ts';
import { openTill } from '../../src-main/till.ts';
import { temporaryFolder } from '../sqlite/kit/new-journal.ts';
import { newKey } from '../support/new-key.ts';
import { plainTillPorts } from '../support/plain-ports.ts';

const openTraining = async (home: string, signingKey: SigningKey) => {
  const pushed: { name: EventName; payload: unknown }[] = [];
  const till: Till = await openTill({
    ...plainTillPorts(home),
    signingKey,
    push: (name, payload) => pushed.push({ name, payload }),
  });
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await till.stop();
    open = false;
  };
  onTestFinished(close);
  const snapshot = async (): Promise<TillSnapshot> => {
    const reply = await till.call('till.snapshot', {});
    if (!reply.ok) throw new Error(reply.problem.code);
    return reply.value;
  };
  const journalHealth = async () => (await snapshot()).till.journalHealth;
  return { ...till, pushed, snapshot, journalHealth, close };
};
type Training = Awaited<ReturnType<typeof openTraining>>;

/** Charges and lets the customer pay. */
const sale = async ({ call, snapshot }: Training, amount: number): Promise<PaymentView> => {
  const started = await call('payments.start', { amount, orderReference: '' });
  if (!started.ok) throw new Error(started.problem.code);
  if (started.value.answer !== 'started') throw new Error(started.value.answer);
  const current = async () => (await snapshot()).till.current;
  await expect.poll(async () => (await current())?.state).toBe('open');
  await call('training.act', { action: 'scan' });
  await call('training.act', { action: 'pay' });
  await expect.poll(async () => (await current())?.state).toBe('paid');
  const { payment } = started.value;
  await call('payments.dismiss', { reference: payment.reference });
  return payment;
};

test('a damaged journal loses no payment: backup and gateway restore it, and a notice says so', async () => {
  const home = temporaryFolder();
  const folder = join(home, 'training');
  const file = join(folder, 'journal.db');
  const key = newKey();
  const first = await openTraining(home, key);
  const before = await sale(first, 1100);
  expect(await first.journalHealth()).toBeNull();
  await first.close();
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);

  const second = await openTraining(home, key);
  const lost = await sale(second, 2200);
  await second.close();
  for (const backup of readdirSync(join(folder, 'backups')).sort().slice(1)) {
    rmSync(join(folder, 'backups', backup));
  }
  truncateSync(file, 5_000);

  const third = await openTraining(home, key);
  expect(readdirSync(join(folder, 'damaged')).some((name) => name.endsWith('.db'))).toBe(true);
  await expect.poll(third.journalHealth).toEqual({
    problem: { code: 'journal-recovered', details: { found: 1, zsLost: 0 } },
    mayDismiss: true,
    mayAccept: false,
  });
  const { history } = await third.snapshot();
  expect(history.map(({ reference, state, amount }) => ({ reference, state, amount }))).toEqual([
    { reference: lost.reference, state: 'paid', amount: 2200 },
    { reference: before.reference, state: 'paid', amount: 1100 },
  ]);
  const replaced = third.pushed.filter(({ name }) => name === 'till.replaced').at(-1);
  expect((replaced?.payload as TillSnapshot).history).toHaveLength(2);
  await third.close();

  const fourth = await openTraining(home, key);
  expect(await fourth.journalHealth()).toMatchObject({ problem: { code: 'journal-recovered' } });
  await fourth.call('journal.dismissNotice', {});
  expect(await fourth.journalHealth()).toBeNull();
  await fourth.close();
  expect(verify(file)).toMatchObject({ ok: true, payments: 2 });
});

test('sales that were lost with the write-ahead log are imported, and the same amount asks first', async () => {
  const home = temporaryFolder();
  const key = newKey();
  const first = await openTraining(home, key);
  const before = await sale(first, 1100);
  await first.close();
  const second = await openTraining(home, key);
  const lost = [await sale(second, 200), await sale(second, 300)];
  // The training simulator keeps its records in the same folder, as a gateway would elsewhere.
  const cut = join(temporaryFolder(), 'home');
  cpSync(home, cut, { recursive: true, filter: (path) => !/-(wal|shm)$/.test(path) });

  const third = await openTraining(cut, key);
  await expect.poll(third.journalHealth).toEqual({
    problem: { code: 'journal-restored', details: { found: 2, zsLost: 0 } },
    mayDismiss: true,
    mayAccept: false,
  });
  const { history } = await third.snapshot();
  expect(history.map(({ reference }) => reference)).toEqual(
    [before, ...lost].map(({ reference }) => reference).toReversed(),
  );
  const again = await third.call('payments.start', { amount: 200, orderReference: '' });
  expect(again).toMatchObject({
    value: { answer: 'same-amount', earlier: { reference: lost[0]?.reference } },
  });
  const next = await sale(third, 400);
  expect(next.reference).toContain('-000004-');
  await third.close();
  expect(verify(join(cut, 'training', 'journal.db'))).toMatchObject({ ok: true, payments: 4 });
});

test('the cashier sees the most urgent journal problem, and can dismiss only a past one', () => {
  const sound: JournalHealth = { diskTrouble: null, damaged: false, alarm: null, recovery: null };
  const code = (state: Partial<JournalHealth>) => journalHealthView({ ...sound, ...state })?.problem.code;
  const mayDismiss = (state: Partial<JournalHealth>) => journalHealthView({ ...sound, ...state })?.mayDismiss;
  const damaged = { why: 'damaged', rows: null, received: null, zsLost: 0, complete: true } as const;
  const recovering = { recovery: { ...damaged, found: null } };
  const recovered = { recovery: { ...damaged, found: 2 } };
  const lost = { ...damaged, why: 'tail-lost', rows: 6, found: null } as const;
  const incomplete = { recovery: { ...lost, found: 1, complete: false } };
  expect(journalHealthView(sound)).toBeNull();
  expect(code({ diskTrouble: 'read-only', damaged: true, ...recovering })).toBe('disk-read-only');
  expect(code({ damaged: true, ...recovering })).toBe('journal-damaged');
  expect(code({ recovery: lost })).toBe('journal-tail-lost');
  expect(code({ recovery: { ...lost, why: 'unsure' } })).toBe('journal-unsure');
  expect(code({ recovery: { ...lost, found: 1 } })).toBe('journal-restored');
  expect(journalHealthView({ ...sound, ...incomplete })).toMatchObject({
    problem: { code: 'journal-incomplete', details: { found: 1 } },
    mayDismiss: false,
    mayAccept: true,
  });
  expect(code(recovering)).toBe('journal-recovering');
  expect(journalHealthView({ ...sound, ...recovered })?.problem).toEqual({
    code: 'journal-recovered',
    details: { found: 2, zsLost: 0 },
  });
  expect(
    [{ diskTrouble: 'full' } as const, { damaged: true }, recovering, recovered].map(mayDismiss),
  ).toEqual([false, false, false, true]);
});
