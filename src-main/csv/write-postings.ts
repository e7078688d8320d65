import type { Posting } from '#domain/export/posting.ts';
import type { TimeZone } from '#domain/time-zone.ts';
import type { JobOptions } from '#sqlite/worker/run-in-worker.ts';
import type { Batches } from '#csv/formats/batches.ts';
import { writeCsv } from '#csv/formats/write-csv.ts';
import { writeXlsx } from '#csv/formats/write-xlsx.ts';
import type { Preset } from './presets.ts';
import { includesPosting, presetColumns } from './presets.ts';

async function* includedIn(
  preset: Preset,
  batches: Batches<Posting>,
): AsyncGenerator<readonly Posting[], void> {
  for await (const postings of batches) yield postings.filter((posting) => includesPosting(preset, posting));
}

/** Writes a header and postings in the format of a preset and ends `out`. Resolves to the number of rows. */
export const writePostings = (
  preset: Preset,
  postings: Batches<Posting>,
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
