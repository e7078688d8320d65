/** White modules required on each side (ISO/IEC 18004). */
export const QUIET_ZONE = 4;

/** Layout of a code on its canvas, in device pixels. */
export interface QrGeometry {
  /** Modules along one side, without the quiet zone. */
  readonly modules: number;
  /** Device pixels along one module; a whole number, so that no edge is blurred. */
  readonly scale: number;
  /** Device pixels along one side, quiet zone included. */
  readonly edge: number;
}

export const geometryAt = (modules: number, scale: number): QrGeometry => ({
  modules,
  scale,
  edge: (modules + 2 * QUIET_ZONE) * scale,
});

/**
 * The largest geometry that fits in `width` × `height` device pixels; undefined if one pixel per module does
 * not fit.
 */
export const fitModules = (modules: number, width: number, height: number): QrGeometry | undefined => {
  const scale = Math.floor(Math.min(width, height) / (modules + 2 * QUIET_ZONE));
  return scale >= 1 ? geometryAt(modules, scale) : undefined;
};

/** Device pixels from the box's edge to the centred canvas, in whole numbers. */
export const offsetIn = (room: number, edge: number): number => Math.floor((room - edge) / 2);
