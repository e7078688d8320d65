/** The version of this office. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packed = z.object({ version: z.string() });

export const VERSION = packed.parse(
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')),
).version;
