/** An owner who is interrupted, changes their mind, or is quicker than main. */
import { describe, expect, test } from 'vitest';
import type { SetUpStep } from '#contract';
import { settings } from '../../harness/views.ts';
import type { Opened } from './open-set-up.ts';
import { atTest, checks, nobody, open, shop, toLastPage, training } from './open-set-up.ts';

const goOnTo = async ({ setUp }: Opened, step: SetUpStep): Promise<void> => {
  while (setUp.step !== step) await setUp.next();
};

/** At the credentials of a shop that is typed already. */
const atCredentials = async () => {
  const opened = await open();
  Object.assign(opened.typed(), { ...shop, apiKey: '' });
  await opened.setUp.next();
  await opened.setUp.next();
  expect(opened.setUp.step).toBe('credentials');
  return opened;
};

describe('while main keeps a step', () => {
  test('Back leads back, and the answer leads nowhere', async () => {
    const { bridge, setUp, typed } = await atCredentials();
    typed().apiKey = 'a-long-enough-key';
    const held = bridge.hold('setUp.keep');
    const going = setUp.next();
    setUp.back();
    await held.answer(nobody);
    await going;
    expect(setUp.step).toBe('shop');
  });

  test('a manager whose PIN takes a moment leads nobody on who has gone back', async () => {
    const { bridge, setUp } = await atTest('pass');
    while (setUp.step !== 'people') await setUp.next();
    Object.assign(setUp.manager, { name: 'Chen', pin: '830219', again: '830219' });
    const held = bridge.hold('session.firstManager');
    const going = setUp.next();
    setUp.back();
    await held.answer({});
    await going;
    expect(setUp.step).toBe('printer');
  });

  test('what is typed meanwhile is not kept yet, and still counts as unsaved', async () => {
    const { bridge, setUp, typed } = await open();
    await setUp.next();
    typed().storeName = 'Garden';
    const held = bridge.hold('setUp.keep');
    const saving = setUp.save();
    typed().storeName = 'Garden Café';
    await held.answer(nobody);
    expect([await saving, setUp.isDirty, typed().storeName]).toEqual([true, true, 'Garden Café']);
  });

  test('another ApiKey that is typed meanwhile stays', async () => {
    const { bridge, setUp, typed } = await atCredentials();
    bridge.answer('settings.read', settings({ saved: training, keySaved: ['live'] }));
    typed().apiKey = 'the-wrong-key';
    const held = bridge.hold('setUp.keep');
    const going = setUp.next();
    typed().apiKey = 'the-right-key';
    await held.answer(nobody);
    await going;
    expect([typed().apiKey, setUp.isDirty]).toEqual(['the-right-key', true]);
  });
});

test('a connection that failed its test elsewhere is tested again before it goes live, and leads out of the refusal', async () => {
  const opened = await atTest('pass');
  const { bridge, setUp } = opened;
  await toLastPage(opened);
  setUp.live.confirmed = true;
  bridge.refuse('settings.save', 'live-untested');
  bridge.answer('setUp.test', { checks: checks('fail'), field: null });
  expect(await setUp.finish()).toBe(false);
  await expect.poll(() => setUp.link.testing).toBe(false);
  expect([setUp.step, setUp.live.passed, bridge.made('setUp.test').length]).toEqual(['test', false, 2]);
});

test('a connection that failed its test passes when it is tested again, and leads on without a reason', async () => {
  const { bridge, setUp } = await atTest('fail');
  await setUp.next();
  expect([setUp.step, setUp.live.passed]).toEqual(['test', false]);
  bridge.answer('setUp.test', { checks: checks('pass'), field: null });
  const again = setUp.test();
  expect([setUp.link.testing, setUp.live.passed]).toEqual([true, false]);
  await again;
  expect([setUp.live.passed, setUp.live.overruled]).toEqual([true, {}]);
  await setUp.next();
  expect(setUp.step).toBe('display');
});

test('what is missing for the test is marked at its step', async () => {
  const { bridge, setUp, typed } = await atTest('pass');
  setUp.go('credentials');
  typed().siteId = '';
  bridge.answer('setUp.test', { checks: [], field: 'siteId' });
  setUp.go('test');
  await expect.poll(() => setUp.link.problem).toMatchObject({ details: { field: 'siteId' } });
  setUp.correct('credentials');
  expect([setUp.step, setUp.faults.of('siteId'), setUp.faults.isHeldBack]).toEqual([
    'credentials',
    'invalid',
    true,
  ]);
});

test('what is missing for the test leads to a step that this visit has not reached yet', async () => {
  const { bridge, setUp } = await atTest('pass');
  bridge.answer('setUp.test', { checks: [], field: 'receipts.address' });
  setUp.correct('printer');
  expect([setUp.step, setUp.faults.isHeldBack]).toEqual(['printer', false]);
});

test('a time zone that this computer does not know is marked where it is chosen', async () => {
  const { setUp, typed } = await open();
  await setUp.next();
  Object.assign(typed(), { ...shop, timeZone: 'Mars/Olympus' });
  await setUp.next();
  expect([setUp.step, setUp.faults.of('timeZone')]).toEqual(['shop', 'invalid']);
});

test('once a passphrase is made, nothing says any more that there is no place for secrets', async () => {
  const { bridge, setUp, typed } = await atCredentials();
  typed().apiKey = 'a-long-enough-key';
  bridge.refuse('setUp.keep', 'no-key-store');
  await setUp.next();
  expect(setUp.problem?.code).toBe('no-key-store');
  await setUp.look();
  expect(setUp.problem).toBeNull();
});

test('the name of the first manager is still there after a stop, without the PIN; where people work by then nobody is added', async () => {
  const opened = await atTest('pass');
  const { bridge, setUp, staff } = opened;
  await goOnTo(opened, 'people');
  Object.assign(setUp.manager, { name: 'Chen', pin: '830219' });
  await setUp.enter({ ...shop, apiKey: 'a-long-enough-key' });
  await goOnTo(opened, 'people');
  expect([setUp.manager.name, setUp.manager.pin, setUp.addsManager]).toEqual(['Chen', '', true]);
  staff.isThere = true;
  expect(setUp.addsManager).toBe(false);
  await setUp.next();
  expect([setUp.step, bridge.made('session.firstManager')]).toEqual(['shift', []]);
});

describe('the choice of the first shift', () => {
  test('is kept like everything else', async () => {
    const { bridge, setUp } = await atTest('pass');
    while (setUp.step !== 'shift') await setUp.next();
    expect(setUp.isDirty).toBe(false);
    setUp.keeping.opensShift = false;
    expect(setUp.isDirty).toBe(true);
    await setUp.save();
    expect([setUp.isDirty, bridge.made('setUp.keep').at(-1)?.opensShift]).toEqual([false, false]);
  });

  test('waits for a person who may open one, if an installer signs in first', async () => {
    const opened = await atTest('pass');
    const { bridge, setUp } = opened;
    await toLastPage(opened);
    setUp.live.confirmed = true;
    await setUp.finish();
    bridge.refuse('shift.open', 'not-permitted');
    await setUp.after.openFirstShift();
    bridge.refuse('shift.open', 'shift-open');
    await setUp.after.openFirstShift();
    await setUp.after.openFirstShift();
    expect(bridge.made('shift.open')).toHaveLength(2);
  });
});

test('only the last page tells main that the set-up is over', async () => {
  const opened = await atTest('pass');
  await toLastPage(opened);
  opened.setUp.live.confirmed = true;
  await opened.setUp.finish();
  expect(opened.bridge.made('settings.save')).toMatchObject([{ endsSetUp: true }]);
});
