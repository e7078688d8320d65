/**
 * What each window loads before its first screen, as a browser would fetch it: page, scripts, styles and the
 * texts of one language, gzipped.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BenchRow, Measured } from '../kit/row.ts';

const RENDERER = join(import.meta.dirname, '..', '..', '..', 'out', 'renderer');
const KB = 1_000;

/** The page and the files it names; fonts are loaded later. */
const filesOf = (page: string): readonly string[] => {
  const html = readFileSync(join(RENDERER, page), 'utf8');
  const named = html.matchAll(/(?:src|href)="\.\/(?<file>[^"]+\.(?:js|css))"/g);
  return [page, ...new Set(Array.from(named, ({ groups }) => groups?.['file'] ?? ''))];
};

const gzipped = (file: string): number => gzipSync(readFileSync(join(RENDERER, file))).length;

/** Each language's texts are a script named after the window; the largest one counts. */
const textsOf = (window: string, loaded: readonly string[]): number =>
  Math.max(
    0,
    ...readdirSync(join(RENDERER, 'assets'))
      .filter((name) => new RegExp(`^${window}-.*\\.js$`).test(name))
      .map((name) => `assets/${name}`)
      .filter((file) => !loaded.includes(file))
      .map(gzipped),
  );

const measure = (window: string): Promise<Measured> => {
  const files = filesOf(`${window}.html`);
  const bytes = files.reduce((sum, file) => sum + gzipped(file), textsOf(window, files));
  return Promise.resolve({ station: [bytes / KB], limit: [] });
};

const bundle = (window: 'till' | 'customer'): BenchRow => ({
  name: `bundle-${window}`,
  what: `what the ${window}'s window loads before its first screen, its texts in the largest language included, gzipped`,
  beside: '–',
  unit: 'kB',
  promise: { most: { p50: 150 } },
  measure: () => measure(window),
});

export const bundles: readonly BenchRow[] = [bundle('till'), bundle('customer')];
