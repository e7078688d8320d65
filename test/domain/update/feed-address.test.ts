import { expect, test } from 'vitest';
import { isFeedAddress } from '#domain/update/feed-address.ts';

test.each([
  'https://updates.garden.example',
  'https://updates.garden.example/till/live',
  'http://127.0.0.1:8080/feed',
  'http://localhost/feed',
  'http://[::1]:8080',
])('updates may come from %s', (address) => {
  expect(isFeedAddress(address)).toBe(true);
});

test.each([
  '',
  'updates.garden.example',
  'http://updates.garden.example',
  'http://127.0.0.1.evil.example',
  'http://192.168.1.5/feed',
  'ftp://updates.garden.example',
  'file:///etc',
  'https://name:word@updates.garden.example',
  'https://updates.garden.example/?to=elsewhere',
  `https://updates.garden.example/${'a'.repeat(500)}`,
])('updates may not come from %j', (address) => {
  expect(isFeedAddress(address)).toBe(false);
});
