import { join } from 'node:path';
import { expect } from 'vitest';

const folder = join(import.meta.dirname, '..', 'golden');

/** Compares a CSV with a file of test/csv/golden/, which `-u` rewrites; review the difference before it is committed. */
export const expectGolden = async (csv: string, name: string): Promise<void> => {
  // Of a text without any CRLF the snapshot would compare no line ends.
  expect(csv).toMatch(/\r\n$/);
  await expect(csv).toMatchFileSnapshot(join(folder, name));
};
