import { expect, test } from 'vitest';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { readinessOf } from '#services/payment/readiness.ts';
import { ImportHold } from '#station/import-hold.ts';
import { readinessFacts } from '#station/readiness-facts.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { lin } from '../support/station-kit.ts';

/** A till with a shift that has just recovered its journal. */
const recovering = () => {
  const clock = new HandClock();
  let ends = 0;
  const hold = new ImportHold(clock, () => (ends += 1));
  const health: JournalHealth = { diskTrouble: null, damaged: false, alarm: null, recovery: null };
  const facts = readinessFacts({
    signedIn: () => lin,
    isChangingSettings: () => false,
    blocked: null,
    shifts: { openSince: 0 },
    payments: { blocking: undefined },
    link: { failing: false, connection: 'online' },
    health: () => health,
    hold,
    office: { isReplaced: false },
    settings: { terminal: trainingTerminal, enabledCurrencies: [] },
  });
  return { clock, hold, ends: () => ends, readiness: () => readinessOf(facts) };
};

test('charges wait while lost payments are imported, so that nobody who has paid is charged again', () => {
  const { hold, readiness } = recovering();
  hold.begin();
  expect(readiness()).toMatchObject({ ready: false, cause: 'journal-importing' });
  hold.end();
  expect(readiness()).toEqual({ ready: true });
});

test('but for half a minute at most: a gateway may take longer than a shop can wait', async () => {
  const { clock, hold, ends, readiness } = recovering();
  hold.begin();
  await clock.pass(29_999);
  expect(readiness().ready).toBe(false);
  await clock.pass(1);
  expect(readiness()).toEqual({ ready: true });
  expect(ends()).toBe(1);
});

test('a till that has just imported everything tells the windows nothing later', async () => {
  const { clock, hold, ends } = recovering();
  hold.begin();
  hold.end();
  await clock.pass(60_000);
  expect(ends()).toBe(0);
});
