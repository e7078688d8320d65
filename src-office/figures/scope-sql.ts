/** Restricts statements to what somebody may see. */

/** A condition on the stations `s`; `$place` is the scope's `stores`. */
export const inScope = (place: number): string =>
  `($${String(place)}::text[] IS NULL OR s.store = ANY($${String(place)}::text[]))`;
