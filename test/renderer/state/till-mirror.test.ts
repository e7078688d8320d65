import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PaymentView, TillSnapshot } from '#contract';
import { TillMirror } from '../../../src-renderer/state/till-mirror.svelte.ts';
import { payment, snapshot, till } from '../harness/views.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { openFakeBridge } from './fake-bridge.ts';

type Change = readonly [before: PaymentView | null, now: PaymentView];

const openMirror = async (
  first: TillSnapshot = snapshot(),
  openStory: string | null = null,
): Promise<{ bridge: FakeBridge; mirror: TillMirror; changes: Change[]; stop: () => void }> => {
  const bridge = openFakeBridge();
  const changes: Change[] = [];
  const mirror = new TillMirror(
    bridge,
    (before, now) => changes.push([before, now]),
    () => openStory,
  );
  const reading = bridge.hold('till.snapshot');
  const stop = mirror.start();
  await reading.answer(first);
  return { bridge, mirror, changes, stop };
};

const none = (): null => null;
const quietMirror = (bridge: FakeBridge): TillMirror => new TillMirror(bridge, none, none);

const other = payment({ reference: 'T1-20261105-000011-0THER000', state: 'paid' });

test('today’s charges are counted when they begin, and not again when they change', async () => {
  const { bridge, mirror } = await openMirror(snapshot({ history: [other], unlisted: 3 }));
  expect(mirror.charges).toBe(4);
  const begun = payment({ state: 'sending' });
  bridge.push('till.changed', till({ current: begun }));
  bridge.push('history.changed', begun);
  for (const state of ['open', 'paid'] as const) bridge.push('history.changed', { ...begun, state });
  bridge.push('history.changed', payment({ reference: 'T1-20261104-000009-EARL1ER0' }));
  expect(mirror.charges).toBe(5);
});

test('what somebody has open stays, however many payments of other days change meanwhile', async () => {
  const earlier = (n: number): PaymentView => payment({ reference: `T1-20261101-${n}`, state: 'paid' });
  const { bridge, mirror } = await openMirror(snapshot(), earlier(0).reference);
  for (let n = 0; n < 50; n += 1) bridge.push('history.changed', earlier(n));
  expect(mirror.newest(earlier(0).reference)).toEqual(earlier(0));
  expect(mirror.newest(earlier(1).reference)).toBeUndefined();
});

test('a late payment that somebody has open stays when it has been accepted', async () => {
  const late = payment({ reference: 'T1-20261104-000007-LATEM0NY', state: 'paid', late: true });
  const { bridge, mirror } = await openMirror(
    snapshot({ till: till({ unsettled: [late] }) }),
    late.reference,
  );
  bridge.push('till.changed', till());
  expect(mirror.newest(late.reference)).toEqual(late);
});

