/** What is sealed in an anchor, as JSON. */
import { z } from 'zod';
import { JOURNAL_ALARMS } from '#domain/journal/journal-alarm.ts';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';

const row = z.strictObject({ sequence: z.int(), hash: z.string() });
const restore = row.extend({ askedAt: z.int().nullable().default(null) });
const numbers = z.strictObject({ payments: z.int(), refunds: z.int(), zs: z.int(), shifts: z.int() });
const environment = z.enum(ENVIRONMENTS);

const anchorText = z.strictObject({
  /** Counts the moves: the copy with the higher count is newer. */
  moved: z.int(),
  /** The data folder it was sealed for. */
  place: z.strictObject({ path: z.string(), host: z.string(), node: z.string() }),
  /** The key that signs the journals (SPKI, DER, base64). */
  publicKey: z.string(),
  journals: z.partialRecord(
    environment,
    row.extend({ restoring: restore.nullable(), numbers: numbers.nullable().default(null) }),
  ),
  /** Alarms that a journal has not recorded yet. */
  pending: z.partialRecord(environment, z.array(z.enum(JOURNAL_ALARMS)).readonly()),
});
/**
 * White space after the JSON, under the seal, says that the pepper was sealed, too; earlier versions, which refuse a field
 * that they do not know, ignore it.
 */
const PEPPER_SEALED = '\n';

export type AnchorText = z.infer<typeof anchorText> & { readonly isPepperSealed: boolean };
export type AnchorPlace = AnchorText['place'];

/** Undefined if the text is not an anchor. */
export const readAnchorText = (text: string): AnchorText | undefined => {
  try {
    return { ...anchorText.parse(JSON.parse(text)), isPepperSealed: text.endsWith(PEPPER_SEALED) };
  } catch {
    return undefined;
  }
};

export const writeAnchorText = ({ isPepperSealed, ...text }: AnchorText): string =>
  `${JSON.stringify(text)}${isPepperSealed ? PEPPER_SEALED : ''}`;
