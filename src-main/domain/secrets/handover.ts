import { z } from 'zod';
import { canonicalJson } from '#domain/canonical-json.ts';
import { person } from '#domain/staff/person-schema.ts';

/** How one signing key hands over to the next: it signs the new public key. */
export const Handover = z.strictObject({
  by: person,
  approvedBy: person,
  /** SPKI, DER, base64. */
  former: z.base64(),
  publicKey: z.base64(),
  /** By the former key. */
  signature: z.base64(),
});
export type Handover = z.infer<typeof Handover>;

/** What the former key signs. The prefix keeps the signature from being used for anything else. */
export const handoverText = ({ former, publicKey }: Pick<Handover, 'former' | 'publicKey'>): string =>
  `countertop-signing-key-1:${canonicalJson({ former, publicKey })}`;
