import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { typeByHand } from '../../../support/cashier.ts';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, people, signedIn, signedOut, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow({ alone: true });
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const DONE = { ok: true, value: {} };
const problem = (code: string, details = {}) => ({ ok: false, problem: { code, details } });
const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;
const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const typeOn = async (pin: string): Promise<void> => {
  for (const digit of pin) await shown.page.keyboard.press(`Numpad${digit}`);
};

describe('signing in', () => {
  test('works with the numpad alone once a name is chosen, and shows dots for digits', async () => {
    await shown.open({}, signedOut());
    await shown.reply('session.signIn', DONE);
    await at('person-lin').click();
    await typeOn('4711');
    expect(await at('pin-dots').locator('.typed').count()).toBe(4);
    expect(await shown.page.locator('body').innerText()).not.toContain('4711');
    await shown.page.keyboard.press('NumpadEnter');
    expect(await shown.calls('session.signIn')).toEqual([{ id: 'lin', pin: '4711' }]);
    expect(await at('pin-dots').locator('.typed').count()).toBe(0);
    await shown.push('session.changed', signedIn({ person: lin }));
    await at('charge').waitFor();
    expect(await at('signed-in-as').textContent()).toContain('Lin');
  });

  test('works with the numpad alone, from choosing the name', async () => {
    await shown.open({}, signedOut());
    await shown.reply('session.signIn', DONE);
    const press = (key: string) => shown.page.keyboard.press(key);
    for (const key of ['NumpadAdd', 'NumpadAdd', 'NumpadSubtract', 'NumpadSubtract']) await press(key);
    // From the first one back to the last.
    expect(await at('person-sun').getAttribute('aria-pressed')).toBe('true');
    await typeOn('290417');
    await press('NumpadEnter');
    expect(await shown.calls('session.signIn')).toEqual([{ id: 'sun', pin: '290417' }]);
  });

  test('works by touch, and a mistake can be erased', async () => {
    await shown.open({}, signedOut());
    await shown.reply('session.signIn', DONE);
    await at('person-sun').click();
    for (const key of ['2', '9', '1', 'erase', '0', '4']) await at(`pin-${key}`).click();
    await at('pin-enter').click();
    expect(await shown.calls('session.signIn')).toEqual([{ id: 'sun', pin: '2904' }]);
  });

  test('accepts no PIN before a person is chosen', async () => {
    await shown.open({}, signedOut());
    await typeOn('4711');
    await shown.page.keyboard.press('Enter');
    expect(await at('pin-5').isDisabled()).toBe(true);
    expect(await shown.calls('session.signIn')).toEqual([]);
  });

  test('says in plain words that a PIN is wrong, until the next digit', async () => {
    await shown.open({}, signedOut());
    await shown.reply('session.signIn', problem('pin-wrong'));
    await at('person-lin').click();
    await typeOn('9999');
    await shown.page.keyboard.press('Enter');
    await at('pin-problem').waitFor();
    expect(await at('pin-problem').textContent()).toContain('Wrong PIN');
    await typeOn('4');
    expect(await at('pin-problem').count()).toBe(0);
  });

  test('counts down the wait, and accepts PINs again by itself', async () => {
    const { clock } = shown.page;
    const now = Date.now();
    await clock.install({ time: now });
    const waiting = people.map((one) => (one.id === 'lin' ? { ...one, lockedUntil: now + 3_600_000 } : one));
    await shown.open({}, { stage: 'signed-out', locked: null, people: waiting });
    await at('person-lin').click();
    expect(await at('pin-wait').textContent()).toMatch(/Try again in \d\d:\d\d/);
    expect(await at('pin-5').isDisabled()).toBe(true);
    await clock.fastForward('01:00:00');
    await at('pin-wait').waitFor({ state: 'detached' });
    expect(await at('pin-5').isEnabled()).toBe(true);
  });

  test('tells a locked-out person who can help', async () => {
    const shut = people.map((one) => (one.id === 'lin' ? { ...one, lockedOut: true } : one));
    await shown.open({}, { stage: 'signed-out', locked: null, people: shut });
    await at('person-lin').click();
    expect(await at('pin-shut-out').textContent()).toMatch(/Only a manager.*Problem 908/s);
  });

  test('after a lock starts with the person who was there, and says that nothing is lost', async () => {
    await shown.open({}, signedOut(lin));
    expect(await at('locked').textContent()).toContain('Nothing is lost');
    await shown.reply('session.signIn', DONE);
    await typeOn('4711');
    await shown.page.keyboard.press('Enter');
    expect(await shown.calls('session.signIn')).toEqual([{ id: 'lin', pin: '4711' }]);
  });

  test('digits of a PIN never end up in an amount, and what was typed before is cleared', async () => {
    await shown.open();
    await typeByHand(shown.page, '1250');
    await shown.push('session.changed', signedOut());
    await at('person-lin').click();
    await typeOn('4711');
    await shown.push('session.changed', signedIn({ person: lin }));
    expect(await at('amount').textContent()).toBe('0.00');
  });

  test('the current payment stays in sight', async () => {
    await shown.open({ till: till({ current: payment() }) }, signedOut(lin));
    expect(await at('sign-in-payment').textContent()).toContain('12.50');
    await shown.push('till.changed', till({ current: payment({ state: 'paid' }) }));
    expect(await at('sign-in-payment').textContent()).toContain('Paid');
  });

  test('is accessible at every size', async () => {
    await shown.open({}, signedOut(lin));
    await shown.size(1024, 600);
    expect(await axeViolations(shown.page)).toEqual([]);
  });
});

