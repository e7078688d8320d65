import { expect, test } from 'vitest';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { readinessOf } from '#services/payment/readiness.ts';
import { readinessFacts } from '#station/readiness-facts.ts';
import { lin } from '../support/station-kit.ts';

/** What a till says that is otherwise ready, with a terminal in yen. */
const inYen = (enabledCurrencies: readonly string[]) =>
  readinessOf(
    readinessFacts({
      signedIn: () => lin,
      isChangingSettings: () => false,
      blocked: null,
      shifts: { openSince: 0 },
      payments: { blocking: undefined },
      link: { failing: false, connection: 'online' },
      health: () => ({ diskTrouble: null, damaged: false, alarm: null, recovery: null }),
      hold: { holds: false },
      office: { isReplaced: false },
      settings: { terminal: { ...trainingTerminal, currency: 'JPY' }, enabledCurrencies },
    }),
  );

test('a till whose currency nobody has enabled offers no charge that it would refuse', () => {
  expect(inYen(['KRW'])).toEqual({ ready: false, cause: 'currency-unusual', currency: 'JPY' });
  expect(inYen(['JPY'])).toEqual({ ready: true });
});
