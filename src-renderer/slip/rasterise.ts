import type { Bitmap, PaperText } from '#contract';

/** Similar in width and weight to the fonts built into the printers. */
const FONT = '"Noto Sans Mono CJK SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", monospace';
/** In dots. Letters are as tall as the printer's own; a bitmap's height must be a whole number of bytes. */
const SMALL = { height: 32, letters: 24, baseline: 21 };
const LARGE = { height: 56, letters: 46, baseline: 42 };
/** Dots between the texts of a pair. */
const GAP = 12;
/** Pixels darker than this count as black. */
const THRESHOLD = 128;

/**
 * How wide each text of a pair may be drawn. Fonts draw emoji and many scripts wider than the cells they are
 * counted as; both texts are then squeezed by the same factor, so that neither runs over the other.
 */
const sharesOf = (widths: readonly number[], dots: number): readonly number[] => {
  const together = widths.reduce((sum, width) => sum + width, 0);
  const room = widths.includes(0) ? dots : dots - GAP;
  return together <= room ? widths.map(() => dots) : widths.map((width) => (width * room) / together);
};

const draw = (context: OffscreenCanvasRenderingContext2D, line: PaperText, dots: number): void => {
  const isLarge = line.kind === 'centred' && line.large;
  const { height, letters, baseline } = isLarge ? LARGE : SMALL;
  const isStrong = line.kind === 'centred' && line.strong;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, dots, height);
  context.fillStyle = '#000';
  context.font = `${isStrong ? 'bold ' : ''}${letters}px ${FONT}`;
  const put = (text: string, align: 'left' | 'center' | 'right', x: number, most: number): void => {
    context.textAlign = align;
    // The last argument squeezes a text that is too wide; without it the text would be cut off.
    context.fillText(text, x, baseline, most);
  };
  if (line.kind === 'centred') put(line.text, 'center', dots / 2, dots);
  else {
    const widths = [line.left, line.right].map((text) => context.measureText(text).width);
    const [left = dots, right = dots] = sharesOf(widths, dots);
    put(line.left, 'left', 0, left);
    put(line.right, 'right', dots, right);
  }
};

const packBits = ({ data }: ImageData): number[] => {
  const bytes = Array.from({ length: data.length / 32 }, () => 0);
  for (let dot = 0; dot < data.length / 4; dot++) {
    const isBlack = (data[dot * 4] ?? 255) < THRESHOLD;
    if (isBlack) bytes[dot >> 3] = (bytes[dot >> 3] ?? 0) | (0x80 >> (dot & 7));
  }
  return bytes;
};

/** One bitmap per line, `dots` wide (a multiple of 8). */
export const rasterise = (lines: readonly PaperText[], dots: number): Bitmap[] =>
  lines.map((line) => {
    const { height } = line.kind === 'centred' && line.large ? LARGE : SMALL;
    const context = new OffscreenCanvas(dots, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This page has no canvas');
    draw(context, line, dots);
    return { width: dots, height, bytes: packBits(context.getImageData(0, 0, dots, height)) };
  });
