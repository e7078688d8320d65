import { flushSync } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import type { SessionView } from '#contract';
import { Remedies } from '../../../src-renderer/state/sale/remedies.svelte.ts';
import { TillState } from '../../../src-renderer/state/till-state.svelte.ts';
import { appearance, payment, settings, signedIn, signedOut, snapshot, till } from '../harness/views.ts';
import { openFakeBridge } from './fake-bridge.ts';

test('whether somebody is signed in changes when they sign in or out, not with every change of the people', () => {
  const bridge = openFakeBridge();
  bridge.answer('session.read', signedOut());
  const tillState = new TillState(bridge);
  const stopPeople = tillState.people.start();
  const seen: boolean[] = [];
  const stop = $effect.root(() => {
    $effect(() => {
      seen.push(tillState.isSignedIn);
    });
  });
  const push = (view: SessionView): void => {
    bridge.push('session.changed', view);
    flushSync();
  };
  flushSync();
  push(signedOut());
  push(signedOut());
  push(signedIn());
  push(signedIn());
  push(signedOut());
  stop();
  stopPeople();
  expect(seen).toEqual([false, true, false]);
});

const OWN = { width: 1280, height: 800 };

/** A till with an open payment and a second display. */
const openTill = async () => {
  const bridge = openFakeBridge();
  bridge.answer('till.snapshot', snapshot({ till: till({ current: payment({ code: 'https://pay' }) }) }));
  bridge.answer('session.read', signedIn());
  bridge.answer('appearance.read', appearance());
  bridge.answer('display.read', { fault: null, own: OWN, code: 0, kiosk: 'off' });
  const tillState = new TillState(bridge);
  const stop = tillState.start();
  await vi.waitFor(() => expect(tillState.mirror.till).not.toBeNull());
  return { bridge, tillState, stop };
};

test('the cashier is told that the customer’s display is gone, that it is back, and when its size changes', async () => {
  const { bridge, tillState, stop } = await openTill();
  expect(tillState.display.fault).toBeNull();
  bridge.push('display.changed', { fault: 'missing', own: null, code: 0, kiosk: 'off' });
  expect(tillState.display.fault).toBe('missing');
  expect(tillState.sale.notice.current).toBeNull();
  bridge.push('display.changed', { fault: null, own: OWN, code: 0, kiosk: 'off' });
  expect(tillState.display.fault).toBeNull();
  expect(tillState.sale.notice.current).toEqual({ kind: 'display', move: 'found' });
  bridge.push('display.changed', { fault: null, own: { width: 800, height: 1280 }, code: 0, kiosk: 'off' });
  expect(tillState.sale.notice.current).toEqual({ kind: 'display', move: 'resized' });
  tillState.sale.notice.clear();
  bridge.push('display.changed', {
    fault: 'silent',
    own: { width: 800, height: 1280 },
    code: 0,
    kiosk: 'off',
  });
  expect(tillState.sale.notice.current).toBeNull();
  stop();
  expect(bridge.listeners('display.changed')).toBe(0);
});

test('the enlarged code is that of one payment, gets all keys, and disappears with the payment and with the cashier', async () => {
  const { bridge, tillState, stop } = await openTill();
  const { display } = tillState;
  expect(display.shown).toBeNull();
  display.showCode();
  expect(display.shown?.code).toBe('https://pay');
  expect(tillState.keysElsewhere).toBe(true);
  bridge.push('till.changed', till({ current: payment({ state: 'cancelled' }) }));
  expect(display.shown).toBeNull();
  const next = payment({ reference: 'T1-20261105-000013-QK3M9Z7B', code: 'https://next' });
  bridge.push('till.changed', till({ current: next }));
  expect(display.shown).toBeNull();
  display.showCode();
  expect(display.shown?.code).toBe('https://next');
  tillState.clear();
  expect(tillState.keysElsewhere).toBe(false);
  stop();
});

test('a sale that was not charged leaves with its cashier: amount, order, note, question and notice', async () => {
  const { bridge, tillState, stop } = await openTill();
  const { sale } = tillState;
  bridge.push('till.changed', till());
  bridge.answer('payments.start', { answer: 'payments-missing' });
  sale.entry.put(1_250);
  sale.entry.say({ orderReference: 'Table 7', note: 'blue coat' });
  await sale.charge();
  sale.notice.ignoreScan('busy');
  tillState.clear();
  expect([sale.amount, sale.orderReference, sale.note]).toEqual([0, '', '']);
  expect([sale.question, sale.notice.current]).toEqual([null, null]);
  stop();
});

