/** A new computer for a till that the office knows. */
import { expect, test } from 'vitest';
import { restoredTill, restoring } from '../../harness/views.ts';
import { atTest, nobody, open, toLastPage, training } from './open-set-up.ts';

const knownShop = {
  siteId: '1003',
  storeName: 'Garden Café',
  storeId: 'SHOP-7',
  terminalId: 'T7',
  country: 'DE',
  currency: 'EUR',
  email: 'till@garden.de',
  returnUrl: 'https://garden.de',
  cutOff: '',
  timeZone: 'Europe/Berlin',
};

test('keeps that choice from step to step, and asks for the office first', async () => {
  const opened = await open();
  const { setUp, bridge } = opened;
  await setUp.begin(true);
  expect(bridge.made('setUp.keep').at(-1)).toMatchObject({ step: 'office', restores: true });
  await setUp.enter();
  expect(setUp.steps.restores).toBe(false);
  await setUp.begin(true);
  expect(setUp.after.takeOfficeDue()).toBe(false);
});

test('goes from the connection test to the last page, since display, printer and people can wait', async () => {
  const { setUp } = await atTest('pass');
  setUp.steps.restores = true;
  await setUp.next();
  expect(setUp.step).toBe('finish');
  setUp.back();
  expect(setUp.step).toBe('test');
  setUp.go('printer');
  await setUp.next();
  expect(setUp.step).toBe('finish');
});

test('gets the journal before anything else, and what that knows of the shop is typed already', async () => {
  const { setUp, bridge, typed } = await open();
  await setUp.begin(true);
  Object.assign(setUp.restoring, { address: 'office.example', code: 'K7M2-9QXT-4D' });
  await setUp.next();
  expect([setUp.step, setUp.restoring.asks]).toEqual(['office', 'restore']);
  expect(bridge.made('setUp.restore')).toEqual([]);
  bridge.answer('setUp.restore', {});
  bridge.answer('setUp.restoring', restoring({ state: 'here', till: restoredTill, shop: knownShop }));
  await setUp.restoring.restore();
  expect(bridge.made('setUp.restore')).toEqual([{ address: 'office.example', code: 'K7M2-9QXT-4D' }]);
  expect(typed()).toMatchObject({ ...knownShop, cutOff: '00:00', environment: 'live', apiKey: '' });
  await setUp.next();
  expect(setUp.step).toBe('shop');
  expect(bridge.made('setUp.keep').at(-1)).toMatchObject({ step: 'shop', typed: { storeId: 'SHOP-7' } });
  await setUp.next();
  expect(setUp.step).toBe('credentials');
});

test('is not asked about before the address and the code can be sent', async () => {
  const { setUp, bridge } = await open();
  await setUp.begin(true);
  const asked = async (typed: { readonly address: string; readonly code: string }) => {
    Object.assign(setUp.restoring, typed);
    await setUp.next();
    return [setUp.restoring.asks, setUp.restoring.problem?.code];
  };
  const code = 'K7M2-9QXT-4D';
  expect(await asked({ address: '', code: '' })).toEqual([null, 'office-no-address']);
  expect(await asked({ address: 'office.example', code: 'K7M2' })).toEqual([null, 'office-malformed-code']);
  expect(await asked({ address: 'office.example', code })).toEqual(['restore', undefined]);
  expect(bridge.made('setUp.restore')).toEqual([]);
});

test('goes on after a power cut where it was, without another code', async () => {
  const { setUp, bridge } = await open();
  bridge.answer('setUp.restoring', restoring({ state: 'begun', till: restoredTill }));
  await setUp.begin(true);
  await setUp.restoring.read();
  bridge.answer('setUp.resumeRestore', {});
  await setUp.next();
  expect(bridge.made('setUp.resumeRestore')).toHaveLength(1);
  expect([setUp.step, setUp.restoring.asks]).toEqual(['office', null]);
});

test('says why the journal does not come although the office has agreed', async () => {
  const { setUp, bridge } = await open();
  await setUp.begin(true);
  setUp.restoring.code = 'K7M2-9QXT-4D';
  bridge.refuse('setUp.restore', 'office-no-room');
  bridge.answer('setUp.restoring', restoring({ state: 'begun', till: restoredTill }));
  await setUp.restoring.restore();
  expect([setUp.restoring.isBegun, setUp.restoring.problem?.code]).toEqual([true, 'office-no-room']);
});

test('says what the office refuses until something else is typed, and stays on the step', async () => {
  const { setUp, bridge } = await open();
  await setUp.begin(true);
  setUp.restoring.code = 'K7M2-9QXT-4E';
  bridge.refuse('setUp.restore', 'office-unknown-code');
  await setUp.restoring.restore();
  expect([setUp.step, setUp.restoring.problem?.code]).toEqual(['office', 'office-unknown-code']);
  setUp.restoring.code = 'K7M2-9QXT-4D';
  expect(setUp.restoring.problem).toBeNull();
});

test('what was typed after the journal came is not typed over when the set-up is entered again', async () => {
  const { setUp, bridge, typed } = await open();
  const here = restoring({ state: 'here', till: restoredTill, shop: knownShop });
  bridge.answer('setUp.restoring', here);
  bridge.answer('setUp.read', {
    ...nobody,
    kept: { step: 'shop', typed: { ...training, storeName: 'New name' }, opensShift: true, restores: true },
  });
  await setUp.enter();
  expect([setUp.step, typed().storeName]).toEqual(['shop', 'New name']);
});

