import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SessionMirror } from '../../../../src-renderer/state/staff/session-mirror.svelte.ts';
import { signedIn, signedOut } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;
const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;

const openMirror = () => {
  const bridge = openFakeBridge();
  const mirror = new SessionMirror(bridge);
  const reading = bridge.hold('session.read');
  return { bridge, mirror, reading, stop: mirror.start() };
};

describe('who is signed in', () => {
  test('is unknown until main’s first reply', async () => {
    const { mirror, reading } = openMirror();
    expect(mirror.view).toBeNull();
    await reading.answer(signedOut());
    expect(mirror.view).toEqual(signedOut());
  });

  test('changes with every push until the mirror is stopped', async () => {
    const { bridge, mirror, reading, stop } = openMirror();
    await reading.answer(signedOut());
    bridge.push('session.changed', signedIn({ person: lin }));
    expect(mirror.view).toEqual(signedIn({ person: lin }));
    stop();
    bridge.push('session.changed', signedOut());
    expect(mirror.view).toEqual(signedIn({ person: lin }));
  });

  test('is the person in the push, not in an older reply that comes after it', async () => {
    const { bridge, mirror, reading } = openMirror();
    bridge.push('session.changed', signedOut(lin));
    await reading.answer(signedIn({ person: lin }));
    expect(mirror.view).toEqual(signedOut(lin));
  });

  test('stays unknown when main does not reply', async () => {
    const { mirror, reading } = openMirror();
    await reading.refuse('unexpected');
    expect(mirror.view).toBeNull();
  });
});

describe('an approval', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('expires by the window’s own monotonic time', async () => {
    const { bridge, mirror, reading } = openMirror();
    await reading.answer(signedIn({ person: lin }));
    expect(mirror.approvalLeftAt(performance.now())).toBe(0);
    vi.advanceTimersByTime(5_000);
    const approval = { by: chen, permission: 'see-totals', left: 60_000 } as const;
    bridge.push('session.changed', signedIn({ person: lin, approval }));
    const said = performance.now();
    expect(mirror.approvalLeftAt(said + 16_100)).toBe(43_900);
    bridge.push('session.changed', signedOut());
    expect(mirror.approvalLeftAt(said)).toBe(0);
  });
});
