import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CHOSEN_ENVIRONMENTS } from '#domain/shop/environment.ts';
import type { LostSecret } from '#domain/secrets/lost-secrets.ts';
import { LOST_SECRETS } from '#domain/secrets/lost-secrets.ts';
import { Sealed } from '#electron/secrets/sealed-file.ts';
import { jsonFile } from '#files/json-file.ts';
import { noteValue } from '#files/note-value.ts';
import { removeFile } from '#files/durable-file.ts';
import { unopenedPath } from '#files/copy-unopened.ts';
import type { Passphrase } from '#services/secrets/secrets-port.ts';

interface Place {
  readonly what: LostSecret;
  readonly path: string;
}

const isSealedByPassphrase = ({ path }: Place): boolean => {
  const read = jsonFile(path, Sealed).read();
  return read.state === 'read' && read.value.backend === 'passphrase';
};

/** Without the pepper no PIN can be checked, so the staff list is renamed first, and asked for again. */
const lostIn = (home: string): readonly Place[] => {
  const pepper: Place = { what: 'pepper', path: join(home, 'pepper.json') };
  const keys = CHOSEN_ENVIRONMENTS.flatMap((environment) =>
    ['credentials', 'credentials.next'].map((name): Place => ({
      what: 'api-key',
      path: join(home, environment, name),
    })),
  );
  const lost = [...keys, pepper].filter(isSealedByPassphrase);
  const staff: Place = { what: 'staff', path: join(home, 'staff.json') };
  return lost.includes(pepper) && existsSync(staff.path) ? [staff, ...lost] : lost;
};

/** Renamed instead of deleted: the passphrase may turn up again. */
const quarantine = ({ path }: Place): void => renameSync(path, unopenedPath(path));

const note = z.object({ what: z.array(z.enum(LOST_SECRETS)) });

/** Lost secrets that the journal has not recorded yet. */
export interface LostSecrets {
  readonly what: readonly LostSecret[];
  /** Call once the journal has recorded it. */
  readonly recorded: () => void;
}

/**
 * If somebody has removed `passphrase.json` from the data folder, renames what it sealed, so that the till asks for it
 * again. `lost-secrets.json` lists what was lost until the journal has recorded it. Throws if the disk refuses.
 */
export const quarantineLost = (home: string, passphrase: Pick<Passphrase, 'state'>): LostSecrets => {
  if (passphrase.state() !== 'none') return { what: [], recorded: () => undefined };
  const file = jsonFile(join(home, 'lost-secrets.json'), note);
  const before = noteValue(file);
  const lost = lostIn(home);
  const what = [...(before?.what ?? []), ...lost.map((place) => place.what)];
  if (lost.length > 0) file.write({ what });
  lost.forEach(quarantine);
  return {
    what: [...new Set(what)],
    recorded: () => removeFile(file.path),
  };
};
