import type { HealthView, UpdateView } from '#contract';

const NOON = Date.UTC(2026, 10, 23, 12);

/** A till on which everything works, or almost. */
export const healthView = (change: Partial<HealthView> = {}): HealthView => ({
  at: NOON,
  verdicts: {
    gateway: 'reached',
    clock: 'right',
    journal: 'well',
    backups: 'recent',
    displays: 'own',
    printer: 'printed',
    'key-store': 'available',
    folders: 'writable',
    start: 'prompt',
    office: 'confirmed',
    disk: 'within',
  },
  gateway: {
    connection: 'online',
    paused: false,
    answered: { at: NOON - 4_000, tookMs: 312 },
    clockSkewMs: null,
  },
  zone: { used: 'Asia/Shanghai', computer: 'Asia/Shanghai' },
  journal: {
    bytes: 12_345_678,
    walBytes: 524_288,
    rows: 48_210,
    openedAt: NOON - 8 * 3_600_000,
    lastRowAt: NOON - 60_000,
    signedAt: NOON - 600_000,
    lastCheck: { at: NOON - 3_600_000, sound: true },
    checking: null,
    freeBytes: 48_200_000_000,
  },
  backups: [
    { name: 'journal-20261123T114500Z.db', at: NOON - 900_000, bytes: 12_300_000 },
    { name: 'journal-20261122T210000Z.db', at: NOON - 15 * 3_600_000, bytes: 11_900_000 },
  ],
  displays: [
    { label: 'DP-1', width: 1280, height: 800, shows: 'till' },
    { label: 'HDMI-1', width: 1024, height: 600, shows: 'customer' },
  ],
  customerWindow: { fault: null, beatAgo: 1_200, painted: { pixels: 640, mm: 121, ago: 12_000 } },
  printer: { printedAt: NOON - 300_000, failedAt: null },
  folders: [
    { name: 'data', isWritable: true },
    { name: 'exports', isWritable: true },
    { name: 'receipts', isWritable: true },
  ],
  office: { confirmedAt: NOON - 30_000, behind: null },
  start: {
    computerOnFor: 41_000,
    openedAfter: 4_200,
    readyAfter: 9_600,
    chargedAfter: 184_000,
    autoStart: { isWanted: true, isSet: true },
  },
  diskUse: {
    journals: 12_900_000,
    backups: 160_000_000,
    checkpoints: 400_000,
    'kept-aside': 0,
    exports: 3_400_000,
    receipts: 900_000,
    support: 0,
    logs: 5_100_000,
    browser: 38_000_000,
  },
  program: 'Countertop POS 0.1.0 · Electron 45.4.1 · SQLite 3.51.0 · linux x64 6.1.0',
  lastBundle: null,
  problems: [],
  ...change,
});

/** An update is here and waits for somebody to say when. */
export const updateView = (change: Partial<UpdateView> = {}): UpdateView => ({
  version: '0.1.0',
  stage: 'ready',
  offered: '0.2.0',
  waitsForClose: false,
  isChecking: false,
  checkedAt: NOON - 3_600_000,
  problem: null,
  ...change,
});
