/** Hundreds of power cuts on several stations side by side, and their results. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line, Table } from '../table.ts';
import type { StormGateway } from './gateway.ts';
import { openStormGateway } from './gateway.ts';
import type { Cut } from './plan.ts';
import { livesOf } from './plan.ts';
import type { Wrongs } from './settle.ts';
import type { StormReport } from './station-storm.ts';
import { stormOnStation } from './station-storm.ts';
import type { Journaled } from './verdict.ts';

export interface KillStormOptions {
  readonly kills: number;
  readonly seed: number;
  /** How many stations run side by side. */
  readonly tills: number;
  /** Whether they are tills of one shop on one account; else each has a gateway of its own. */
  readonly onOneAccount: boolean;
  readonly onKill: () => void;
}

const SETTLE_WITHIN_MS = 240_000;

const CUTS: Readonly<Record<Cut['after'], string>> = {
  'power-on': 'while the till starts',
  charge: 'right after a charge',
  answer: 'right after its answer',
  cancel: 'right after a cancel',
  leave: 'right after a sale is left',
  refund: 'right after money is refunded',
  'refund-answer': 'right after that is answered',
  reconcile: 'right after the day is reconciled with the gateway',
  close: 'right after the day is closed',
  nothing: 'at any other time',
};

const endOf = ({ state, failure, late, isImported }: Journaled): string =>
  [state, failure, late ? 'late' : '', isImported ? 'imported' : ''].filter((word) => word).join(' ');

interface Count extends Line {
  readonly what: string;
  readonly count?: number;
}

const counted = (names: readonly string[]): readonly Count[] =>
  [...new Set(names)]
    .sort()
    .map((name) => ({ what: `  ${name}`, count: names.filter((one) => one === name).length, ok: true }));

const complaints = (what: string, texts: readonly string[]): readonly Count[] => [
  { what, count: texts.length, ok: texts.length === 0 },
  ...texts.map((text) => ({ what: `  ${text}`, ok: false })),
];

const wrongsIn = (reports: readonly StormReport[], name: keyof Wrongs): readonly string[] =>
  reports.flatMap(({ wrongs }) => wrongs[name]);

const linesOf = (reports: readonly StormReport[], breakdowns: readonly string[]): readonly Count[] => {
  const cuts = reports.flatMap((report) => report.cuts);
  const payments = reports.flatMap((report) => report.payments);
  const refunds = reports.flatMap((report) => report.refunds);
  const zs = reports.flatMap((report) => report.zs);
  const days = reports.flatMap((report) => report.days);
  const problems = (...names: (keyof Wrongs)[]) =>
    names.flatMap((name) => complaints(name, wrongsIn(reports, name)));
  return [
    { what: 'power cuts (SIGKILL)', count: cuts.length, ok: true },
    ...counted(cuts.map((cut) => CUTS[cut])),
    { what: 'payments', count: payments.length, ok: payments.length > 0 },
    ...counted(payments.map(endOf)),
    ...problems('payments lost', 'payments doubled'),
    { what: 'refunds', count: refunds.length, ok: true },
    ...counted(refunds.map(endOf)),
    ...problems('refunds lost', 'refunds doubled', 'payments refunded beyond what was paid'),
    ...problems('running numbers used twice'),
    { what: 'ends of the journal lost', count: reports.flatMap(({ losses }) => losses).length, ok: true },
    { what: 'Zs', count: zs.length, ok: zs.length > 0 },
    ...problems('Z gaps', 'wrong totals'),
    { what: 'closed days reconciled', count: days.length, ok: true },
    ...counted(days.map(({ last }) => last?.result ?? 'never')),
    ...problems('wrong reconciliations', 'broken journals'),
    ...complaints('stations that broke down', breakdowns),
  ];
};

const stormOn = async (
  { kills, seed, tills, onKill }: KillStormOptions,
  gateway: StormGateway | undefined,
): Promise<Table> => {
  const lives = livesOf({ kills, seed, profile: 'full' });
  const storms = await Promise.allSettled(
    Array.from({ length: tills }, (_, till) =>
      stormOnStation({
        lives: lives.filter((_life, index) => index % tills === till),
        settleWithinMs: SETTLE_WITHIN_MS,
        onKill,
        ...(gateway && { beside: { gateway, till } }),
      }),
    ),
  );
  const reports = storms.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const breakdowns = storms.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  const sum = (count: (report: StormReport) => number): number =>
    reports.reduce((total, report) => total + count(report), 0);
  const wrong = (name: keyof Wrongs): number => wrongsIn(reports, name).length;
  return {
    title: gateway
      ? `Kill storm on ${tills} tills of one account (seed ${seed})`
      : `Kill storm (seed ${seed}, tills side by side: ${tills})`,
    lines: linesOf(reports, breakdowns),
    summary: [
      `${sum(({ cuts }) => cuts.length)} kills`,
      `${sum(({ payments }) => payments.length)} payments`,
      `lost = ${wrong('payments lost')}`,
      `doubled = ${wrong('payments doubled')}`,
      `${sum(({ refunds }) => refunds.length)} refunds`,
      `lost = ${wrong('refunds lost')}`,
      `doubled = ${wrong('refunds doubled')}`,
      `running numbers used twice = ${wrong('running numbers used twice')}`,
      `${sum(({ zs }) => zs.length)} Zs`,
      `gaps = ${wrong('Z gaps')}`,
      `wrong reconciliations = ${wrong('wrong reconciliations')}`,
    ].join(', '),
  };
};

export const killStorm = async (options: KillStormOptions): Promise<Table> => {
  if (!options.onOneAccount) return stormOn(options, undefined);
  const folder = mkdtempSync(join(tmpdir(), 'countertop-account-'));
  const gateway = await openStormGateway(join(folder, 'gateway.jsonl'));
  try {
    return await stormOn(options, gateway);
  } finally {
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
