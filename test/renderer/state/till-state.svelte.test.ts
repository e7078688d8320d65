import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SessionView } from '#contract';
import { TillState } from '../../../src-renderer/state/till-state.svelte.ts';
import { signedIn, signedOut } from '../harness/views.ts';
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
