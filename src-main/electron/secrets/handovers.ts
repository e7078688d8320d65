import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { Handover, handoverText } from '#domain/secrets/handover.ts';
import { jsonFile } from '#files/json-file.ts';
import { isSignedBy } from '#files/signature.ts';
import { noteValue } from '#files/note-value.ts';

/** The keys that have signed the journals in turn, each signed for by the one before it. */
export interface Handovers {
  /** The handovers that led to this key, the earliest first. */
  to(publicKey: string): readonly Handover[];
  /**
   * Writes the handover before the key itself is replaced; until the key is replaced it counts for nothing. Throws if
   * it cannot be written.
   */
  add(handover: Handover): void;
}

const isSigned = (handover: Handover): boolean =>
  isSignedBy(handover.former, Buffer.from(handoverText(handover)), handover.signature);

const stored = z.object({ handovers: z.array(Handover) });

/** The handovers from the first key to this one. */
const chain = (all: readonly Handover[], publicKey: string): readonly Handover[] => {
  const before = all.find((one) => one.publicKey === publicKey);
  if (!before) return [];
  const others = all.filter((one) => one !== before);
  return [...chain(others, before.former), before];
};

/** `<home>/signing-keys.json`. A handover with a wrong signature is ignored. Throws OutOfReach. */
export const openHandovers = (path: string): Handovers => {
  const file = jsonFile(path, stored);
  let known = noteValue(file)?.handovers.filter(isSigned) ?? [];
  return {
    to: (publicKey) => chain(known, publicKey),
    add: (handover) => {
      // A handover that was interrupted led to no key in use.
      const next = [...chain(known, handover.former), handover];
      file.write({ handovers: next });
      known = next;
    },
  };
};