describe('the till as main reports it', () => {
  test('is unknown until main’s first reply, and then complete', async () => {
    const bridge = openFakeBridge();
    const mirror = quietMirror(bridge);
    const reading = bridge.hold('till.snapshot');
    mirror.start();
    expect(mirror.till).toBeNull();
    expect(mirror.history).toEqual([]);
    await reading.answer(snapshot({ history: [other] }));
    expect(mirror.till?.storeName).toBe('Garden Café');
    expect(mirror.history).toEqual([other]);
  });

  test('cannot be shown when main does not reply', async () => {
    const bridge = openFakeBridge();
    const mirror = quietMirror(bridge);
    const reading = bridge.hold('till.snapshot');
    mirror.start();
    await reading.refuse('unexpected');
    expect(mirror.failed).toBe(true);
    expect(mirror.till).toBeNull();
  });

  test('is read again when a push overtakes the reply, because either may be newer', async () => {
    const bridge = openFakeBridge();
    const mirror = quietMirror(bridge);
    const [first, second] = [bridge.hold('till.snapshot'), bridge.hold('till.snapshot')];
    mirror.start();
    bridge.push('till.changed', till({ parked: 1 }));
    await first.answer(snapshot());
    expect(mirror.till).toBeNull();
    await second.answer(snapshot({ till: till({ parked: 1 }) }));
    expect(mirror.till?.parked).toBe(1);
    expect(bridge.made('till.snapshot')).toHaveLength(2);
  });

  test('changes with every push, and keeps today’s list', async () => {
    const { bridge, mirror } = await openMirror(snapshot({ history: [other] }));
    bridge.push('till.changed', till({ connection: 'no-internet' }));
    expect(mirror.till?.connection).toBe('no-internet');
    expect(mirror.history).toEqual([other]);
  });

  test('is replaced as a whole when everything has changed', async () => {
    const { bridge, mirror, changes } = await openMirror(snapshot({ history: [other] }));
    bridge.push('till.replaced', snapshot({ till: till({ environment: 'test' }) }));
    expect(mirror.till?.environment).toBe('test');
    expect(mirror.history).toEqual([]);
    expect(changes).toEqual([]);
  });

  test('that is pushed as a whole before the reply is newer than it', async () => {
    const bridge = openFakeBridge();
    const mirror = quietMirror(bridge);
    const reading = bridge.hold('till.snapshot');
    mirror.start();
    bridge.push('till.replaced', snapshot({ till: till({ parked: 1 }), history: [other] }));
    expect(mirror.till?.parked).toBe(1);
    await reading.answer(snapshot());
    expect([mirror.till?.parked, mirror.history]).toEqual([1, [other]]);
    expect(bridge.made('till.snapshot')).toHaveLength(1);
  });

  test('stays as it is once the mirror is stopped', async () => {
    const { bridge, mirror, stop } = await openMirror();
    stop();
    bridge.push('till.changed', till({ parked: 2 }));
    expect(mirror.till?.parked).toBe(0);
    for (const name of ['till.changed', 'history.changed', 'till.replaced'] as const)
      expect(bridge.listeners(name), name).toBe(0);
  });
});

describe('today’s payments', () => {
  test('a new one comes on top, a changed one stays in its place', async () => {
    const { bridge, mirror } = await openMirror(snapshot({ history: [other] }));
    bridge.push('till.changed', till({ current: payment() }));
    bridge.push('history.changed', payment());
    const refunded = { ...other, refunded: 1_250 };
    bridge.push('history.changed', refunded);
    expect(mirror.history).toEqual([payment(), refunded]);
  });

  test('every change of one is reported once, with its former view', async () => {
    const { bridge, changes } = await openMirror(snapshot({ history: [other] }));
    const refunding = { ...other, refunding: 500 };
    const current = payment();
    bridge.push('till.changed', till({ current }));
    bridge.push('history.changed', current);
    bridge.push('history.changed', refunding);
    expect(changes).toEqual([
      [null, payment()],
      [other, refunding],
    ]);
  });

  test('are not joined by one of another day that changes, such as one that is refunded: it is no news', async () => {
    const { bridge, mirror, changes } = await openMirror(snapshot({ history: [other] }));
    const lastWeeks = payment({ reference: 'T1-20261029-000003-0LDDAY00', state: 'paid', refunding: 500 });
    bridge.push('till.changed', till());
    bridge.push('history.changed', lastWeeks);
    expect([mirror.history, changes]).toEqual([[other], []]);
  });

  test('are not joined by one of another day that was paid late, which is news once', async () => {
    const { bridge, mirror, changes } = await openMirror();
    const late = payment({ reference: 'T1-20261104-000003-0LDDAY00', state: 'paid', late: true });
    const seen = { ...late, refunding: 500 };
    for (const one of [late, seen]) {
      bridge.push('till.changed', till({ unsettled: [one] }));
      bridge.push('history.changed', one);
    }
    bridge.push('till.changed', till());
    bridge.push('history.changed', seen);
    expect([mirror.history, changes]).toEqual([[], [[null, late]]]);
  });

  test('are known by their newest view, as is one of another day that somebody may have open', async () => {
    const unsettled = payment({ reference: 'T1-20261104-000003-0LDDAY00', state: 'paid', late: true });
    const { bridge, mirror } = await openMirror(
      snapshot({ till: till({ unsettled: [unsettled] }), history: [other] }),
    );
    expect([mirror.newest(other.reference), mirror.newest(unsettled.reference)]).toEqual([other, unsettled]);
    expect(mirror.newest(payment().reference)).toBeUndefined();
    const refunded = { ...unsettled, refunded: 1_250 };
    bridge.push('till.changed', till());
    bridge.push('history.changed', refunded);
    expect(mirror.newest(unsettled.reference)).toEqual(refunded);
    bridge.push('till.replaced', snapshot());
    expect(mirror.newest(unsettled.reference)).toBeUndefined();
  });

  test('have the words of the current one in its line, too, whose customer’s page has failed', async () => {
    const listed = payment({ state: 'pending' });
    const { bridge, mirror } = await openMirror(snapshot({ history: [listed, other] }));
    const current = payment({ state: 'open' });
    bridge.push('till.changed', till({ current }));
    expect(mirror.history).toEqual([current, other]);
    expect(mirror.newest(current.reference)?.state).toBe('open');
    bridge.push('till.changed', till({ current: other }));
    expect(mirror.history).toEqual([listed, other]);
  });

  test('count who became current: the same payment may, twice', async () => {
    const { bridge, mirror } = await openMirror(snapshot({ till: till({ current: payment() }) }));
    const first = mirror.turn;
    bridge.push('till.changed', till({ current: payment({ state: 'unknown' }) }));
    expect(mirror.turn).toBe(first);
    bridge.push('till.changed', till());
    bridge.push('till.changed', till({ current: payment({ state: 'unknown' }) }));
    expect(mirror.turn).toBeGreaterThan(first);
  });

  test('the current one is reported by the till’s push, and not again by the list’s', async () => {
    const open = payment({ state: 'open' });
    const { bridge, changes } = await openMirror(
      snapshot({ till: till({ current: open }), history: [open] }),
    );
    const paid = payment({ state: 'paid' });
    bridge.push('till.changed', till({ current: paid }));
    bridge.push('history.changed', paid);
    expect(changes).toEqual([[open, paid]]);
  });
});

