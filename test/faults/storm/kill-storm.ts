/** Power cuts by the hundred on several stations side by side, and what they cost. */
import type { Line, Table } from '../table.ts';
import type { Cut } from './plan.ts';
import { livesOf } from './plan.ts';
import type { StormReport } from './station-storm.ts';
import { stormOnStation } from './station-storm.ts';
import type { Row } from './verdict.ts';

export interface KillStormOptions {
  readonly kills: number;
  readonly seed: number;
  /** How many stations suffer side by side. */
  readonly tills: number;
  readonly onKill: () => void;
}

const SETTLE_WITHIN_MS = 240_000;

const CUTS: Readonly<Record<Cut['after'], string>> = {
  'power-on': 'while the till starts',
  charge: 'right after a charge',
  answer: 'right after its answer',
  cancel: 'right after a cancel',
  leave: 'right after a sale is left',
  nothing: 'at any other time',
};

const endOf = ({ state, failure, late }: Row): string =>
  [state, failure, late === 'yes' ? 'late' : ''].filter((word) => word).join(' ');

interface Count extends Line {
  readonly what: string;
  readonly count?: number;
}

const counted = (names: readonly string[]): readonly Count[] =>
  [...new Set(names)]
    .sort()
    .map((name) => ({ what: `  ${name}`, count: names.filter((one) => one === name).length, ok: true }));

const linesOf = (reports: readonly StormReport[], breakdowns: readonly string[]): readonly Count[] => {
  const cuts = reports.flatMap((report) => report.cuts);
  const rows = reports.flatMap((report) => report.rows);
  const complaints = (name: string, texts: readonly string[]): readonly Count[] => [
    { what: name, count: texts.length, ok: texts.length === 0 },
    ...texts.map((text) => ({ what: `  ${text}`, ok: false })),
  ];
  return [
    { what: 'power cuts (SIGKILL)', count: cuts.length, ok: true },
    ...counted(cuts.map((cut) => CUTS[cut])),
    { what: 'payments', count: rows.length, ok: rows.length > 0 },
    ...counted(rows.map(endOf)),
    ...complaints(
      'lost',
      reports.flatMap(({ lost }) => lost),
    ),
    ...complaints(
      'doubled',
      reports.flatMap(({ doubled }) => doubled),
    ),
    ...complaints(
      'broken journals',
      reports.flatMap(({ brokenChain }) => brokenChain ?? []),
    ),
    ...complaints('stations that broke down', breakdowns),
  ];
};

export const killStorm = async ({ kills, seed, tills, onKill }: KillStormOptions): Promise<Table> => {
  const lives = livesOf({ kills, seed, climate: 'stormy' });
  const storms = await Promise.allSettled(
    Array.from({ length: tills }, (_, till) =>
      stormOnStation({
        lives: lives.filter((_life, index) => index % tills === till),
        settleWithinMs: SETTLE_WITHIN_MS,
        onKill,
      }),
    ),
  );
  const reports = storms.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const breakdowns = storms.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  const sum = (count: (report: StormReport) => number): number =>
    reports.reduce((total, report) => total + count(report), 0);
  return {
    title: `Kill storm (seed ${seed}, tills side by side: ${tills})`,
    lines: linesOf(reports, breakdowns),
    summary:
      `${sum(({ cuts }) => cuts.length)} kills, ${sum(({ rows }) => rows.length)} payments, ` +
      `lost = ${sum(({ lost }) => lost.length)}, doubled = ${sum(({ doubled }) => doubled.length)}`,
  };
};
