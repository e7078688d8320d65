/** What a measurement came to, in words. */
import type { Measured, Measuring } from './measure.ts';

const share = (seconds: number, of: number): string => `${Math.round((100 * seconds) / of)} %`;

const cpuLine = ({ cpu, seconds, secondsAfter, accepted, events, acknowledged }: Measured): string => {
  const all = seconds + secondsAfter;
  const eachPush = (busy: number): string => `${((1_000 * busy) / acknowledged.count).toFixed(2)} ms`;
  const others = Math.max(0, cpu.machine - cpu.tool - cpu.office - cpu.database);
  return [
    `office ${share(cpu.office, all)}`,
    `database ${share(cpu.database, all)}`,
    `tool ${share(cpu.tool, all)}`,
    `others ${share(others, all)} of one core;`,
    `a push: office ${eachPush(cpu.office)}, database ${eachPush(cpu.database)}`,
    `(${accepted === 0 ? 0 : Math.round((1e6 * (cpu.office + cpu.database)) / events)} µs an event)`,
  ].join(', ');
};

export const printed = (
  title: string,
  { tills, hours, speed }: Pick<Measuring, 'tills' | 'hours' | 'speed'>,
  measured: Measured,
): readonly string[] => {
  const { seconds, offered, accepted, events, payments, acknowledged } = measured;
  const eachSecond = (count: number): number => Math.round(count / seconds);
  const lines = {
    tills: `${tills.length}, ${hours} hours ${speed} times as fast: ${payments} payments, ${events} events`,
    'events a second': `${eachSecond(accepted)} of ${eachSecond(offered)} offered, for ${Math.round(seconds)} s; then ${Math.round(measured.secondsAfter)} s for the rest`,
    pushes: `${acknowledged.count}, ${(events / acknowledged.count).toFixed(1)} events each`,
    acknowledged: String(acknowledged),
    'due until confirmed': String(measured.confirmed),
    'live view': String(measured.viewed),
    processors: cpuLine(measured),
    database: `${Math.round(measured.bytes / Math.max(1, events))} bytes an event`,
    'lost, doubled': `${measured.lost}, ${measured.doubled}`,
    'tills whose books differ': String(measured.different),
  };
  return [title, ...Object.entries(lines).map(([name, text]) => `  ${name.padEnd(26)}${text}`)];
};
