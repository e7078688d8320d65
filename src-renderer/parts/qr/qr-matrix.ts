import { create } from 'qrcode';

/** A QR symbol without its quiet zone: one byte per module, row by row; 1 is dark. */
export interface QrMatrix {
  readonly modules: number;
  readonly dark: Uint8Array;
}

/**
 * The symbol for a payload at error correction level M. The payload is opaque and is encoded unchanged.
 * Undefined if no QR code can hold it: it is empty, or needs more than version 40.
 */
export const matrixOf = (payload: string): QrMatrix | undefined => {
  try {
    const { size, data } = create(payload, { errorCorrectionLevel: 'M' }).modules;
    return { modules: size, dark: data };
  } catch {
    return undefined;
  }
};

/** Any text up to this length fits, whatever its characters. */
const SURELY = 700;

/** Whether a symbol exists for a payload, without the time it takes to make one. */
export const isEncodable = (payload: string): boolean =>
  payload !== '' && (payload.length <= SURELY || matrixOf(payload) !== undefined);
