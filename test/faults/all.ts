/** Everything that can break, and what happened to the money. */
import { readOptions } from '../../scripts/command/read-options.ts';
import { diskFaults } from './disk/disk-faults.ts';
import { postgresPrograms } from '../support/office/postgres-server.ts';
import { modelTable } from './model/rules.ts';
import { officeFaults } from './office/office-faults.ts';
import { killStorm } from './storm/kill-storm.ts';
import type { Table } from './table.ts';
import { isGood, printed, summaryOf, tableOf } from './table.ts';
import { wireFaults } from './wire/wire-faults.ts';

const USAGE = `npm run faults [-- --kills 500 --seed 1 --tills 2]: everything that can break, and what happened to the money.
--kills and --seed: power cuts in each storm, and the number that they follow from; --tills: stations side by side.`;

const { values } = readOptions(USAGE, {
  options: {
    kills: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    /** Stations side by side in the kill storm. */
    tills: { type: 'string', default: '2' },
  },
});
const MAX = { kills: 100_000, seed: 2 ** 31 - 1, tills: 8 };
const numberOf = (name: keyof typeof MAX, least: number): number => {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= least && number <= MAX[name]) return number;
  console.error(`--${name} is a whole number from ${least} to ${MAX[name]}.`);
  process.exit(2);
};

const kills = numberOf('kills', 1);
const REPORT_EVERY = 50;
let done = 0;
const onKill = (): void => {
  done += 1;
  if (done % REPORT_EVERY === 0) console.error(`${String(done).padStart(5)} of ${2 * kills} power cuts`);
};

const storm = { kills, seed: numberOf('seed', 0), tills: Math.min(numberOf('tills', 1), kills), onKill };

// Unlike a signal, an exit also ends every program started here.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const programs = await postgresPrograms();
if (programs === undefined) console.error('Without PostgreSQL nothing is broken between tills and office.');

/** The quick checks first. */
const PARTS: readonly (() => Table | Promise<Table>)[] = [
  modelTable,
  async () => tableOf('Every wire fault on every call', await wireFaults()),
  async () => tableOf('Every fault of the disk', await diskFaults()),
  ...(programs === undefined
    ? []
    : [async () => tableOf('Every fault between tills and office', await officeFaults(programs))]),
  () => killStorm({ ...storm, onOneAccount: false }),
  () => killStorm({ ...storm, tills: Math.min(2, kills), onOneAccount: true }),
];

const tables: Table[] = [];
for (const part of PARTS) {
  const table = await part();
  console.log(`${printed(table)}\n`);
  tables.push(table);
}
console.log(tables.map(summaryOf).join('\n'));
process.exitCode = tables.every(isGood) ? 0 : 1;