describe('when everything is replaced, as after the day’s cut-off', () => {
  const open = payment({ state: 'open' });
  const paid = payment({ state: 'paid' });

  test('the payment that ended in that moment is reported, and nothing else that was known', async () => {
    const refunding = { ...other, refunding: 500 };
    const third = payment({ reference: 'T1-20261105-000010-TH1RD000', state: 'paid' });
    const { bridge, changes } = await openMirror(
      snapshot({ till: till({ current: open }), history: [open, other, third] }),
    );
    const history = [paid, refunding, structuredClone(third)];
    bridge.push('till.replaced', snapshot({ till: till({ current: paid }), history }));
    expect(changes).toEqual([
      [open, paid],
      [other, refunding],
    ]);
  });

  test('the one that somebody has open stays known, listed or not, unless the environment is another', async () => {
    const { bridge, mirror } = await openMirror(snapshot({ history: [other] }), other.reference);
    bridge.push('till.replaced', snapshot());
    bridge.push('till.replaced', snapshot());
    expect(mirror.newest(other.reference)).toEqual(other);
    bridge.push('till.replaced', snapshot({ till: till({ environment: 'test' }) }));
    expect(mirror.newest(other.reference)).toBeUndefined();
  });

  test('payments that another person may see, or another environment has, are no news', async () => {
    const { bridge, changes } = await openMirror();
    bridge.push('till.replaced', snapshot({ till: till({ current: paid }), history: [paid, other] }));
    expect(changes).toEqual([]);
  });
});

describe('the age of the current payment', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('counts by the window’s own monotonic time, whatever the clock on the wall shows', async () => {
    const { bridge, mirror } = await openMirror(
      snapshot({ till: till({ current: payment(), currentAge: 30_000 }) }),
    );
    const said = performance.now();
    expect(mirror.currentAgeAt(said + 2_000)).toBe(32_000);
    vi.advanceTimersByTime(5_000);
    bridge.push('till.changed', till({ current: payment(), currentAge: 36_000 }));
    expect(mirror.currentAgeAt(said + 6_000)).toBe(37_000);
  });
});
