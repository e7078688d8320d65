/** What each window loads before its first screen, as a browser would fetch it: its page, scripts and styles, gzipped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BenchRow, Measured } from '../kit/row.ts';

const RENDERER = join(import.meta.dirname, '..', '..', '..', 'out', 'renderer');
const KB = 1_000;

/** The page and what it names; fonts come later. */
const filesOf = (page: string): readonly string[] => {
  const html = readFileSync(join(RENDERER, page), 'utf8');
  const named = html.matchAll(/(?:src|href)="\.\/(?<file>[^"]+\.(?:js|css))"/g);
  return [page, ...new Set(Array.from(named, ({ groups }) => groups?.['file'] ?? ''))];
};

const gzipped = (file: string): number => gzipSync(readFileSync(join(RENDERER, file))).length;

const measure = (page: string): Promise<Measured> => {
  const bytes = filesOf(page).reduce((sum, file) => sum + gzipped(file), 0);
  return Promise.resolve({ station: [bytes / KB], limit: [] });
};

const bundle = (window: 'till' | 'customer'): BenchRow => ({
  name: `bundle-${window}`,
  what: `what the ${window}'s window loads before its first screen, gzipped`,
  beside: '–',
  unit: 'kB',
  promise: { most: { p50: 150 } },
  measure: () => measure(`${window}.html`),
});

export const bundles: readonly BenchRow[] = [bundle('till'), bundle('customer')];
