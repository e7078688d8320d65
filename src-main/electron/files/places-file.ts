import { join } from 'node:path';
import { z } from 'zod';
import type { WindowPlace } from '#electron/displays/displays.ts';
import { jsonFile } from '#files/json-file.ts';
import type { Log } from '#services/ports.ts';
import { readOrFallBack } from './quarantine-file.ts';

/** The arrangement that was changed last comes first. */
export type NotedPlaces = readonly {
  /** See `arrangementOf`. */
  readonly arrangement: string;
  readonly till: WindowPlace | null;
  readonly customer: WindowPlace | null;
}[];

export interface PlacesFile {
  read(): NotedPlaces;
  /** Throws NodeJS.ErrnoException if it cannot be written. */
  write(noted: NotedPlaces): void;
}

const side = z.int().min(1).max(100_000);
const coordinate = z.int().min(-100_000).max(100_000);
const place = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: side, height: side }),
  isMaximized: z.boolean(),
});
const stored = z.array(
  z.object({ arrangement: z.string(), till: place.nullable(), customer: place.nullable() }),
);

/** Where people have put the windows, in `<home>/windows.json`. */
export const openPlacesFile = (home: string, log: Log): PlacesFile => {
  const file = jsonFile<NotedPlaces>(join(home, 'windows.json'), stored, 2);
  return {
    read: () => readOrFallBack(file, [], log, 'the places of the windows cannot be read'),
    write: (noted) => file.write(noted),
  };
};
