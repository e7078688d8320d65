import type { Bitmap, PaperText } from '#contract';

/** As narrow and as heavy as what printers have built in. */
const FONT = '"Noto Sans Mono CJK SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", monospace';
/** Dots. Letters stand as high as a printer's own beside them; the height is whole bytes, as pictures want it. */
const SMALL = { height: 32, letters: 24, baseline: 21 };
const LARGE = { height: 56, letters: 46, baseline: 42 };
/** Where a grey edge counts as black. */
const THRESHOLD = 128;

const draw = (context: OffscreenCanvasRenderingContext2D, line: PaperText, dots: number): void => {
  const isLarge = line.kind === 'centred' && line.large;
  const { height, letters, baseline } = isLarge ? LARGE : SMALL;
  const isStrong = line.kind === 'centred' && line.strong;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, dots, height);
  context.fillStyle = '#000';
  context.font = `${isStrong ? 'bold ' : ''}${letters}px ${FONT}`;
  const put = (text: string, align: 'left' | 'center' | 'right', x: number): void => {
    context.textAlign = align;
    // Squeezed rather than cut off where a font is wider than its cells.
    context.fillText(text, x, baseline, dots);
  };
  if (line.kind === 'centred') put(line.text, 'center', dots / 2);
  else {
    put(line.left, 'left', 0);
    put(line.right, 'right', dots);
  }
};

const packed = ({ data }: ImageData): number[] => {
  const bytes = Array.from({ length: data.length / 32 }, () => 0);
  for (let dot = 0; dot < data.length / 4; dot++) {
    const isBlack = (data[dot * 4] ?? 255) < THRESHOLD;
    if (isBlack) bytes[dot >> 3] = (bytes[dot >> 3] ?? 0) | (0x80 >> (dot & 7));
  }
  return bytes;
};

/** One bitmap a line, `dots` across: a whole number of bytes. */
export const rasterise = (lines: readonly PaperText[], dots: number): Bitmap[] =>
  lines.map((line) => {
    const { height } = line.kind === 'centred' && line.large ? LARGE : SMALL;
    const context = new OffscreenCanvas(dots, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This page has no canvas');
    draw(context, line, dots);
    return { width: dots, height, bytes: packed(context.getImageData(0, 0, dots, height)) };
  });
