/** What was done to the till's secrets. The records contain no secrets. */
import { z } from 'zod';
import { person } from '#domain/staff/person-schema.ts';
import { Handover } from '#domain/secrets/handover.ts';
import { LOST_SECRETS } from '#domain/secrets/lost-secrets.ts';
import { recordKind } from './record-kind.ts';

export const keyRecords = {
  /** The till's first passphrase, or the first after one was lost. */
  'passphrase-made': recordKind('passphrase-made', {
    fields: { by: person, approvedBy: person },
    audit: ({ by, approvedBy }) => ({ by, about: approvedBy }),
    report: null,
  }),

  /** The till was opened with its passphrase after wrong attempts. */
  'passphrase-guessed': recordKind('passphrase-guessed', {
    fields: {
      /** Wrong passphrases in a row. */
      failures: z.int().min(1),
    },
    audit: ({ failures }) => ({ by: null, detail: String(failures) }),
    report: null,
  }),

  /** Found at a start: secrets that a lost passphrase had sealed. They were moved aside. */
  'secrets-lost': recordKind('secrets-lost', {
    fields: { what: z.array(z.enum(LOST_SECRETS)).readonly() },
    audit: ({ what }) => ({ by: null, detail: what.join(', ') }),
    report: null,
  }),

  /** The passphrase was changed, by somebody who knew the former one. The secrets are the same. */
  'passphrase-changed': recordKind('passphrase-changed', {
    fields: { by: person, approvedBy: person },
    audit: ({ by, approvedBy }) => ({ by, about: approvedBy }),
    report: null,
  }),

  /** PINs are hashed with a new pepper from now on; each hash is renewed when its PIN is next entered. */
  'pepper-renewed': recordKind('pepper-renewed', {
    fields: { by: person, approvedBy: person },
    audit: ({ by, approvedBy }) => ({ by, about: approvedBy }),
    report: null,
  }),

  /** A new key signs from now on. The former key has signed the handover. */
  'signing-key-renewed': recordKind('signing-key-renewed', {
    fields: Handover.shape,
    audit: ({ by, approvedBy }) => ({ by, about: approvedBy }),
    report: null,
  }),
};
