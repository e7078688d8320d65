/** A hostile command line or environment. */
import { packageFault } from '#electron/start/package-rules.ts';
import type { Attack } from './attacked.ts';

const SWITCHES = [
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--host-rules=MAP * 127.0.0.1',
  '--proxy-server=127.0.0.1',
  '--ignore-certificate-errors',
  '--inspect',
  '--js-flags=--expose-gc',
  '--user-data-dir=/tmp',
  '--load-extension=/tmp',
  '--disable-web-security',
];
const VARIABLES = [
  'COUNTERTOP_GATEWAY',
  'COUNTERTOP_API_KEY',
  'NODE_OPTIONS',
  'ELECTRON_RUN_AS_NODE',
  'SSL_CERT_FILE',
];

/** Checks the package's rules only; npm run dist tries the package itself. */
export const attack: Attack = async () => {
  const platform = process.platform;
  const faults = [
    ...SWITCHES.map((argument) => packageFault({ platform, arguments: [argument], variables: {} })),
    ...VARIABLES.map((name) => packageFault({ platform, arguments: [], variables: { [name]: 'x' } })),
  ];
  const refused = faults.filter((fault) => fault !== null).length;
  return Promise.resolve([
    {
      name: 'start: dangerous switches and variables for a package',
      outcome: `${refused} of ${faults.length} refused, each by its name`,
      held: refused === faults.length,
    },
  ]);
};
