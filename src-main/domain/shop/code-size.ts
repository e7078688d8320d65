/**
 * How large to show the customer's code on a measured display, and whether a phone can read it from the customer's
 * place.
 */

export interface MeasuredDisplay {
  /** Length of its diagonal; null if nobody measured it. */
  readonly inches: number | null;
  /** Distance of the customer from it, cm; null if nobody measured it. */
  readonly distance: number | null;
}

/** Px. */
export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

export interface CodeSize {
  /** Px along the code's white card, padding included; 0 if nobody measured the display. */
  readonly card: number;
  /** Mm along the code itself, quiet zone included; at least this, whatever its number of modules. */
  readonly mm: number;
  /** What a phone needs at that distance, mm. */
  readonly needed: number;
}

const MM_PER_INCH = 25.4;
/** A phone can read a code from ten times its edge away, and easily from eight times. */
const READ = 0.1;
const EASE = 0.12;
/** The least size, however near the customer is; and the size aimed at if nobody measured the distance. Mm. */
const MIN_MM = 60;
const TARGET_MM = 120;
/** Modules of the codes that a gateway's links make, versions 4 to 8, quiet zone included. */
export const CODE_MODULES = [41, 45, 49, 53, 57] as const;
/** Px between the code and the edge of its card, and between the card and the edge of the screen. */
export const CARD_PADDING = 12;
const MARGIN = 16;
/** Px for the line that says that this is training. */
const BAND = 36;
/** Share of a landscape display's width for the code; the amount and the steps need the rest. */
const SHARE_ACROSS = 0.56;
/** Share of a portrait display's height; the amount and the steps are above and below it. */
const SHARE_UPRIGHT = 0.52;

export const pixelsPerMm = (inches: number, { width, height }: ScreenSize): number =>
  Math.hypot(width, height) / (inches * MM_PER_INCH);

/** Px along the code that fills the least of a square of `room` px, with whole pixels per module. */
const leastEdge = (room: number): number =>
  Math.min(...CODE_MODULES.map((modules) => Math.floor(room / modules) * modules));

/** The smallest square, px, in which each code is at least `edge` px long. */
const roomFor = (edge: number): number =>
  Math.max(...CODE_MODULES.map((modules) => Math.ceil(edge / modules) * modules));

/** The largest square that leaves the rest of the screen what it needs, px. */
const largestRoom = ({ width, height }: ScreenSize): number => {
  const free = { width: width - 2 * MARGIN, height: height - BAND - 2 * MARGIN };
  const card =
    width > height
      ? Math.min(free.height, width * SHARE_ACROSS)
      : Math.min(free.width, height * SHARE_UPRIGHT);
  return Math.floor(card) - 2 * CARD_PADDING;
};

/** Large enough to be read easily at that distance, as far as the screen has room. */
export const codeSizeOn = ({ inches, distance }: MeasuredDisplay, screen: ScreenSize): CodeSize => {
  const needed = Math.max(MIN_MM, (distance ?? 0) * 10 * READ);
  if (inches === null) return { card: 0, mm: 0, needed };
  const pixels = pixelsPerMm(inches, screen);
  const target = distance === null ? TARGET_MM : Math.max(MIN_MM, distance * 10 * EASE);
  const room = Math.min(roomFor(target * pixels), largestRoom(screen));
  return { card: room + 2 * CARD_PADDING, mm: leastEdge(room) / pixels, needed };
};

/** Null if nobody measured the display. */
export const isCodeLargeEnough = (display: MeasuredDisplay, screen: ScreenSize): boolean | null => {
  const { mm, needed } = codeSizeOn(display, screen);
  return display.inches === null ? null : mm >= needed;
};
