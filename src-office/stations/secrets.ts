/**
 * Secrets that only the other side has in clear text; the office stores their SHA-256, which is enough for random
 * values.
 */
import { createHash } from 'node:crypto';
import { CODE_LETTERS, makeCode } from '#domain/office/enrolment.ts';
import { lettersOf } from '#domain/installation/letters.ts';
import type { Outside } from '../outside.ts';

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const STATION_LETTERS = 16;
const CREDENTIAL_BYTES = 32;

export const newStationId = ({ chance }: Outside): string => lettersOf(chance(STATION_LETTERS));

export const newStoreId = (outside: Outside): string => newStationId(outside);

export const newCredential = ({ chance }: Outside): string =>
  Buffer.from(chance(CREDENTIAL_BYTES)).toString('base64url');

export const newCode = ({ chance }: Outside): string => makeCode(chance(CODE_LETTERS));
