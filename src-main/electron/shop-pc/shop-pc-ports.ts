import { uptime } from 'node:os';
import process from 'node:process';
import type { Log } from '#services/ports.ts';
import { systemAutoStart } from './auto-start.ts';
import { LEAVE_SWITCH } from './break-glass.ts';
import { openDiskUse } from './disk-use.ts';

/** What the till needs from the computer it runs on. */
export const shopPcPorts = (home: string, log: Log) => ({
  autoStart: systemAutoStart,
  // The steady clock starts with the program.
  programStart: { at: 0, computerOnFor: Math.max(0, Math.round(uptime() * 1000 - performance.now())) },
  startsReleased: process.argv.includes(LEAVE_SWITCH),
  diskUse: openDiskUse(home, log),
});
