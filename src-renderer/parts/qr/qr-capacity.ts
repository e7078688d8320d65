/** Bytes of UTF-8 that the largest symbol (version 40) holds at error correction level M (ISO/IEC 18004, table 7). */
const MAX_BYTES = 2_331;

/** Whether a symbol exists for a payload. Apart from `matrixOf`, so that a window that only asks loads no encoder. */
export const isEncodable = (payload: string): boolean =>
  payload !== '' && new TextEncoder().encode(payload).length <= MAX_BYTES;
