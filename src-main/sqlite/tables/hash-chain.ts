import { hash } from 'node:crypto';
import type { ChainedRow } from '#domain/journal/chained-row.ts';
import { hashedText } from '#domain/journal/chained-row.ts';

/** The hash of a row, as 64 lower-case hex digits. */
export const hashOf = (row: ChainedRow): string => hash('sha256', hashedText(row));
