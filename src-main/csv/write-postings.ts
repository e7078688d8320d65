import type { Posting } from '#domain/export/posting.ts';
import type { TimeZone } from '#domain/time-zone.ts';
import type { JobOptions } from '#sqlite/worker/run-in-worker.ts';
import { writeCsv } from '#csv/formats/write-csv.ts';
import { writeXlsx } from '#csv/formats/write-xlsx.ts';
import type { Preset } from './presets.ts';
import { includesPosting, presetColumns } from './presets.ts';

function* includedIn(preset: Preset, postings: Iterable<Posting>): Generator<Posting, void> {
  for (const posting of postings) if (includesPosting(preset, posting)) yield posting;
}

/** Writes a header and postings in the format of a preset and ends `out`. Resolves to the number of rows. */
export const writePostings = (
  preset: Preset,
  postings: Iterable<Posting>,
  zone: TimeZone,
  out: NodeJS.WritableStream,
  { signal }: Pick<JobOptions, 'signal'> = {},
): Promise<number> => {
  const shown = presetColumns(preset);
  const included = includedIn(preset, postings);
  const cancelling = signal && { signal };
  return preset.file === 'xlsx'
    ? writeXlsx(shown, included, zone, out, { sheet: preset.sheet, ...cancelling })
    : writeCsv(shown, included, zone, out, { ...preset, ...cancelling });
};
