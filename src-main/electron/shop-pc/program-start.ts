import { uptime } from 'node:os';
import type { ProgramStart } from '#services/computer/computer-ports.ts';

/** The steady clock begins when the program does. */
export const programStart = (): ProgramStart => ({
  at: 0,
  computerOnFor: Math.max(0, Math.round(uptime() * 1000 - performance.now())),
});
