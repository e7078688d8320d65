import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SessionView } from '#contract';
import { TillState } from '../../../src-renderer/state/till-state.svelte.ts';
import { appearance, payment, signedIn, signedOut, snapshot, till } from '../harness/views.ts';
import { openFakeBridge } from './fake-bridge.ts';

beforeEach(() => void vi.stubGlobal('localStorage', { getItem: () => null }));
afterEach(() => void vi.unstubAllGlobals());

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

test('the cashier is told that the customer’s display is gone, until it is back', async () => {
  const bridge = openFakeBridge();
  bridge.answer('till.snapshot', snapshot({ till: till({ current: payment({ state: 'open' }) }) }));
  bridge.answer('session.read', signedIn());
  bridge.answer('appearance.read', appearance());
  const tillState = new TillState(bridge);
  const stop = tillState.start();
  await vi.waitFor(() => expect(tillState.mirror.till).not.toBeNull());
  bridge.push('display.changed', { isCustomers: false });
  expect(tillState.sale.notice).toEqual({ kind: 'display-lost' });
  bridge.push('display.changed', { isCustomers: true });
  expect(tillState.sale.notice).toBeNull();
  stop();
  expect(bridge.listeners('display.changed')).toBe(0);
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
  test('stays for who ended it, however often the till locks itself', async () => {
    expect(await afterShift([lin, signedOut(), lin])).toEqual([]);
  });
  test('stays for who signs in first after a restart: nobody has seen how it ended', async () => {
    expect(await afterShift([lin])).toEqual([]);
  });
});
