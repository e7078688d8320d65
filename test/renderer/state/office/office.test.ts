import { afterEach, expect, test, vi } from 'vitest';
import type { OfficeView } from '#contract';
import { Office } from '../../../../src-renderer/state/office/office.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const none: OfficeView = {
  connected: null,
  confirmedAt: null,
  behind: null,
  trouble: null,
  untakenRow: null,
  restore: null,
  progress: null,
};
const connected: OfficeView = {
  ...none,
  connected: { address: 'https://office.example', storeName: 'Garden Café', stationName: 'Till 2' },
};

let stop = (): void => undefined;
afterEach(() => stop());

const page = async (view: OfficeView) => {
  const bridge = openFakeBridge();
  bridge.answer('office.read', view);
  const office = new Office(bridge);
  stop = office.start();
  await vi.waitUntil(() => office.view !== null);
  return { bridge, office };
};

test('the input is cleared once the till is connected', async () => {
  const { bridge, office } = await page(none);
  office.address = 'office.example';
  office.code = 'K7M2-9QXT-4D';
  bridge.answer('office.connect', connected);
  await office.connect();
  expect(bridge.made('office.connect')).toEqual([{ address: 'office.example', code: 'K7M2-9QXT-4D' }]);
  expect([office.address, office.code, office.view]).toEqual(['', '', connected]);
});

test('a refusal keeps the input, and disappears once something else is typed', async () => {
  const { bridge, office } = await page(none);
  office.address = 'office.example';
  office.code = 'K7M2-9QXT-4D';
  bridge.refuse('office.connect', 'office-used-code', {});
  await office.connect();
  expect([office.problem?.code, office.code]).toEqual(['office-used-code', 'K7M2-9QXT-4D']);
  office.code = 'K7M2';
  expect(office.problem).toBeNull();
});

test('another code, typed while the first one is tried, is neither called wrong nor cleared', async () => {
  const { bridge, office } = await page(none);
  office.address = 'office.example';
  office.code = 'K7M2-9QXT-4D';
  const refused = bridge.hold('office.connect');
  const first = office.connect();
  office.code = 'K7M2-9QXT-4E';
  await refused.refuse('office-used-code');
  await first;
  expect(office.problem).toBeNull();
  const taken = bridge.hold('office.connect');
  const second = office.connect();
  office.code = 'P3';
  await taken.answer(connected);
  await second;
  expect([office.address, office.code]).toEqual(['', 'P3']);
});

test('while the journal is fetched, the page shows the progress', async () => {
  const { bridge, office } = await page({ ...none, restore: 'begun' });
  const resuming = bridge.hold('office.resume');
  const restoring = office.restore();
  const progress = { stage: 'coming', done: 500, total: 2_000 } as const;
  bridge.answer('office.read', { ...none, restore: 'begun', progress });
  stop();
  stop = office.start();
  await vi.waitUntil(() => office.view?.progress);
  expect([office.isBusy, office.view?.progress]).toEqual([true, progress]);
  const late = bridge.hold('office.read');
  stop();
  stop = office.start();
  bridge.answer('office.read', connected);
  await resuming.answer({});
  await restoring;
  // An earlier reading is out of date.
  await late.answer({ ...none, restore: 'begun', progress });
  expect(office.view).toEqual(connected);
});

test('one press disconnects nobody', async () => {
  const { bridge, office } = await page(connected);
  office.askTo('disconnect');
  office.stay();
  expect([office.asks, bridge.made('office.disconnect')]).toEqual([null, []]);
  office.askTo('disconnect');
  bridge.answer('office.disconnect', none);
  await office.disconnect();
  expect([office.asks, office.view]).toEqual([null, none]);
});

test('nobody is asked about a restore that cannot be done as it is typed', async () => {
  const { bridge, office } = await page({ ...none, restore: 'offered' });
  const asked = (typed: { readonly address: string; readonly code: string }) => {
    Object.assign(office, typed);
    office.askTo('restore');
    return [office.asks, office.problem?.code];
  };
  const code = 'K7M2-9QXT-4D';
  expect(asked({ address: '', code })).toEqual([null, 'office-no-address']);
  expect(asked({ address: 'http://office.example', code })).toEqual([null, 'office-not-secure']);
  expect(asked({ address: 'office.example', code: '' })).toEqual([null, 'office-malformed-code']);
  expect(asked({ address: 'office.example', code })).toEqual(['restore', undefined]);
  expect(bridge.made('office.restore')).toEqual([]);
});

test('no till replaces another by one press, and an interrupted restore continues without a code', async () => {
  const { bridge, office } = await page({ ...none, restore: 'offered' });
  office.address = 'office.example';
  office.code = 'K7M2-9QXT-4D';
  office.askTo('restore');
  expect([office.asks, bridge.made('office.restore')]).toEqual(['restore', []]);
  bridge.refuse('office.restore', 'office-cut-off', {});
  bridge.answer('office.read', { ...none, restore: 'begun' });
  await office.restore();
  expect(bridge.made('office.restore')).toEqual([{ address: 'office.example', code: 'K7M2-9QXT-4D' }]);
  expect([office.asks, office.problem?.code, office.view?.restore]).toEqual([
    null,
    'office-cut-off',
    'begun',
  ]);
  bridge.answer('office.resume', {});
  bridge.answer('office.read', connected);
  await office.restore();
  expect(bridge.made('office.restore')).toHaveLength(1);
  expect([office.problem, office.address, office.view]).toEqual([null, '', connected]);
});