describe('a sale that has ended', () => {
  const lin = signedIn({ person: { id: 'lin', name: 'Lin', role: 'cashier' } });
  const chen = signedIn();

  const afterShift = async (views: readonly SessionView[]): Promise<readonly { reference: string }[]> => {
    const bridge = openFakeBridge();
    bridge.answer('till.snapshot', snapshot({ till: till({ current: payment({ state: 'paid' }) }) }));
    bridge.answer('session.read', signedOut());
    bridge.answer('payments.dismiss', {});
    const tillState = new TillState(bridge);
    const stops = [tillState.mirror.start(), tillState.people.start()];
    await vi.waitFor(() => expect(tillState.mirror.till).not.toBeNull());
    for (const view of views) {
      bridge.push('session.changed', view);
      tillState.welcome();
    }
    for (const stop of stops) stop();
    return bridge.made('payments.dismiss');
  };

  test('goes from the screen when another person signs in', async () => {
    expect(await afterShift([lin, signedOut(), chen])).toHaveLength(1);
  });
  test('stays for the person who ended it, however often the till locks itself', async () => {
    expect(await afterShift([lin, signedOut(), lin])).toEqual([]);
  });
  test('stays for the first person who signs in after a restart: nobody has seen how it ended', async () => {
    expect(await afterShift([lin])).toEqual([]);
  });
});

test('the cashier reads why the full screen was not left, or a display not forgotten', async () => {
  const { bridge, tillState, stop } = await openTill();
  const { display, sale } = tillState;
  bridge.refuse('display.forget', 'settings-not-written');
  await display.forget();
  expect(sale.notice.current).toMatchObject({ problem: { code: 'settings-not-written' } });
  bridge.push('display.changed', { fault: null, own: OWN, code: 0, kiosk: 'full' });
  bridge.refuse('kiosk.leave', 'not-permitted');
  await display.changeKiosk();
  expect(sale.notice.current).toMatchObject({ problem: { code: 'not-permitted' } });
  stop();
});

test('the way out of the full screen is also the way back', async () => {
  const { bridge, tillState, stop } = await openTill();
  const { display } = tillState;
  expect(display.kiosk).toBe('off');
  for (const [kiosk, call] of [
    ['full', 'kiosk.leave'],
    ['left', 'kiosk.return'],
  ] as const) {
    bridge.answer(call, {});
    bridge.push('display.changed', { fault: null, own: OWN, code: 0, kiosk });
    await display.changeKiosk();
    expect(bridge.made(call)).toEqual([{}]);
  }
  stop();
});

test('what an approval was needed for is not told to the next person', async () => {
  const { bridge, tillState, stop } = await openTill();
  const needed = { permission: 'free-till', request: 'r-1' };
  bridge.refuse('payments.freeTill', 'approval-needed', needed);
  const remedies = new Remedies(tillState.bridge, tillState.sale, tillState.place);
  const freeing = remedies.freeTill();
  await vi.waitFor(() => expect(tillState.approvals.permission).toBe('free-till'));
  tillState.clear();
  await freeing;
  tillState.welcome();
  expect(tillState.sale.notice.current).toBeNull();
  stop();
});

test('a set-up that was interrupted is not resumed for a person who did not sign in for it', async () => {
  const { bridge, tillState, stop } = await openTill();
  await vi.waitFor(() => expect(tillState.maySetUp).toBe(true));
  const held = bridge.hold('setUp.read');
  const going = tillState.goOnSettingUp();
  await Promise.resolve();
  tillState.clear();
  await held.answer({ stage: 'new', opens: true, kept: null, rollOutFault: null });
  await going;
  expect(tillState.place.screen).toBe('sale');
  stop();
});

test('a manager whom the lock of the till has interrupted in the set-up finds there what they had typed', async () => {
  const { bridge, tillState, stop } = await openTill();
  bridge.answer('settings.read', settings());
  bridge.answer('setUp.read', { stage: 'done', opens: false, kept: null, rollOutFault: null });
  bridge.answer('setUp.restoring', null);
  await vi.waitFor(() => expect(tillState.maySetUp).toBe(true));
  await tillState.openSetUp();
  Object.assign(tillState.setUp.draft.typed ?? {}, { storeName: 'Garden' });
  bridge.push('session.changed', signedOut({ id: 'chen', name: 'Chen', role: 'manager' }));
  tillState.clear();
  tillState.clear();
  bridge.push('session.changed', signedIn());
  await tillState.goOnSettingUp();
  expect([tillState.place.screen, tillState.setUp.draft.typed?.storeName]).toEqual(['set-up', 'Garden']);
  stop();
});
