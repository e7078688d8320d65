import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { InstallationSeal } from '#electron/secrets/installation-seal.ts';
import { jsonFile } from '#files/json-file.ts';
import { lastSeen } from '#files/last-seen.ts';
import { readWithinReach } from '#files/within-reach.ts';
import type { Log } from '#services/ports.ts';
import type { SettingsSeal, WrittenSettings } from '#services/known/known-ports.ts';

const MAX_VERSIONS = 200;
const VERSION_BYTES = 6;

const written = z.object({ versions: z.array(z.string()), marks: z.record(z.string(), z.string()) });
const stored = written.extend({ seal: z.string() });

const sealedText = ({ versions, marks }: WrittenSettings): string => canonicalJson({ versions, marks });

/**
 * `<home>/settings-seal.json`: what this program has written of the settings. A damaged file counts as missing. Throws
 * OutOfReach while the system does not let it read the file; if that happens later, what was read before holds.
 */
export const openSettingsSealFile = (home: string, seal: InstallationSeal, log: Log): SettingsSeal => {
  const file = jsonFile<z.infer<typeof stored>>(join(home, 'settings-seal.json'), stored);
  let isOpen = false;
  const seen = lastSeen(
    () => readWithinReach(file),
    (error) => log.warn('what was written of the settings cannot be read again', { error }),
  );
  // What cannot be read at the start ends it.
  seen.read();

  const write = ({ versions, marks }: WrittenSettings): void => {
    const value = {
      versions: [...versions],
      marks: { ...marks },
      seal: seal.of(sealedText({ versions, marks })),
    };
    file.write(value);
    seen.note({ state: 'read', value });
  };

  /** Reseals, before a former pepper is dropped, what was sealed with it. */
  const renewSeal = (found: WrittenSettings, given: string): void => {
    try {
      if (seal.of(sealedText(found)) !== given) write(found);
    } catch (error) {
      log.warn('what this program has written of the settings could not be sealed anew', { error });
    }
  };

  return {
    examine: async () => {
      isOpen = await seal.open();
      const read = seen.read();
      if (!isOpen || read.state !== 'read') return null;
      const { seal: given, ...found } = read.value;
      if (!seal.fits(sealedText(found), given)) return null;
      renewSeal(found, given);
      return found;
    },
    write: (after, marks) => {
      if (!isOpen) return null;
      const version = randomBytes(VERSION_BYTES).toString('hex');
      const next = { versions: [...after, version].slice(-MAX_VERSIONS), marks };
      write(next);
      return next;
    },
  };
};
