const PHONE = 'M17 4h14a4 4 0 0 1 4 4v32a4 4 0 0 1-4 4H17a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z';
const RING = 'M24 5a19 19 0 1 1 0 38a19 19 0 1 1 0-38z';

/** Strokes on a 48 × 48 canvas. We drew them ourselves, so that no wallet's trademark is used. */
export const STROKES = {
  wallet: `${PHONE} M18 12h4.5v4.5h-4.5z M25.5 12h4.5v4.5h-4.5z M18 20h4.5v4.5h-4.5z M25.5 20h4.5v4.5h-4.5z M21 39h6`,
  scan: `${PHONE} M18 18v-4h4 M26 14h4v4 M30 26v4h-4 M22 30h-4v-4 M18 22h12 M21 39h6`,
  confirm: `${PHONE} M18.5 22.5l4 4l7-8 M21 39h6`,
  check: 'M6 26l12 12l24-28',
  clock: `${RING} M24 13v12l8 5`,
  cross: `${RING} M17.5 17.5l13 13 M30.5 17.5l-13 13`,
  stopped: `${RING} M15 24h18`,
  wait: `${RING} M15.5 24v.3 M24 24v.3 M32.5 24v.3`,
  question: `${RING} M18 19.5a6 6 0 1 1 8.5 5.5c-1.8 .9-2.5 2-2.5 4 M24 34.2v.3`,
} as const;

export type DrawingName = keyof typeof STROKES;