describe('the first start', () => {
  const first = { stage: 'first-manager', former: 'none', people: [] } as const;

  test('creates the manager, with the PIN typed twice', async () => {
    await shown.open({}, { ...first, people: [] });
    await shown.reply('session.firstManager', DONE);
    await at('first-manager-name').fill('Chen');
    expect(await at('first-manager-name-count').innerText()).toBe('4 of 40');
    await at('first-manager-pin').fill('830219');
    await at('first-manager-pin-again').fill('830218');
    await at('first-manager-save').click();
    expect(await at('problem').textContent()).toContain('do not match');
    await at('first-manager-pin-again').fill('830219');
    await shown.page.keyboard.press('Enter');
    await expect.poll(() => shown.calls('session.firstManager')).toEqual([{ name: 'Chen', pin: '830219' }]);
    expect(await axeViolations(shown.page)).toEqual([]);
  });
});

describe('the person signed in', () => {
  test.each([
    ['cashier', { staff: 0, audit: 0 }],
    ['auditor', { staff: 0, audit: 1 }],
    ['manager', { staff: 1, audit: 1 }],
  ] as const)('as %s sees the screens of that role', async (role, places) => {
    await shown.open({}, signedIn({ person: { ...chen, role } }));
    expect(await at('rail-staff').count()).toBe(places.staff);
    expect(await at('rail-audit').count()).toBe(places.audit);
  });

  test('signs out or hands over from the top bar', async () => {
    await shown.open({}, signedIn({ person: lin }));
    await shown.reply('session.signOut', DONE);
    await at('sign-out').click();
    await at('hand-over').click();
    expect(await shown.calls('session.signOut')).toEqual([{ why: 'asked' }, { why: 'handover' }]);
  });

  test('sees who approved an action, and how much longer that lasts', async () => {
    await shown.open(
      {},
      signedIn({ person: lin, approval: { by: chen, permission: 'see-totals', left: 3_599_900 } }),
    );
    expect(await at('lent').textContent()).toMatch(/^Approved by Chen · 5\d:\d\d$/);
  });

  test('in training cannot sign out', async () => {
    await shown.open({}, signedIn({ isTraining: true }));
    expect(await at('signed-in-as').textContent()).toContain('Chen');
    expect(await at('sign-out').count()).toBe(0);
  });

  test('is reported as active, but not with every key', async () => {
    await shown.open();
    await shown.page.keyboard.type('123');
    expect(await shown.calls('session.touch')).toHaveLength(1);
  });
});

describe('the staff screen', () => {
  test('adds a person', async () => {
    await shown.open();
    await shown.reply('staff.add', DONE);
    await at('rail-staff').click();
    await at('person-name').fill('Mei');
    await at('person-pin').fill('5093');
    await at('person-pin-again').fill('5093');
    await at('person-save').click();
    await expect
      .poll(() => shown.calls('staff.add'))
      .toEqual([{ name: 'Mei', role: 'cashier', pin: '5093' }]);
    expect(await at('staff-saved').textContent()).toBe('Saved.');
    expect(await at('person-pin').inputValue()).toBe('');
    expect(await axeViolations(shown.page)).toEqual([]);
  });

  test('changes a role and keeps the PIN when none is typed', async () => {
    await shown.open();
    await shown.reply('staff.change', problem('pin-malformed', { digits: 6 }));
    await at('rail-staff').click();
    await at('staff-row').filter({ hasText: 'Lin' }).click();
    await at('person-role-supervisor').check({ force: true });
    await at('person-save').click();
    await at('problem').waitFor();
    expect(await at('problem').textContent()).toContain('6 to 12 digits');
    expect(await shown.calls('staff.change')).toEqual([
      { id: 'lin', name: 'Lin', role: 'supervisor', pin: '' },
    ]);
  });

  test('says of a cashier who becomes a supervisor that they need a new PIN, and how long', async () => {
    await shown.open();
    await at('rail-staff').click();
    await at('staff-row').filter({ hasText: 'Lin' }).click();
    expect(await at('person-pin').getAttribute('placeholder')).toContain('leave blank');
    await at('person-role-supervisor').check({ force: true });
    expect(await at('person-pin').getAttribute('placeholder')).toBe('');
    await shown.reply('staff.change', problem('pin-too-short', { digits: 6 }));
    await at('person-save').click();
    expect(await at('problem').innerText()).toContain('at least 6 digits');
  });

  test('removes a person only on the second press', async () => {
    await shown.open();
    await shown.reply('staff.dismiss', DONE);
    await at('rail-staff').click();
    await at('staff-row').filter({ hasText: 'Sun' }).click();
    await at('person-dismiss').click();
    expect(await shown.calls('staff.dismiss')).toEqual([]);
    await at('person-dismiss').click();
    await expect.poll(() => shown.calls('staff.dismiss')).toEqual([{ id: 'sun' }]);
  });

  test('a new person who is saved on the way to the next one is not there a second time', async () => {
    await shown.open();
    await shown.reply('staff.add', DONE);
    await at('rail-staff').click();
    await at('person-name').fill('Mei');
    await at('person-pin').fill('5093');
    await at('person-pin-again').fill('5093');
    await at('staff-new').click();
    await at('leave-form-save').click();
    await expect.poll(() => shown.calls('staff.add')).toHaveLength(1);
    await expect.poll(() => at('person-name').inputValue()).toBe('');
    await at('rail-day').click();
    await at('shift-open').or(at('x-report')).or(at('problem')).first().waitFor();
    expect(await at('leave-form').count()).toBe(0);
  });
});
