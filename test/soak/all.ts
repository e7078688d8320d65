/** A week of a busy shop, with the real windows and the simulator; see USAGE. */
import { readOptions } from '../../scripts/command/read-options.ts';
import { isGood, printed } from '../faults/table.ts';
import { drawGrowth } from './draw-growth.ts';
import { playWeek } from './week.ts';
import { growthTable } from './reading.ts';

const USAGE = `npm run soak [-- --short | --ten-thousand | --days 7 --payments 180 --minutes 14]: a week of a busy shop in
a quarter of an hour. Nothing may grow beyond what the table allows. Plots are drawn into out/bench/. Exit code 0 if
nothing has grown, 1 otherwise, 2 for invalid arguments.`;

const { values } = readOptions(USAGE, {
  options: {
    days: { type: 'string' },
    /** Each day. */
    payments: { type: 'string' },
    /** Of real time; a slow computer sells less each day. */
    minutes: { type: 'string' },
    short: { type: 'boolean', default: false },
    /** Payments, in twenty days: what is kept for a week has come and gone twice. */
    'ten-thousand': { type: 'boolean', default: false },
  },
});
const WEEK = { days: 7, payments: 180, minutes: 14 };
const SHORT = { days: 3, payments: 20, minutes: 1 };
const TEN_THOUSAND = { days: 20, payments: 500, minutes: 600 };
const longer = values['ten-thousand'] ? TEN_THOUSAND : WEEK;
const usual = values.short ? SHORT : longer;
const MAX = { days: 60, payments: 2_000, minutes: 600 };
const numberOf = (name: keyof typeof MAX, least: number): number => {
  const number = Number(values[name] ?? usual[name]);
  if (Number.isSafeInteger(number) && number >= least && number <= MAX[name]) return number;
  console.error(`--${name} is a whole number from ${least} to ${MAX[name]}.`);
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

const readings = await playWeek(plan, (said) => console.error(said));
drawGrowth(readings);
const table = growthTable(readings);
console.log(printed(table));
process.exitCode = isGood(table) ? 0 : 1;
