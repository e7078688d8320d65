import { SCENARIO_NAMES, SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario } from '#simulator/scenarios.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { readOptions } from './command/read-options.ts';

const USAGE = `npm run simulator -- [--port 7424] [--site-id 1000] [--api-key training-key] [--books FILE] [--delay MS]
                     [--notify URL]: a simulated GlobalPay on this computer; docs/gateway/simulator.md`;

/** Runs the simulated GlobalPay until SIGINT or SIGTERM. */
const { values } = readOptions(USAGE, {
  options: {
    port: { type: 'string', default: '7424' },
    'site-id': { type: 'string', default: process.env.COUNTERTOP_SITE_ID ?? '1000' },
    'api-key': { type: 'string', default: process.env.COUNTERTOP_API_KEY ?? 'training-key' },
    books: { type: 'string' },
    delay: { type: 'string', default: '0' },
    notify: { type: 'string' },
  },
});

function stop(words: string): never {
  console.error(words);
  process.exit(1);
}

function wholeNumber(option: 'port' | 'delay' | 'site-id', most: number): number {
  const given = values[option];
  if (/^\d{1,9}$/.test(given) && Number(given) <= most) return Number(given);
  stop(`--${option} takes a whole number up to ${most}, not “${given}”.`);
}

const { notify, books } = values;
if (notify !== undefined && !/^https?:$/.test(URL.parse(notify)?.protocol ?? ''))
  stop(`--notify takes an address with http:// or https://, not “${notify}”.`);

const port = wholeNumber('port', 65_535);
const simulator = await startSimulator({
  port,
  siteId: String(wholeNumber('site-id', 999_999_999)),
  apiKey: values['api-key'],
  delayMs: wholeNumber('delay', 600_000),
  ...(notify === undefined ? {} : { notificationUrl: notify }),
  ...(books === undefined ? {} : { storeFile: books }),
}).catch((error: unknown) =>
  stop(
    `The simulator could not start on port ${port}: ${error instanceof Error ? error.message : String(error)}`,
  ),
);

const table = SCENARIO_NAMES.map((name) => {
  const { ending, title }: Scenario = SCENARIOS[name];
  return `  ${ending ?? '  '}  ${name.padEnd(26)} ${title}`;
});
console.log(`Simulated GlobalPay at ${simulator.url} for site ${values['site-id']}`);
console.log(`The last two digits of an Amount choose what happens:\n${table.join('\n')}`);
console.log(`Steer it by ${simulator.url}/__control/*; stop it with Ctrl+C.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close());
}
