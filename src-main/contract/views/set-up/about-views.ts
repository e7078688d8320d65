/** What a till says about itself, for a phone call with support. Contains no secrets. */
import { z } from 'zod';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';

const ABOUT_FILES = ['data', 'log', 'journal', 'licenses'] as const;
export type AboutFile = (typeof ABOUT_FILES)[number];

export const AboutView = z.strictObject({
  product: z.string(),
  version: z.string(),
  license: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  sqlite: z.string(),
  /** As Node names it, such as 'linux x64'. */
  system: z.string(),
  environment: z.enum(ENVIRONMENTS),
  storeName: z.string(),
  storeId: z.string(),
  terminalId: z.string(),
  installation: z.string(),
  /** Absolute paths. */
  files: z.record(z.enum(ABOUT_FILES), z.string()).readonly(),
});
export type AboutView = z.infer<typeof AboutView>;

export const AboutShow = z.strictObject({ file: z.enum(ABOUT_FILES) });

export const AboutCopy = z.strictObject({ text: z.string().max(5_000) });
