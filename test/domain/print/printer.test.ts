import { describe, expect, test } from 'vitest';
import { isPrinterAddressValid } from '#domain/print/printer.ts';
import { deviceAddress, networkAddress } from '#domain/print/printer-address.ts';

describe('a printer on the network is found by the address the shop types', () => {
  test.each([
    ['printer', 'printer', 9100],
    ['EPSON_TM20', 'EPSON_TM20', 9100],
    ['_till-1_.shop', '_till-1_.shop', 9100],
    ['printer.local.', 'printer.local.', 9100],
    ['printer.local.:9101', 'printer.local.', 9101],
    ['küche.local', 'küche.local', 9100],
    ['3com-printer', '3com-printer', 9100],
    ['192.168.1.50', '192.168.1.50', 9100],
    ['192.168.001.050:9100', '192.168.1.50', 9100],
    ['printer:1', 'printer', 1],
    ['printer:65535', 'printer', 65_535],
    ['[fe80::1]:9100', 'fe80::1', 9100],
    ['[fe80::1]', 'fe80::1', 9100],
    ['fe80::1', 'fe80::1', 9100],
    ['[fe80::1%eth0]:515', 'fe80::1%eth0', 515],
    ['[::ffff:192.168.1.50]', '::ffff:192.168.1.50', 9100],
    ['192.168.1.50:09100', '192.168.1.50', 9100],
    ['１９２．１６８。１．５０：９１００', '192.168.1.50', 9100],
    ['厨房打印机。local', '厨房打印机.local', 9100],
  ])('%s', (address, host, port) => {
    expect(networkAddress(address)).toEqual({ host, port });
    expect(isPrinterAddressValid('tcp', address)).toBe(true);
  });

  test.each([
    '',
    '999.1.1.1',
    '0.0.0.0',
    '0.0.0.0:9100',
    '255.255.255.255',
    '224.0.0.1',
    '::',
    '[0:0::0]:9100',
    'ff02::1',
    '192.168.1',
    '1.2.3.4.5',
    '12345',
    'printer:0',
    'printer:65536',
    'printer:',
    ':9100',
    'printer:9100:1',
    '[fe80::1',
    'fe80::1]',
    '[fe80::1]:0',
    '[fe80:::1]',
    '[printer]:9100',
    'fe80::12345',
    'the one in the corner',
    'a..b',
    '.',
    '-printer',
    'printer-',
    'http://printer',
    `${'a'.repeat(64)}.local`,
    `${'ab.'.repeat(90)}local`,
  ])('%j is not an address', (address) => {
    expect(isPrinterAddressValid('tcp', address)).toBe(false);
  });
});

describe('a printer on a cable is found by the port the shop types', () => {
  test.each([
    ['/dev/usb/lp0', { path: '/dev/usb/lp0' }],
    ['/dev/ttyUSB0,19200', { path: '/dev/ttyUSB0', speed: 19_200 }],
    [
      '/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0-port0',
      { path: '/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0-port0' },
    ],
    ['COM3', { path: '\\\\.\\COM3' }],
    ['COM3:', { path: '\\\\.\\COM3' }],
    ['ＣＯＭ３：', { path: '\\\\.\\COM3' }],
    ['com12', { path: '\\\\.\\COM12' }],
    ['LPT1', { path: '\\\\.\\LPT1' }],
    ['lpt1:', { path: '\\\\.\\LPT1' }],
    ['\\\\.\\COM3', { path: '\\\\.\\COM3' }],
    ['\\\\till\\receipts', { path: '\\\\till\\receipts' }],
  ])('%s', (address, device) => {
    expect(deviceAddress(address)).toEqual(device);
    expect(isPrinterAddressValid('device', address)).toBe(true);
  });

  test.each(['', 'COM', 'COM0', 'LPT0', 'COM3:x', 'lp0', 'dev/usb/lp0', '/', '/dev/\u0000lp0'])(
    '%j is not a port',
    (address) => {
      expect(isPrinterAddressValid('device', address)).toBe(false);
    },
  );
});
