import { join } from 'node:path';
import { z } from 'zod';
import type { LanguageName } from '#domain/shop/language.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { jsonFile } from '#files/json-file.ts';
import type { CustomerFile, Log } from '#services/ports.ts';
import { changedFields } from '#files/changed-fields.ts';
import { optionalFile } from './quarantine-file.ts';

interface Stored {
  readonly language: LanguageName | null;
}

const stored = z.object({
  language: z.enum(LANGUAGE_NAMES).nullable().catch(null),
}) satisfies z.ZodType<Stored>;

/** What the customer of the current sale has chosen, in `<home>/customer.json`. */
export const openCustomerFile = (home: string, log: Log): CustomerFile => {
  const json = jsonFile<Stored>(join(home, 'customer.json'), stored, 2);
  const damaged = 'the language of the customer cannot be read';
  const file = optionalFile(json, { fallback: { language: null }, merge: changedFields, log, damaged });
  return {
    read: () => file.read().language,
    save: (language) => {
      if (language === null && !json.exists()) return;
      try {
        // Not merged: each choice replaces the one before, read or not.
        json.write({ language });
      } catch (error) {
        log.warn('the language of the customer could not be kept', { error });
      }
    },
  };
};
