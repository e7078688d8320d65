import { join } from 'node:path';
import { z } from 'zod';
import type { WindowPlace } from '#electron/displays/displays.ts';
import { jsonFile } from '#files/json-file.ts';
import type { Log } from '#services/ports.ts';
import type { OptionalFile } from './quarantine-file.ts';
import { optionalFile } from './quarantine-file.ts';

/** The arrangement that was changed last comes first. */
export type NotedPlaces = readonly {
  /** See `arrangementOf`. */
  readonly arrangement: string;
  readonly till: WindowPlace | null;
  readonly customer: WindowPlace | null;
}[];

export type PlacesFile = OptionalFile<NotedPlaces>;

const side = z.int().min(1).max(100_000);
const coordinate = z.int().min(-100_000).max(100_000);
const place = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: side, height: side }),
  isMaximized: z.boolean(),
});
const stored = z.array(
  z.object({ arrangement: z.string(), till: place.nullable(), customer: place.nullable() }),
);

/** Adds what has been noted without having seen the file; its own arrangements stay behind. */
const inFront = (inFile: NotedPlaces, _given: NotedPlaces, next: NotedPlaces): NotedPlaces => [
  ...next,
  ...inFile.filter(({ arrangement }) => next.every((one) => one.arrangement !== arrangement)),
];

/** Where people have put the windows, in `<home>/windows.json`. */
export const openPlacesFile = (home: string, log: Log): PlacesFile => {
  const file = jsonFile<NotedPlaces>(join(home, 'windows.json'), stored, 2);
  const damaged = 'the places of the windows cannot be read';
  return optionalFile(file, { fallback: [], merge: inFront, log, damaged });
};
