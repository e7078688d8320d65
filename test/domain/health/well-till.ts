import type { HealthFacts } from '#domain/health/health-facts.ts';
import { NOT_CONNECTED } from '#domain/office/office-standing.ts';

export const NOON = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;
const GIGABYTE = 1024 ** 3;

/** A till on which everything works. */
export const well: HealthFacts = {
  at: NOON,
  gateway: {
    isSetUp: true,
    connection: 'online',
    paused: false,
    answered: { at: NOON - 1_000, tookMs: 300 },
    clockSkewMs: null,
  },
  zone: { used: 'Asia/Shanghai', computer: 'Asia/Shanghai' },
  journal: {
    bytes: 1e6,
    walBytes: 0,
    rows: 30,
    openedAt: NOON - 8 * HOUR,
    lastRowAt: NOON - HOUR,
    signedAt: NOON - HOUR,
    lastCheck: { at: NOON - 20 * HOUR, sound: true },
    checking: null,
    freeBytes: 50 * GIGABYTE,
  },
  journalHealth: { diskTrouble: null, damaged: false, alarm: null, recovery: null },
  backups: [{ name: 'journal-20261123T114500Z.db', at: NOON - HOUR / 4, bytes: 1e6 }],
  displays: [
    { label: 'A', width: 1280, height: 800, shows: 'till' },
    { label: 'B', width: 1280, height: 800, shows: 'customer' },
  ],
  measured: { inches: null, distance: null },
  customerWindow: { fault: null, beatAgo: 1_000, painted: { pixels: 640, mm: 121, ago: 60_000 } },
  printer: { isSetUp: true, printedAt: NOON - HOUR, failedAt: null },
  office: NOT_CONNECTED,
  start: {
    computerOnFor: 40_000,
    openedAfter: 4_000,
    readyAfter: 9_000,
    chargedAfter: null,
    autoStart: { isWanted: true, isSet: true },
  },
  diskUse: {
    journals: 1e6,
    backups: 14e6,
    checkpoints: 1e5,
    'kept-aside': 0,
    exports: 1e6,
    receipts: 1e6,
    support: 0,
    logs: 1e6,
    browser: 4e7,
  },
  keyStore: 'available',
  folders: [{ name: 'data', isWritable: true }],
};
