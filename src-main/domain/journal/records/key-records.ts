/** What was done to the secrets of the till. No secret is in any of them. */
import { z } from 'zod';
import { person } from '#domain/staff/person-schema.ts';
import { Handover } from '#domain/secrets/handover.ts';
import { LOST_SECRETS } from '#domain/secrets/lost-secrets.ts';
import { recordKind } from './record-kind.ts';

export const keyRecords = {
  /** The first passphrase of this till, or the first after one that was lost. */
  'passphrase-made': recordKind('passphrase-made', {
    fields: { by: person, approvedBy: person },
    audit: ({ by, approvedBy }) => ({ by, about: approvedBy }),
    report: null,
  }),

  /** The till was opened by its passphrase after wrong ones. */
  'passphrase-guessed': recordKind('passphrase-guessed', {
    fields: {
      /** Wrong ones in a row. */
      failures: z.int().min(1),
    },
    audit: ({ failures }) => ({ by: null, detail: String(failures) }),
    report: null,
  }),

  /** Found at a start: sealed by a passphrase that is gone, and put aside. */
  'secrets-lost': recordKind('secrets-lost', {
    fields: { what: z.array(z.enum(LOST_SECRETS)).readonly() },
    audit: ({ what }) => ({ by: null, detail: what.join(', ') }),
    report: null,
  }),

  /** Another passphrase opens the same secrets; whoever did it knew the one before. */
  'passphrase-changed': recordKind('passphrase-changed', {
    fields: { by: person, approvedBy: person },
    audit: ({ by, approvedBy }) => ({ by, about: approvedBy }),
    report: null,
  }),

  /** PINs are mixed with another pepper from now on; each is kept anew when it is next entered. */
  'pepper-renewed': recordKind('pepper-renewed', {
    fields: { by: person, approvedBy: person },
    audit: ({ by, approvedBy }) => ({ by, about: approvedBy }),
    report: null,
  }),

  /** Another key signs from now on. The one before it has named it, and signed that. */
  'signing-key-renewed': recordKind('signing-key-renewed', {
    fields: Handover.shape,
    audit: ({ by, approvedBy }) => ({ by, about: approvedBy }),
    report: null,
  }),
};
