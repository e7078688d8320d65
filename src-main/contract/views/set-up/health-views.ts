/** The state of each part of the till, and what a call with support needs. Contains no secrets. */
import { z } from 'zod';
import { CONNECTIONS } from '#domain/gateway/connection.ts';
import { DISK_KINDS } from '#domain/health/disk-use.ts';
import { FOLDER_NAMES } from '#domain/health/health-facts.ts';
import { DISPLAY_FAULTS } from '#domain/shop/display-fault.ts';
import { OfficeView } from '#contract/views/set-up/office-views.ts';
import { DisplayLine } from '#contract/views/set-up/set-up-views.ts';
import type { HealthSubject, VerdictOf } from '#domain/health/verdicts.ts';
import { verdictsOn } from '#domain/health/verdicts.ts';

/** Epoch ms; null if it has not happened. */
const moment = z.number().int().nullable();
const bytes = z.number().int();
const count = z.number().int();

export const BackupView = z.strictObject({ name: z.string(), at: z.number().int(), bytes });
export type BackupView = z.infer<typeof BackupView>;

const on = <S extends HealthSubject>(subject: S): z.ZodType<VerdictOf<S>> => z.enum(verdictsOn(subject));

/** A warning or an error from the log. */
export const LoggedProblem = z.strictObject({
  at: z.number().int(),
  level: z.enum(['warn', 'error']),
  text: z.string(),
});
export type LoggedProblem = z.infer<typeof LoggedProblem>;

export const HealthView = z.strictObject({
  at: z.number().int(),
  /** The verdict on each part; see `VERDICTS`. */
  verdicts: z.strictObject({
    gateway: on('gateway'),
    clock: on('clock'),
    journal: on('journal'),
    backups: on('backups'),
    displays: on('displays'),
    printer: on('printer'),
    'key-store': on('key-store'),
    folders: on('folders'),
    start: on('start'),
    office: on('office'),
    disk: on('disk'),
  }),
  gateway: z.strictObject({
    connection: z.enum(CONNECTIONS),
    paused: z.boolean(),
    answered: z.strictObject({ at: z.number().int(), tookMs: z.number() }).nullable(),
    clockSkewMs: z.number().nullable(),
  }),
  /** See `ZoneFacts`. */
  zone: z.strictObject({ used: z.string(), computer: z.string().nullable() }),
  journal: z.strictObject({
    bytes,
    walBytes: bytes,
    rows: count,
    openedAt: z.number().int(),
    lastRowAt: moment,
    signedAt: moment,
    lastCheck: z.strictObject({ at: z.number().int(), sound: z.boolean() }).nullable(),
    checking: z.strictObject({ done: count, of: count }).nullable(),
    freeBytes: bytes.nullable(),
  }),
  backups: z.array(BackupView),
  displays: z.array(DisplayLine.omit({ id: true })),
  /** See `CustomerWindowFacts`. */
  customerWindow: z.strictObject({
    fault: z.enum(DISPLAY_FAULTS).nullable(),
    beatAgo: z.number().nullable(),
    painted: z.strictObject({ pixels: count, mm: z.number().nullable(), ago: z.number() }).nullable(),
  }),
  printer: z.strictObject({ printedAt: moment, failedAt: moment }),
  folders: z.array(z.strictObject({ name: z.enum(FOLDER_NAMES), isWritable: z.boolean() })),
  office: OfficeView.pick({ confirmedAt: true, behind: true }),
  /** See `StartFacts`. */
  start: z.strictObject({
    computerOnFor: z.number(),
    openedAfter: z.number(),
    readyAfter: z.number().nullable(),
    chargedAfter: z.number().nullable(),
    autoStart: z.strictObject({ isWanted: z.boolean(), isSet: z.boolean() }),
  }),
  /** Bytes of each kind of file; null until measured. */
  diskUse: z.record(z.enum(DISK_KINDS), bytes).nullable(),
  /** Names and versions of the program and its main components. */
  program: z.string(),
  /** The name of the support bundle that was saved last; null if there is none. */
  lastBundle: z.string().nullable(),
  /** Newest first. */
  problems: z.array(LoggedProblem),
});
export type HealthView = z.infer<typeof HealthView>;

export const BackupName = z.strictObject({ name: z.string().max(100) });

/** What would be missing after a restore, before anything is imported from the gateway. */
export const BackupGapView = z.strictObject({
  lastAt: z.number().int(),
  rows: count,
  payments: count,
  refunds: count,
  zs: count,
});
export type BackupGapView = z.infer<typeof BackupGapView>;

/** `payments`: whether to include the payments of the last week. */
export const SupportInput = z.strictObject({ payments: z.boolean() });
export const SupportView = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), text: z.string() })),
});
export type SupportView = z.infer<typeof SupportView>;
export const SupportSaved = z.strictObject({ fileName: z.string() });
