import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { Handover, handoverText } from '#domain/secrets/handover.ts';
import { jsonFile } from '#files/json-file.ts';
import { isSignedBy } from '#files/signature.ts';

/** The keys that have signed the journals one after another, each named by the one before it. */
export interface Handovers {
  /** Those that led to this key, the earliest first. */
  to(publicKey: string): readonly Handover[];
  /** On disk before the key itself is replaced; without that, it counts for nothing. Throws where it cannot be written. */
  add(handover: Handover): void;
}

const isSigned = (handover: Handover): boolean =>
  isSignedBy(handover.former, Buffer.from(handoverText(handover)), handover.signature);

const stored = z.object({ handovers: z.array(Handover) });

/** Backwards from a key to the first. */
const chain = (all: readonly Handover[], publicKey: string): readonly Handover[] => {
  const before = all.find((one) => one.publicKey === publicKey);
  if (!before) return [];
  const others = all.filter((one) => one !== before);
  return [...chain(others, before.former), before];
};

/** `<home>/signing-keys.json`. One whose signature is wrong is as good as none. */
export const openHandovers = (path: string): Handovers => {
  const file = jsonFile(path, stored);
  const found = file.read();
  let known = found.state === 'read' ? found.value.handovers.filter(isSigned) : [];
  return {
    to: (publicKey) => chain(known, publicKey),
    add: (handover) => {
      // One that was cut off has led nowhere.
      const next = [...chain(known, handover.former), handover];
      file.write({ handovers: next });
      known = next;
    },
  };
};
