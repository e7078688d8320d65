import { parseArgs } from 'node:util';
import { SCENARIO_NAMES, SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario } from '#simulator/scenarios.ts';
import { startSimulator } from '#simulator/simulator.ts';

/** Runs the simulated GlobalPay until SIGINT or SIGTERM: node scripts/simulator.ts [--port 7424] … */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '7424' },
    'site-id': { type: 'string', default: process.env.COUNTERTOP_SITE_ID ?? '1000' },
    'api-key': { type: 'string', default: process.env.COUNTERTOP_API_KEY ?? 'training-key' },
    books: { type: 'string' },
    delay: { type: 'string', default: '0' },
    notify: { type: 'string' },
  },
});

const simulator = await startSimulator({
  port: Number(values.port),
  siteId: values['site-id'],
  apiKey: values['api-key'],
  delayMs: Number(values.delay),
  ...(values.notify === undefined ? {} : { notificationUrl: values.notify }),
  ...(values.books === undefined ? {} : { storeFile: values.books }),
});

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
