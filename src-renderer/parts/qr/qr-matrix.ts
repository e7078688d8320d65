import { create } from 'qrcode';

/** A QR symbol without its quiet zone: one byte a module, 1 is dark, row by row. */
export interface QrMatrix {
  readonly modules: number;
  readonly dark: Uint8Array;
}

/**
 * The symbol for a payload, at error correction M. The payload is opaque: encoded as it is, never trimmed or altered.
 * Undefined when no QR code can carry it (empty, or beyond version 40).
 */
export const matrixOf = (payload: string): QrMatrix | undefined => {
  try {
    const { size, data } = create(payload, { errorCorrectionLevel: 'M' }).modules;
    return { modules: size, dark: data };
  } catch {
    return undefined;
  }
};
