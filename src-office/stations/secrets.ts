/**
 * Secrets that only the other side has in clear text; the office stores their SHA-256, which is enough for random
 * values.
 */
import { createHash } from 'node:crypto';
import { CODE_LETTERS, makeCode } from '#domain/office/connect/enrolment-code.ts';
import { lettersOf } from '#domain/installation/letters.ts';
import type { Outside } from '../outside.ts';

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const STATION_LETTERS = 16;
const CREDENTIAL_BYTES = 32;

export const newStationId = ({ randomBytes }: Outside): string => lettersOf(randomBytes(STATION_LETTERS));

export const newStoreId = (outside: Outside): string => newStationId(outside);

export const newCredential = ({ randomBytes }: Outside): string =>
  Buffer.from(randomBytes(CREDENTIAL_BYTES)).toString('base64url');

export const newCode = ({ randomBytes }: Outside): string => makeCode(randomBytes(CODE_LETTERS));
