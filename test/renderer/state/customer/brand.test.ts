import { expect, test, vi } from 'vitest';
import { Brand } from '../../../../src-renderer/state/brand.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const PICTURES = { logo: '../brand/logo.png', wallet: null, pictures: ['./brand/tea.jpg'] };

test('the customer’s window shows the pictures in the shop’s folder', async () => {
  const bridge = openFakeBridge();
  bridge.answer('customer.brand', PICTURES);
  const brand = new Brand(bridge);
  await vi.waitFor(() => expect(brand.view).toEqual(PICTURES));
});

test('without an answer there are no pictures, and nothing else is missing', async () => {
  const bridge = openFakeBridge();
  bridge.breakOff('customer.brand');
  const brand = new Brand(bridge);
  await vi.waitFor(() => expect(bridge.made('customer.brand')).toHaveLength(1));
  expect(brand.view).toEqual({ logo: null, wallet: null, pictures: [] });
});
