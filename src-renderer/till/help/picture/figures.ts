/**
 * How a stroke of a figure is painted: an outlined body, a line, or a surface in one of the till's colours.
 */
export type Paint = 'body' | 'line' | 'ink' | 'signal' | 'good' | 'amber' | 'stopped';
type Stroke = readonly [Paint, path: string];

const SCREEN = 'M8 6h48a4 4 0 0 1 4 4v28a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4z';
const FIELD = 'M30 6h26a4 4 0 0 1 4 4v28a4 4 0 0 1-4 4H30z';
const KEYS =
  'M9 12h4v4H9z M15 12h4v4h-4z M21 12h4v4h-4z M9 19h4v4H9z M15 19h4v4h-4z M21 19h4v4h-4z M9 26h4v4H9z M15 26h4v4h-4z M21 26h4v4h-4z M9 33h16v5H9z';
const TICK = 'M38 24l5 5l9-10';
const PAPER = 'M18 4h28v36l-3.5 3l-3.5-3l-3.5 3l-3.5-3l-3.5 3l-3.5-3l-3.5 3l-3.5-3z';
const LEAF = 'M16 4h24l8 8v32H16z';
const STAND = 'M32 38v6 M22 44h20';
const MONITOR = 'M10 4h44a3 3 0 0 1 3 3v28a3 3 0 0 1-3 3H10a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z';

const till = (tone: Paint, mark: string): readonly Stroke[] => [
  ['body', SCREEN],
  [tone, FIELD],
  ['ink', KEYS],
  ['line', mark],
];

/** Small drawings on a 64 × 48 canvas; they mean the same in every language. */
export const FIGURES = {
  till: till('signal', 'M38 20h14 M38 28h9'),
  tillPaid: till('good', TICK),
  tillUnknown: till('amber', 'M42 20a4 4 0 1 1 5 3.8c-1 .5-1.4 1.2-1.4 2.2v1 M45.6 31.5h.01'),
  tillStopped: till('stopped', 'M40 19l10 10 M50 19l-10 10'),
  display: [
    ['body', MONITOR],
    ['line', STAND],
    ['ink', 'M21 10h8v8h-8z M35 10h8v8h-8z M21 24h8v8h-8z M35 24h3v3h-3z M40 24h3v3h-3z M37 29h6v3h-6z'],
  ],
  displayPaid: [
    ['good', MONITOR],
    ['line', STAND],
    ['line', 'M24 21l6 6l11-12'],
  ],
  phone: [
    ['body', 'M24 3h16a4 4 0 0 1 4 4v34a4 4 0 0 1-4 4H24a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z'],
    ['signal', 'M24 12h16v20H24z'],
    ['line', 'M28 18h8 M28 24h5 M30 39h4'],
  ],
  receipt: [
    ['body', PAPER],
    ['line', 'M23 10h18 M23 16h12'],
    ['ink', 'M23 23h2v11h-2z M27 23h1v11h-1z M30 23h3v11h-3z M35 23h1v11h-1z M38 23h3v11h-3z'],
  ],
  scanner: [
    ['body', 'M10 8h26a4 4 0 0 1 4 4v6a4 4 0 0 1-4 4h-8l-4 20H13l3-20h-6z'],
    ['line', 'M46 10l10-3 M46 15h11 M46 20l10 3'],
  ],
  printer: [
    ['body', 'M8 18h48v20H8z'],
    ['body', 'M18 4h28v14H18z'],
    ['body', 'M18 30h28v15H18z'],
    ['line', 'M23 36h18 M23 41h10'],
  ],
  gateway: [
    ['body', 'M18 40a10 10 0 0 1-1-20a15 15 0 0 1 29-3a12 12 0 0 1 1 23z'],
    ['line', 'M24 30l5 5l11-11'],
  ],
  folder: [
    ['body', 'M6 10h18l5 5h29v27H6z'],
    ['line', 'M32 21v12 M27 29l5 5l5-5'],
  ],
  person: [
    ['body', 'M32 5a9 9 0 1 0 0 18a9 9 0 0 0 0-18z'],
    ['body', 'M12 44c2-11 9-16 20-16s18 5 20 16z'],
  ],
  pin: [
    ['body', 'M6 14h52v20H6z'],
    ['ink', 'M14 21h6v6h-6z M25 21h6v6h-6z M36 21h6v6h-6z'],
    ['signal', 'M47 20h3v8h-3z'],
  ],
  sheetX: [
    ['body', LEAF],
    ['line', 'M25 12l12 14 M37 12L25 26 M23 33h18 M23 38h12'],
  ],
  sheetZ: [
    ['body', LEAF],
    ['line', 'M25 12h12L25 26h12 M23 33h18 M23 38h12'],
  ],
  table: [
    ['body', 'M10 5h44v38H10z'],
    ['line', 'M10 15h44 M10 25h44 M10 34h44 M26 5v38'],
  ],
  checked: [
    ['body', 'M12 4h40v40H12z'],
    ['line', 'M18 13l3 3l5-6 M32 13h14 M18 24l3 3l5-6 M32 24h14 M18 35l3 3l5-6 M32 35h14'],
  ],
  clock: [
    ['body', 'M32 4a20 20 0 1 0 0 40a20 20 0 0 0 0-40z'],
    ['line', 'M32 12v12l9 5'],
  ],
  key: [
    ['body', 'M18 14a10 10 0 1 0 0 20a10 10 0 0 0 0-20z'],
    ['line', 'M28 24h28v8 M47 24v6'],
  ],
  lock: [
    ['line', 'M22 22v-7a10 10 0 0 1 20 0v7'],
    ['body', 'M14 22h36v22H14z'],
    ['ink', 'M30 29h4v8h-4z'],
  ],
  wall: [
    ['body', 'M8 6h48v36H8z'],
    ['line', 'M8 18h48 M8 30h48 M24 6v12 M42 6v12 M16 18v12 M33 18v12 M48 18v12 M24 30v12 M42 30v12'],
  ],
  disk: [
    ['body', 'M10 10c0-8 44-8 44 0v28c0 8-44 8-44 0z'],
    ['line', 'M10 10c0 8 44 8 44 0 M10 24c0 8 44 8 44 0'],
  ],
  file: [
    ['body', LEAF],
    [
      'line',
      'M28 16c-4 0-4 2-4 4s0 4-3 4c3 0 3 2 3 4s0 4 4 4 M36 16c4 0 4 2 4 4s0 4 3 4c-3 0-3 2-3 4s0 4-4 4',
    ],
  ],
} as const satisfies Readonly<Record<string, readonly Stroke[]>>;

export type FigureName = keyof typeof FIGURES;
