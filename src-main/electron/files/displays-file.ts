import { join } from 'node:path';
import { z } from 'zod';
import type { Fingerprint } from '#electron/displays/fingerprint.ts';
import { jsonFile } from '#files/json-file.ts';
import type { Log } from '#services/ports.ts';
import type { OptionalFile } from './quarantine-file.ts';
import { changedFields } from '#files/changed-fields.ts';
import { optionalFile } from './quarantine-file.ts';

export interface NotedDisplays {
  /** The system's number, when last seen, of the display that was chosen for the customer; null if none was. */
  readonly customer: number | null;
  /** The screen behind that number; null if an earlier version chose it, or none was chosen. */
  readonly screen: Fingerprint | null;
  /** Whether the customer has had a display of their own, so that its absence is reported. */
  readonly hadOwn: boolean;
}

export type DisplaysFile = OptionalFile<NotedDisplays>;

const bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const screen = z.object({
  label: z.string(),
  internal: z.boolean(),
  scaleFactor: z.number(),
  bounds,
}) satisfies z.ZodType<Fingerprint>;

const stored = z.object({
  customer: z.number().nullable(),
  screen: screen.nullable().default(null),
  hadOwn: z.boolean().default(false),
});

const nothing: NotedDisplays = { customer: null, screen: null, hadOwn: false };

/** Which display is the customer's, in `<home>/displays.json`. */
export const openDisplaysFile = (home: string, log: Log): DisplaysFile => {
  const file = jsonFile<NotedDisplays>(join(home, 'displays.json'), stored, 2);
  const damaged = 'the choice of the customer’s display cannot be read';
  return optionalFile(file, { fallback: nothing, merge: changedFields, log, damaged });
};
