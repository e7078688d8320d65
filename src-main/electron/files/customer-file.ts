import { join } from 'node:path';
import { z } from 'zod';
import type { LanguageName } from '#domain/shop/language.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { jsonFile } from '#files/json-file.ts';
import type { CustomerFile, Log } from '#services/ports.ts';
import { readOrFallBack } from './quarantine-file.ts';

interface Stored {
  readonly language: LanguageName | null;
}

const stored = z.object({
  language: z.enum(LANGUAGE_NAMES).nullable().catch(null),
}) satisfies z.ZodType<Stored>;

/** What the customer of the current sale has chosen, in `<home>/customer.json`. */
export const openCustomerFile = (home: string, log: Log): CustomerFile => {
  const file = jsonFile<Stored>(join(home, 'customer.json'), stored, 2);
  const damaged = 'the language of the customer cannot be read';
  return {
    read: () => readOrFallBack(file, { language: null }, log, damaged).language,
    save: (language) => {
      if (language === null && !file.exists()) return;
      try {
        file.write({ language });
      } catch (error) {
        log.warn('the language of the customer could not be kept', { error });
      }
    },
  };
};
