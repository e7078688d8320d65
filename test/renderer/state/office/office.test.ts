import { afterEach, expect, test, vi } from 'vitest';
import type { OfficeView } from '#contract';
import { Office } from '../../../../src-renderer/state/office/office.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const none: OfficeView = { connected: null, confirmedAt: null, behind: null, trouble: null };
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

test('what was typed is gone once the till is connected', async () => {
  const { bridge, office } = await page(none);
  office.address = 'office.example';
  office.code = 'K7M2-9QXT-4D';
  bridge.answer('office.connect', connected);
  await office.connect();
  expect(bridge.made('office.connect')).toEqual([{ address: 'office.example', code: 'K7M2-9QXT-4D' }]);
  expect([office.address, office.code, office.view]).toEqual(['', '', connected]);
});

test('a refusal keeps what was typed, and goes once something else is typed', async () => {
  const { bridge, office } = await page(none);
  office.address = 'office.example';
  office.code = 'K7M2-9QXT-4D';
  bridge.refuse('office.connect', 'office-used-code', {});
  await office.connect();
  expect([office.problem?.code, office.code]).toEqual(['office-used-code', 'K7M2-9QXT-4D']);
  office.code = 'K7M2';
  expect(office.problem).toBeNull();
});

test('nobody is disconnected by one press', async () => {
  const { bridge, office } = await page(connected);
  office.askToDisconnect();
  office.stayConnected();
  expect([office.isAsking, bridge.made('office.disconnect')]).toEqual([false, []]);
  office.askToDisconnect();
  bridge.answer('office.disconnect', none);
  await office.disconnect();
  expect([office.isAsking, office.view]).toEqual([false, none]);
});
