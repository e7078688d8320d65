/**
 * npm run soak [-- --short | --days 7 --payments 180 --minutes 14]: a week of a busy shop in a quarter of an hour, with the
 * real windows against the simulator; nothing may grow beyond what the table says. Exit code 0 when nothing has, 1 otherwise, 2 for
 * arguments that are none.
 */
import { parseArgs } from 'node:util';
import { isGood, printed } from '../faults/table.ts';
import { playWeek } from './week.ts';
import { growthTable } from './reading.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string' },
    /** Each day. */
    payments: { type: 'string' },
    /** Of real time; a slow computer sells less each day. */
    minutes: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});
const usual = values.short ? { days: 3, payments: 20, minutes: 1 } : { days: 7, payments: 180, minutes: 14 };
const MOST = { days: 60, payments: 2_000, minutes: 600 };
const numberOf = (name: keyof typeof MOST, least: number): number => {
  const number = Number(values[name] ?? usual[name]);
  if (Number.isSafeInteger(number) && number >= least && number <= MOST[name]) return number;
  console.error(`--${name} is a whole number from ${least} to ${MOST[name]}.`);
  process.exit(2);
};
// A day to warm up, one to compare with, and one more.
const plan = {
  days: numberOf('days', 3),
  payments: numberOf('payments', 10),
  minutes: numberOf('minutes', 1),
};

// Unlike a signal, an exit also ends every program started here.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const table = growthTable(await playWeek(plan, (said) => console.error(said)));
console.log(printed(table));
process.exitCode = isGood(table) ? 0 : 1;
