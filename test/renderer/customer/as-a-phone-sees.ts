import { PNG } from 'pngjs';

/** How a customer holds the phone that looks at a screen. */
export interface Look {
  /** Distance between phone and display, mm. */
  readonly distance: number;
  /** Degrees by which the display is turned away from the phone around its vertical axis. */
  readonly tilt: number;
  /**
   * A lamp that shines on the display: the centre of its reflection, as shares of the picture, and its
   * greatest brightness, 0 to 1.
   */
  readonly glare?: { readonly x: number; readonly y: number; readonly most: number };
}

/**
 * A phone's camera: the pixels of its preview, which wallets decode, and its angle of view (both horizontal).
 */
const CAMERA = { pixels: 1920, angle: 66 };
const GLARE_RADIUS = 0.35;

type Grey = Readonly<{ data: Float32Array; width: number; height: number }>;

const greyOf = ({ data, width, height }: PNG): Grey => {
  const grey = new Float32Array(width * height);
  for (let at = 0; at < grey.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    grey[at] = 0.3 * red + 0.59 * green + 0.11 * blue;
  }
  return { data: grey, width, height };
};

/** The grey at a place between pixels; dark beyond the screen. */
const sampled = ({ data, width, height }: Grey, x: number, y: number): number => {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 40;
  const at = (column: number, row: number): number => data[row * width + column] ?? 0;
  const [right, down] = [x - left, y - top];
  const above = at(left, top) * (1 - right) + at(left + 1, top) * right;
  const below = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
  return above * (1 - down) + below * down;
};

/** The mean over one pixel of the camera, which may cover many of the screen's. */
const exposed = (
  screen: Grey,
  place: (x: number, y: number) => readonly [number, number],
  x: number,
  y: number,
): number => {
  const STEPS = 3;
  let sum = 0;
  for (let row = 0; row < STEPS; row += 1)
    for (let column = 0; column < STEPS; column += 1) {
      const [u, v] = place(x + (column + 0.5) / STEPS, y + (row + 0.5) / STEPS);
      sum += sampled(screen, u, v);
    }
  return sum / (STEPS * STEPS);
};

/** The mean of each pixel and its neighbours along a line. */
const smeared = ({ data, width, height }: Grey, step: number): Grey => {
  const at = (place: number): number => data[Math.min(data.length - 1, Math.max(0, place))] ?? 0;
  const next = data.map((grey, place) => (at(place - step) + grey + at(place + step)) / 3);
  return { data: next, width, height };
};

/** The blur of hand and lens. */
const blurred = (grey: Grey): Grey => smeared(smeared(grey, 1), grey.width);

/** Only the part of the picture around the display matters; px of the camera. */
const MARGIN = 24;

/** Where the camera's rays meet a turned display, and which part of the picture the display fills. */
const view = (screen: Grey, pixelsPerMm: number, { distance, tilt }: Look) => {
  const focus = CAMERA.pixels / 2 / Math.tan((CAMERA.angle * Math.PI) / 360);
  const [sine, cosine] = [Math.sin((tilt * Math.PI) / 180), Math.cos((tilt * Math.PI) / 180)];
  const ends = [-1, 1].map((side) => {
    const along = (side * screen.width) / 2 / pixelsPerMm;
    return {
      x: (focus * along * cosine) / (distance + along * sine),
      nearness: 1 / (distance + along * sine),
    };
  });
  const across = ends.map(({ x }) => x);
  const tall = (screen.height / pixelsPerMm) * focus * Math.max(...ends.map(({ nearness }) => nearness));
  const left = Math.floor(Math.min(...across)) - MARGIN;
  return {
    width: Math.ceil(Math.max(...across)) + MARGIN - left,
    height: Math.ceil(tall) + 2 * MARGIN,
    /** The place on the display, in pixels of the screen, that this pixel sees. */
    place: (x: number, y: number): readonly [number, number] => {
      const ray = (x + left) / focus;
      const along = (distance * ray) / (cosine - ray * sine);
      const up = ((y - tall / 2 - MARGIN) / focus) * (distance + along * sine);
      return [screen.width / 2 + along * pixelsPerMm, screen.height / 2 + up * pixelsPerMm];
    },
  };
};

/** The share of the lamp's light that is reflected at a place of the screen: 0 to 1. */
const lightAt = (screen: Grey, glare: Look['glare'], [x, y]: readonly [number, number]): number => {
  if (!glare) return 0;
  const away = Math.hypot(x - glare.x * screen.width, y - glare.y * screen.height) / screen.width;
  return glare.most * Math.max(0, 1 - away / GLARE_RADIUS);
};

/**
 * A screenshot as a phone's camera sees it: smaller with the distance, in perspective if the display is
 * turned, blurred, and washed out where a lamp is reflected.
 * @param pixelsPerMm of the display
 */
export const asAPhoneSees = (
  png: Buffer,
  pixelsPerMm: number,
  look: Look,
): { data: Uint8Array; width: number; height: number } => {
  const screen = greyOf(PNG.sync.read(png));
  const { width, height, place } = view(screen, pixelsPerMm, look);
  const seen = Float32Array.from({ length: width * height }, (_, at) =>
    exposed(screen, place, at % width, Math.floor(at / width)),
  );
  const soft = blurred({ data: seen, width, height });
  const data = new Uint8Array(width * height * 4).fill(255);
  soft.data.forEach((grey, at) => {
    const light = lightAt(screen, look.glare, place(at % width, Math.floor(at / width)));
    data.fill(grey * (1 - light) + 255 * light, at * 4, at * 4 + 3);
  });
  return { data, width, height };
};