test('keeps the IDs of its journal as they are, though no new shop may have them', async () => {
  const { setUp, bridge, typed } = await open();
  const old = { ...knownShop, storeId: '🍵', terminalId: '!7' };
  bridge.answer('setUp.restoring', restoring({ state: 'here', till: restoredTill, shop: old }));
  const kept = { step: 'shop', typed: { ...training, ...old, environment: 'live' } } as const;
  bridge.answer('setUp.read', { ...nobody, kept: { ...kept, opensShift: true, restores: true } });
  await setUp.enter();
  expect([setUp.faults.of('storeId'), setUp.faults.of('terminalId')]).toEqual([null, null]);
  typed().terminalId = '!8';
  expect([setUp.faults.of('terminalId'), setUp.faults.check()]).toEqual(['invalid', false]);
  typed().terminalId = '!7';
  await setUp.next();
  expect(setUp.step).toBe('credentials');
});

test('has the shift of its former computer: none opens by itself', async () => {
  const opened = await atTest('pass');
  opened.setUp.steps.restores = true;
  await toLastPage(opened);
  opened.setUp.live.confirmed = true;
  expect(await opened.setUp.finish()).toBe(true);
  await opened.setUp.after.openFirstShift();
  expect(opened.bridge.made('shift.open')).toEqual([]);
  expect([opened.setUp.after.takeOfficeDue(), opened.setUp.after.takeOfficeDue()]).toEqual([true, false]);
});

const here = (environment: 'live' | 'test' = 'live') =>
  restoring({ state: 'here', till: { ...restoredTill, environment }, shop: knownShop });

/** On the step of the office, with the reply to the restore still to come. */
const asking = async () => {
  const opened = await open();
  const { setUp, bridge } = opened;
  await setUp.begin(true);
  const reply = bridge.hold('setUp.restore');
  const restored = setUp.restoring.restore();
  return { ...opened, reply, restored };
};

test('a person who goes back while the rows come still sets up the shop and the environment of the journal', async () => {
  const { setUp, bridge, typed, reply, restored } = await asking();
  setUp.back();
  bridge.answer('setUp.restoring', here('test'));
  await reply.answer({});
  await restored;
  expect([setUp.step, setUp.restoring.isHere]).toEqual(['start', true]);
  await setUp.begin(true);
  await setUp.next();
  expect(setUp.step).toBe('shop');
  expect(typed()).toMatchObject({ environment: 'test', storeId: 'SHOP-7' });
  expect(bridge.made('setUp.keep').at(-1)).toMatchObject({
    typed: { environment: 'test', storeId: 'SHOP-7' },
  });
});

test('no new shop is set up while the office is asked, nor once it has agreed', async () => {
  const { setUp, bridge, reply, restored } = await asking();
  setUp.back();
  await setUp.begin(false);
  expect([setUp.step, setUp.steps.restores]).toEqual(['start', true]);
  bridge.answer('setUp.restoring', restoring({ state: 'begun', till: restoredTill }));
  await reply.answer({});
  await restored;
  await setUp.begin(false);
  expect([setUp.step, setUp.steps.restores, setUp.steps.isReached('shop')]).toEqual(['start', true, false]);
});

test('a set-up of a new shop, left while the journal came, goes on with the journal', async () => {
  const { setUp, bridge, typed } = await open();
  bridge.answer('setUp.restoring', here('test'));
  bridge.answer('setUp.read', {
    ...nobody,
    kept: { step: 'shop', typed: { ...training, storeId: 'OTHER' }, opensShift: true, restores: false },
  });
  await setUp.enter();
  expect([setUp.step, setUp.steps.restores]).toEqual(['office', true]);
  await setUp.next();
  expect(typed()).toMatchObject({ environment: 'test', storeId: 'SHOP-7' });
});

test('going live from Settings goes live as the till whose journal waits', async () => {
  const { setUp, bridge, typed } = await open();
  bridge.answer('setUp.restoring', here());
  await setUp.enter({ ...training, environment: 'live', storeId: 'OTHER' });
  expect([setUp.step, setUp.steps.restores]).toEqual(['office', true]);
  await setUp.next();
  expect(typed().storeId).toBe('SHOP-7');
});

test('what is corrected of the shop stays so on the way back, but its environment cannot be another', async () => {
  const { setUp, bridge, typed } = await open();
  await setUp.begin(true);
  bridge.answer('setUp.restoring', here('test'));
  await setUp.restoring.read();
  await setUp.next();
  Object.assign(typed(), { storeName: 'New name', environment: 'live' });
  setUp.back();
  await setUp.next();
  expect(typed()).toMatchObject({ storeName: 'New name', environment: 'test' });
});

test('giving up asks first, and a new shop then shares nothing with the till that was given up', async () => {
  const { setUp, bridge, typed } = await open();
  const before = { ...typed() };
  await setUp.begin(true);
  setUp.restoring.code = 'K7M2-9QXT-4D';
  bridge.answer('setUp.restoring', here());
  await setUp.restoring.read();
  await setUp.next();
  setUp.go('office');
  setUp.restoring.askToGiveUp();
  expect([setUp.restoring.asks, bridge.made('setUp.giveUpRestore')]).toEqual(['give-up', []]);
  bridge.answer('setUp.giveUpRestore', {});
  bridge.answer('setUp.restoring', restoring());
  await setUp.restoring.giveUp();
  expect([setUp.restoring.asks, setUp.restoring.code, setUp.step]).toEqual([null, '', 'office']);
  expect(typed()).toEqual(before);
  await expect.poll(() => bridge.made('setUp.keep').at(-1)).toMatchObject({ step: 'office', typed: before });
  expect(setUp.steps.isReached('shop')).toBe(false);
});
