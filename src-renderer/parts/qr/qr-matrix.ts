import { create } from 'qrcode';

/** A QR symbol without its quiet zone: one byte per module, row by row; 1 is dark. */
export interface QrMatrix {
  readonly modules: number;
  readonly dark: Uint8Array;
}

/**
 * The symbol for a payload at error correction M. The payload is opaque and encoded as it is. Undefined when no QR code
 * can hold it (empty, or beyond version 40).
 */
export const matrixOf = (payload: string): QrMatrix | undefined => {
  try {
    const { size, data } = create(payload, { errorCorrectionLevel: 'M' }).modules;
    return { modules: size, dark: data };
  } catch {
    return undefined;
  }
};

/** Any text so long fits, whatever its letters. */
const SURELY = 700;

/** Whether there is a symbol for a payload; a drawn one takes a while. */
export const isEncodable = (payload: string): boolean =>
  payload !== '' && (payload.length <= SURELY || matrixOf(payload) !== undefined);
