import { create } from 'qrcode';
import { isEncodable } from './qr-capacity.ts';

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
  if (!isEncodable(payload)) return undefined;
  const { size, data } = create(payload, { errorCorrectionLevel: 'M' }).modules;
  return { modules: size, dark: data };
};
