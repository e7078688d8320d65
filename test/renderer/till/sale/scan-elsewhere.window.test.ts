/** Scans outside amount entry: over a PIN, over the screen, in History. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Hands } from '../../harness/hands.ts';
import { mainHas, openHands, sold } from '../../harness/hands.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, signedIn, signedOut } from '../../harness/views.ts';
import { evenly } from '../../timings/read-timings.ts';

let shown: TillWindow;
let hands: Hands;
beforeAll(async () => {
  shown = await openTillWindow();
  hands = await openHands(shown);
});
afterAll(async () => shown.close());
beforeEach(async () => shown.open());

const at = (testid: string) => shown.page.getByTestId(testid);
const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;

describe('a code scanned while a PIN is asked for', () => {
  const CODES: readonly (readonly string[])[] = [
    [...Array.from('4006381333931'), 'Enter'],
    [...Array.from('4006381333931')],
    [...Array.from('96385074'), 'Tab', 'Enter'],
    [...Array.from(sold.reference), 'Enter'],
  ];
  const ignored = (): Promise<void> => at('pin-scan-ignored').first().waitFor();

  test('to sign in is no PIN: none is tried, and the one being typed goes on', async () => {
    for (const keys of CODES) {
      await shown.open({}, signedOut());
      await at('person-lin').click();
      await hands.type('12');
      await hands.press(evenly(keys, 2, 1));
      await ignored();
      expect(await at('person-lin').getAttribute('aria-pressed')).toBe('true');
      expect(await shown.calls('session.signIn')).toEqual([]);
      await hands.type('34');
      await hands.tap('Enter');
      await expect.poll(() => shown.calls('session.signIn')).toEqual([{ id: 'lin', pin: '1234' }]);
    }
  });

  test('to approve is no PIN either', async () => {
    await shown.open({}, signedIn({ person: lin }));
    await shown.reply('payments.start', {
      ok: false,
      problem: { code: 'approval-needed', details: { permission: 'settle-late' } },
    });
    await hands.type('1250');
    await hands.tap('Enter');
    await at('approval').waitFor();
    await hands.scan('4006381333931', 'Enter');
    await ignored();
    expect(await shown.calls('session.approve')).toEqual([]);
  });

  test('of one’s own is kept out of the fields for it', async () => {
    await shown.open({}, signedIn({ person: lin }));
    await at('change-pin').click();
    await at('pin-present').focus();
    await hands.type('12');
    await hands.scan('4006381333931', 'Enter');
    await ignored();
    expect(await at('pin-present').inputValue()).toBe('12');
    await at('pin-new').focus();
    await hands.scan('4006381333931', 'Tab');
    await expect.poll(() => at('pin-new').inputValue()).toBe('');
    expect(await shown.calls('session.changePin')).toEqual([]);
  });
});

describe('a code scanned over the screen', () => {
  test('does not close the sheet of keys', async () => {
    await hands.tap('F1');
    await at('help-sheet').waitFor();
    await hands.scan('4006381333931', 'Tab', 'Enter');
    await hands.scan('4711', 'Enter');
    expect(await at('help-sheet').isVisible()).toBe(true);
  });
});

describe('a receipt scanned in History', () => {
  test.each([
    ['in the list', 'history-row'],
    ['on the rail', 'rail-history'],
  ])('is searched for with the focus %s', async (_where, testid) => {
    const other = payment({ reference: 'T1-20261102-000008-C0FFEE43', orderReference: 'TABLE-0007' });
    await mainHas(shown, [other, sold]);
    await at('rail-history').click();
    await at('history-row').first().waitFor();
    await mainHas(shown, [sold]);
    await at(testid).first().focus();
    await hands.scan(sold.reference, 'Enter');
    await at('story').waitFor();
    expect(await at('history-search').inputValue()).toBe(sold.reference);
    expect((await shown.calls('history.page')).at(-1)).toMatchObject({ text: sold.reference });
  });
});
