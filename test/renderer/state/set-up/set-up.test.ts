import { describe, expect, test } from 'vitest';
import { atTest, checks, open, shop, toLastPage } from './open-set-up.ts';

describe('a new owner', () => {
  test('begins with nothing of the training shop', async () => {
    const { setUp, typed } = await open();
    expect(setUp.step).toBe('start');
    const { environment, storeName, storeId, terminalId, country, currency, email, returnUrl } = typed();
    expect(environment).toBe('live');
    expect([storeName, storeId, terminalId, country, currency, email, returnUrl]).toEqual(
      Array.from({ length: 7 }, () => ''),
    );
  });

  test('leaves a step only with what it needs, and sees what is wrong', async () => {
    const { bridge, setUp, typed } = await open();
    await setUp.next();
    expect(setUp.faults.of('storeName')).toBeNull();
    expect(setUp.faults.isHeldBack).toBe(false);
    await setUp.next();
    expect(setUp.step).toBe('shop');
    expect(setUp.faults.of('storeName')).toBe('invalid');
    expect(setUp.faults.isHeldBack).toBe(true);
    Object.assign(typed(), { ...shop, siteId: '' });
    expect(setUp.faults.isHeldBack).toBe(false);
    await setUp.next();
    expect(setUp.step).toBe('credentials');
    await setUp.next();
    expect(setUp.faults.of('siteId')).toBe('invalid');
    expect(bridge.made('setUp.keep').map(({ step }) => step)).toEqual(['shop', 'credentials']);
  });

  test('stays at a step that could not be saved, and reads why', async () => {
    const { bridge, setUp } = await open();
    bridge.refuse('setUp.keep', 'settings-not-written');
    await setUp.next();
    expect(setUp.step).toBe('start');
    expect(setUp.problem).toMatchObject({ code: 'settings-not-written' });
  });
});

describe('the connection test', () => {
  test('runs by itself and, once passed, lets the set-up go on', async () => {
    const { setUp } = await atTest('pass');
    expect(setUp.live.passed).toBe(true);
    await setUp.next();
    expect(setUp.step).toBe('display');
  });

  test('whose ApiKey was refused marks the key, until another one is typed', async () => {
    const { bridge, setUp, typed } = await atTest('fail');
    expect(setUp.live.isRefused).toBe(false);
    const refused = checks('fail').map((check) => ({ ...check, reason: 'credentials-refused' as const }));
    bridge.answer('setUp.test', { checks: refused, field: null });
    await setUp.test();
    setUp.back();
    expect([setUp.step, setUp.live.isRefused]).toEqual(['credentials', true]);
    typed().apiKey = 'another';
    expect(setUp.live.isRefused).toBe(false);
  });

  test('holds the set-up at a failed test, until somebody gives a reason', async () => {
    const { setUp } = await atTest('fail');
    await setUp.next();
    expect(setUp.step).toBe('test');
    setUp.live.reason = ' ';
    await setUp.next();
    expect(setUp.step).toBe('test');
    setUp.live.reason = 'The line comes on Monday.';
    await setUp.next();
    expect(setUp.step).toBe('display');
  });

  test('loses its verdicts with any edit of what it depends on', async () => {
    const { setUp, typed } = await atTest('pass');
    typed().storeName = 'Another name';
    expect(setUp.live.passed).toBe(true);
    typed().siteId = '30202';
    expect(setUp.live.passed).toBe(false);
  });

  test('runs again for another ApiKey, though the window no longer holds it', async () => {
    const { bridge, setUp, typed } = await atTest('fail');
    bridge.answer('setUp.test', { checks: checks('pass'), field: null });
    setUp.back();
    typed().apiKey = 'the-right-key';
    await setUp.next();
    expect(typed().apiKey).toBe('');
    await expect.poll(() => setUp.live.passed).toBe(true);
    expect(bridge.made('setUp.test')).toHaveLength(2);
  });

  test('of an ApiKey that was replaced while it ran says nothing about the new one, which is tested at once', async () => {
    const { bridge, setUp, typed } = await atTest('fail');
    const [former, own] = [bridge.hold('setUp.test'), bridge.hold('setUp.test')];
    const testing = setUp.test();
    setUp.back();
    typed().apiKey = 'the-wrong-key';
    await setUp.next();
    expect(setUp.link.testing).toBe(true);
    await former.answer({ checks: checks('pass'), field: null });
    await testing;
    expect([setUp.live.passed, setUp.link.testing]).toEqual([false, true]);
    await own.refuse('gateway-no-answer');
    expect([setUp.link.testing, setUp.link.problem?.code]).toEqual([false, 'gateway-no-answer']);
  });

  test('runs once, however often it is asked for', async () => {
    const { bridge, setUp } = await atTest('fail');
    const held = bridge.hold('setUp.test');
    const first = setUp.test();
    await setUp.test();
    await held.answer({ checks: checks('pass'), field: null });
    await first;
    expect([setUp.live.passed, bridge.made('setUp.test').length]).toEqual([true, 2]);
  });
});

