import { expect, test } from 'vitest';
import { lanAddressesOf } from '#domain/training/lan-address.ts';

const at = (address: string, more: { family?: string; internal?: boolean } = {}) => ({
  family: 'IPv4',
  internal: false,
  address,
  ...more,
});

test.each(['10.0.0.7', '10.255.1.1', '172.16.0.1', '172.31.9.9', '192.168.1.5'])(
  'phones in the shop’s network find the till at %s',
  (address) => {
    expect(lanAddressesOf({ eth0: [at(address)] })).toEqual([{ network: 'eth0', address }]);
  },
);

test.each([
  ['8.8.8.8', {}],
  ['172.15.0.1', {}],
  ['172.32.0.1', {}],
  ['192.169.1.5', {}],
  ['169.254.10.1', {}],
  ['100.64.0.1', {}],
  ['127.0.0.1', { internal: true }],
  ['10.0.0.1', { internal: true }],
  ['fd00::1', { family: 'IPv6' }],
  ['110.0.0.1', {}],
])('%s is not an address in a shop’s own network', (address, more) => {
  expect(lanAddressesOf({ eth0: [at(address, more)] })).toEqual([]);
});

test('networks that exist only inside the computer, or lead out of the shop, are offered last', () => {
  const interfaces = {
    lo: [at('127.0.0.1', { internal: true })],
    docker0: [at('172.17.0.1')],
    'vEthernet (WSL)': [at('172.20.0.1')],
    'Wi-Fi': [at('fd00::1', { family: 'IPv6' }), at('192.168.1.5'), at('192.168.1.6')],
    tun0: [at('10.8.0.2')],
    eth0: [at('10.0.0.2')],
    none: undefined,
  };
  expect(lanAddressesOf(interfaces).map(({ network }) => network)).toEqual([
    'Wi-Fi',
    'eth0',
    'docker0',
    'vEthernet (WSL)',
    'tun0',
  ]);
});
