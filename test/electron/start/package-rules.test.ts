import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageFault } from '#electron/start/package-rules.ts';

const faultOf = (
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
  platform = 'linux',
): string | null => packageFault({ platform, arguments: args, variables });

const ofBench = (name: string): string => `COUNTERTOP_${name}`;

describe('An installed till does not start', () => {
  test.each([
    ...['GATEWAY', 'SITE_ID', 'API_KEY', 'STORE_NAME', 'STORE_ID', 'TERMINAL_ID'].map(ofBench),
    ...['CURRENCY', 'COUNTRY', 'EMAIL', 'PINS', 'DEV_SERVER'].map(ofBench),
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'node_options',
    'ELECTRON_RUN_AS_NODE',
    'ELECTRON_ENABLE_LOGGING',
    'SSL_CERT_FILE',
    'SSLKEYLOGFILE',
    'OPENSSL_CONF',
  ])('where %s is set, and says so without its value', (name) => {
    const fault = faultOf([], { PATH: '/usr/bin', [name]: 'canary-value' });
    expect(fault).toContain(name);
    expect(fault).not.toContain('canary');
  });

  test.each([
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '-remote-debugging-port=9222',
    '--no-sandbox',
    '--host-rules=MAP * 127.0.0.1',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--proxy-server=127.0.0.1:3128',
    '--proxy-pac-url=http://127.0.0.1/',
    '--ignore-certificate-errors',
    '--inspect',
    '--inspect-brk=0',
    '--js-flags=--expose-gc',
    '--user-data-dir=/tmp/other',
    '--load-extension=/tmp/x',
    '--disable-web-security',
    '--renderer-cmd-prefix=/tmp/x',
    '--gpu-launcher=/tmp/x',
    '--enable-logging',
    '--updated=/tmp/x',
    '--a-switch-of-next-year',
    '--',
  ])('with the switch %s, and says so without its value', (argument) => {
    const fault = faultOf(['--ozone-platform=x11', argument]);
    expect(fault).toMatch(/^the switch /);
    expect(fault).not.toMatch(/127\.0\.0\.1|\/tmp/);
  });

  test('with a switch in Windows style', () => {
    expect(faultOf(['/remote-debugging-port=0'], {}, 'win32')).toContain('/remote-debugging-port');
    expect(faultOf(['/remote-debugging-port=0'])).toBeNull();
  });
});

describe('An installed till starts', () => {
  test('from its menu entry, in an ordinary environment', () => {
    const config = readFileSync(join(import.meta.dirname, '../../../electron-builder.yml'), 'utf8');
    const own = [...config.matchAll(/^ {4}- (--\S+)$/gm)].map(([, argument = '']) => argument);
    expect(own).toContain('--ozone-platform=x11');
    const variables = {
      PATH: '/usr/bin',
      HTTPS_PROXY: 'http://proxy:3128',
      COUNTERTOP_HOME: '/srv/till',
      COUNTERTOP_SETUP: 'ask',
      COUNTERTOP_STAFF: 'ask',
      NODE_OPTIONS: '',
      ELECTRON_OZONE_PLATFORM_HINT: 'auto',
    };
    expect(faultOf(own, variables)).toBeNull();
  });

  test.each([
    [['--leave-kiosk'], 'to leave the kiosk'],
    [['--updated', '--force-run'], 'after an update'],
    [['--disable-gpu', '--force-device-scale-factor=1.5'], 'with a poor graphics driver'],
    [['-psn_0_1234'], 'from the Finder'],
    [['countertop://anything', '/srv/file'], 'with a file or link, which it does not open'],
  ])('with %j: %s', (args) => expect(faultOf(args)).toBeNull());
});
