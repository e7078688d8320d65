/** One measurement: days are made, the clock runs, and the office's figures are compared with the tills'. */
import type { Head } from '#domain/journal/chained-row.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { tillState } from '../../support/office/tills.ts';
import type { Compared } from './compare-books.ts';
import { compareBooks, readBooks } from './compare-books.ts';
import type { Cpu } from './cpu.ts';
import { readCpu, serverOf, spent } from './cpu.ts';
import { HOUR, OPENS } from './tills/day.ts';
import type { Enrolled } from './enrolled.ts';
import { Latencies } from './latencies.ts';
import { viewUntil } from './live-view.ts';
import { MadeTill } from './tills/made-till.ts';
import { makeDays } from './tills/make-days.ts';
import type { OfficeProcess } from './office-process.ts';
import type { Ran } from './run-load.ts';
import { runLoad } from './run-load.ts';

export interface Measuring {
  readonly database: Database;
  readonly offices: readonly OfficeProcess[];
  /** Of somebody who is signed in. */
  readonly cookie: string;
  readonly tills: readonly Enrolled[];
  readonly hours: number;
  readonly speed: number;
  /** Different for each measurement on one database. */
  readonly name: string;
}

export interface Measured extends Compared, Ran {
  readonly viewed: Latencies;
  readonly cpu: Cpu;
  readonly bytes: number;
}

const sizeOf = async (database: Database): Promise<number> => {
  const [row] = await database.query('SELECT pg_database_size(current_database()) AS bytes');
  return Number(row?.['bytes']);
};

const headsIn = async (database: Database): Promise<ReadonlyMap<string, Head>> => {
  const rows = await database.query('SELECT station, head_sequence, head_hash FROM stations');
  return new Map(
    rows.map((row) => [
      String(row['station']),
      { sequence: Number(row['head_sequence']), hash: String(row['head_hash']) },
    ]),
  );
};

/** The day ends now; in the tills' time zone it began at the hour when the run begins. */
const dayEndingNow = (hours: number) => {
  const start = Math.floor(Date.now() / HOUR) * HOUR - hours * HOUR;
  const east = ((OPENS - new Date(start).getUTCHours() + 36) % 24) - 12;
  // POSIX counts westwards.
  return { start, timeZone: `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}` };
};

const madeTills = async ({ database, tills, hours, name }: Measuring) => {
  const { start, timeZone } = dayEndingNow(hours);
  const heads = await headsIn(database);
  const days = await makeDays(
    tills.map(({ station }, number) => {
      const after = heads.get(station);
      if (!after) throw new Error('The office does not know a till');
      return { number, name: `${name}${number}`, after, hours, start };
    }),
  );
  const state = tillState({ timeZone });
  const made = tills.flatMap((one, index) => {
    const day = days[index];
    return day ? [new MadeTill(one, day, state)] : [];
  });
  return { start, made };
};

/** `onPhase`: told in a few words what is being done. */
export const measure = async (measuring: Measuring, onPhase: (text: string) => void): Promise<Measured> => {
  const { database, offices, cookie, hours, speed } = measuring;
  onPhase('Making the days …');
  const { start, made } = await madeTills(measuring);
  const [before, bytesBefore, server] = [
    await readBooks(database),
    await sizeOf(database),
    await serverOf(database),
  ];
  const pids = offices.map(({ pid }) => pid);
  const viewed = new Latencies();
  let isOver = false;
  const [viewedOffice] = offices;
  if (!viewedOffice) throw new Error('There is no office');
  onPhase('Pushing …');
  const cpuBefore = await readCpu(pids, server);
  const viewing = viewUntil(viewedOffice.url, cookie, () => isOver, viewed);
  // It is awaited below; the tills handle failures of their own pushes.
  viewing.catch(() => undefined);
  const ran = await runLoad({
    offices: offices.map(({ url }) => url),
    tills: made,
    hours,
    start,
    speed,
    onHour: (hour, pushed) => onPhase(`Hour ${hour}: ${pushed} events`),
  }).finally(() => (isOver = true));
  const cpu = spent(cpuBefore, await readCpu(pids, server));
  await viewing;
  onPhase('Comparing the books …');
  const books = made.map(({ station, head, rows, day: { payments, sums } }) => ({
    station,
    head,
    rows,
    payments,
    sums,
  }));
  const compared = compareBooks(before, await readBooks(database), books);
  return { ...compared, ...ran, viewed, cpu, bytes: (await sizeOf(database)) - bytesBefore };
};
