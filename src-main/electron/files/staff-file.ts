import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '#domain/canonical-json.ts';
import { STAFF_ROLES } from '#domain/staff/staff.ts';
import type { InstallationSeal } from '#electron/secrets/installation-seal.ts';
import { jsonFile } from '#files/json-file.ts';
import type { Log } from '#services/ports.ts';
import type { PinVerifier, StaffFile, StaffMember, StaffStanding } from '#services/staff/staff-ports.ts';
import { lastSeen } from '#files/last-seen.ts';
import { readOrQuarantine } from './quarantine-file.ts';

/** Only costs that this program has ever used: a higher one would freeze it. */
const pin = z.object({
  salt: z.base64(),
  cost: z.union([z.literal(2 ** 15), z.literal(2 ** 16), z.literal(2 ** 17)]),
  hash: z.base64(),
  role: z.enum(STAFF_ROLES).optional(),
  pepper: z.string().optional(),
}) satisfies z.ZodType<PinVerifier>;

const member = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  pin,
}) satisfies z.ZodType<StaffMember>;

/** What earlier versions expect beside each person. Wrong PINs are counted in the journal now. */
const COUNTED_ELSEWHERE = { failures: 0, failedAt: 0 } as const;

const MAX_VERSIONS = 200;
const VERSION_BYTES = 6;

const stored = z.object({
  people: z.array(member),
  /** See `StaffStanding`; only the newest are kept. Earlier versions write neither this nor a seal. */
  versions: z.array(z.string()).default([]),
  /** Base64, over everything else in the file; '' if there is no seal. */
  seal: z.string().default(''),
});
type StoredStaff = z.infer<typeof stored>;

const sealedText = ({ people, versions }: Pick<StoredStaff, 'people' | 'versions'>): string =>
  canonicalJson(JSON.parse(JSON.stringify({ people, versions })));

/**
 * The people in `<home>/staff.json`, readable by its owner only and sealed. An unreadable file is kept beside it as
 * `staff.broken-<n>.json`, and the till asks for a first manager again (docs/staff.md). Versions count only under a
 * valid seal: without one, anybody could write any. Throws OutOfReach while the system does not let it read the file;
 * if that happens later, what was read before holds. `write` throws NodeJS.ErrnoException if the file cannot be written,
 * and Error if it cannot be sealed; the old list then remains.
 */
export const openStaffFile = (home: string, seal: InstallationSeal, log: Log): StaffFile => {
  const file = jsonFile<StoredStaff>(join(home, 'staff.json'), stored, 2);
  const damaged = 'the staff list cannot be read; a first manager must be added again';
  const seen = lastSeen(
    (): StoredStaff => readOrQuarantine(file, { people: [], versions: [], seal: '' }, log, damaged),
    (error) => log.warn('the staff list cannot be read again', { error }),
  );
  let now = seen.read();
  let proven: StaffStanding['seal'] = 'unknown';

  const prove = (isOpen: boolean): StaffStanding['seal'] => {
    if (now.people.length === 0 && now.seal === '') return 'none';
    if (!isOpen) return 'unknown';
    if (now.seal === '') return 'none';
    return seal.fits(sealedText(now), now.seal) ? 'right' : 'wrong';
  };

  return {
    read: () => now.people,
    write: (people, after = prove(true) === 'right' ? now.versions : []) => {
      const version = randomBytes(VERSION_BYTES).toString('hex');
      const versions = [...after, version].slice(-MAX_VERSIONS);
      const next = { people: [...people], versions, seal: '' };
      next.seal = seal.of(sealedText(next));
      const withCounts = next.people.map((one) => ({ ...one, ...COUNTED_ELSEWHERE }));
      file.write({ ...next, people: withCounts });
      seen.note(next);
      [now, proven] = [next, 'right'];
    },
    examine: async () => {
      const isOpen = await seal.open();
      now = seen.read();
      proven = prove(isOpen);
      return { versions: now.versions, seal: proven };
    },
    get standing() {
      return { versions: now.versions, seal: proven };
    },
  };
};
