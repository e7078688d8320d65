import { z } from 'zod';

/** What the office calls a till and its store. Receipts have the shop's name from the till's own settings. */
export const officeNames = z.object({ storeName: z.string().max(200), stationName: z.string().max(200) });
export type OfficeNames = Readonly<z.infer<typeof officeNames>>;

export const areSameNames = (one: OfficeNames, other: OfficeNames): boolean =>
  one.storeName === other.storeName && one.stationName === other.stationName;