describe('real money', () => {
  test('moves only after somebody has confirmed it', async () => {
    const opened = await atTest('pass');
    const { bridge, setUp } = opened;
    await toLastPage(opened);
    expect(setUp.live.asksToConfirm).toBe(false);
    expect(await setUp.finish()).toBe(false);
    expect(setUp.live.asksToConfirm).toBe(true);
    setUp.live.confirmed = true;
    expect(await setUp.finish()).toBe(true);
    expect(bridge.made('settings.save')).toMatchObject([{ environment: 'live', siteId: shop.siteId }]);
    expect(bridge.made('settings.save')[0]).not.toHaveProperty('overruled');
  });

  test('must be confirmed again after going back', async () => {
    const opened = await atTest('pass');
    await toLastPage(opened);
    opened.setUp.live.confirmed = true;
    opened.setUp.back();
    await opened.setUp.next();
    expect(await opened.setUp.finish()).toBe(false);
  });

  test('moves without a passed test only with a reason, which goes to main', async () => {
    const opened = await atTest('fail');
    opened.setUp.live.reason = ' The line comes on Monday. ';
    await toLastPage(opened);
    opened.setUp.live.confirmed = true;
    expect(await opened.setUp.finish()).toBe(true);
    expect(opened.bridge.made('settings.save')).toMatchObject([{ overruled: 'The line comes on Monday.' }]);
  });

  test('does not move if main knows of no passed test: the set-up goes back to it', async () => {
    const opened = await atTest('pass');
    await toLastPage(opened);
    opened.bridge.refuse('settings.save', 'live-untested');
    opened.setUp.live.confirmed = true;
    expect(await opened.setUp.finish()).toBe(false);
    expect(opened.setUp.step).toBe('test');
    expect(opened.setUp.problem).toMatchObject({ code: 'live-untested' });
  });

  test('never moves on a bench, on which nothing is saved', async () => {
    const opened = await atTest('pass', { locked: 'bench' });
    await toLastPage(opened);
    opened.setUp.live.confirmed = true;
    expect(await opened.setUp.finish()).toBe(true);
    expect(opened.bridge.made('settings.save')).toEqual([]);
    expect(opened.bridge.made('setUp.leave')).toEqual([{ stage: 'done' }]);
  });
});

test('who comes from Settings begins where something is missing, with what was typed there', async () => {
  const missing = await open({}, { ...shop, storeName: '' });
  expect([missing.setUp.step, missing.typed().storeId]).toEqual(['shop', shop.storeId]);
  const complete = await open({ keySaved: ['live'] }, shop);
  expect(complete.setUp.step).toBe('test');
  await expect.poll(() => complete.setUp.live.passed).toBe(true);
});

test('a printer is left only with an address that it can have', async () => {
  const opened = await atTest('pass');
  const { setUp, typed } = opened;
  while (setUp.step !== 'printer') await setUp.next();
  typed().receipts = { ...typed().receipts, printer: 'tcp', address: '' };
  expect(setUp.faults.isPrinterAddressWrong).toBe(false);
  await setUp.next();
  expect([setUp.step, setUp.faults.isPrinterAddressWrong]).toEqual(['printer', true]);
  typed().receipts.address = '192.168.1.50';
  await setUp.next();
  expect(setUp.step).toBe('people');
});

test('the first manager is added before the step of the people is left', async () => {
  const opened = await atTest('pass');
  const { bridge, setUp } = opened;
  while (setUp.step !== 'people') await setUp.next();
  expect(setUp.addsManager).toBe(false);
  Object.assign(setUp.manager, { name: 'Chen', pin: '1234', again: '1234' });
  bridge.refuse('session.firstManager', 'pin-too-short');
  await setUp.next();
  expect([setUp.step, setUp.manager.name]).toEqual(['people', 'Chen']);
  bridge.answer('session.firstManager', {});
  Object.assign(setUp.manager, { pin: '830219', again: '830219' });
  await setUp.next();
  expect([setUp.step, setUp.manager.pin]).toEqual(['shift', '']);
});
