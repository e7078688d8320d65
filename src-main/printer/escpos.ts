/** A slip as bytes for a printer that speaks ESC/POS, which is nearly every one. */
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { PaperWidth } from '#domain/print/paper-width.ts';
import { PAPER } from '#domain/print/paper-width.ts';
import type { Bitmap, PaperLine, PaperText } from '#domain/print/paper.ts';
import { layOut } from '#domain/print/paper.ts';
import type { Slip } from '#domain/print/slip.ts';
import type { Rasterise } from '#services/print/print-ports.ts';

/**
 * Characters that every printer prints alike, whatever its code page. Control characters in a name never reach the
 * printer.
 */
const PLAIN = /^[\x20-\x7e]*$/;

const isPlain = (line: PaperText): boolean =>
  line.kind === 'centred' ? PLAIN.test(line.text) : PLAIN.test(line.left + line.right);

/** Characters missing from some code pages, each with a letter of the same width that reads the same. */
const LETTER_FOR: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '·': '-',
};
const spelled = (text: string): string =>
  text.replaceAll(/[‘’“”–—−·]/g, (character) => LETTER_FOR[character] ?? character);

/** Writes a line in the printer's own letters if they suffice; a line with other characters is drawn. */
const inLetters = (line: PaperLine): PaperLine => {
  if (line.kind === 'code') return line;
  const plain =
    line.kind === 'centred'
      ? { ...line, text: spelled(line.text) }
      : { ...line, left: spelled(line.left), right: spelled(line.right) };
  return isPlain(plain) ? plain : line;
};

const needsDrawing = (line: PaperLine): line is PaperText => line.kind !== 'code' && !isPlain(line);

/** Dots per module; a code for a reference is then 2 cm wide. */
const MODULE_DOTS = 6;
/** Between the last line and the cut. */
const LINES_BEFORE_CUT = 4;

const BLACK = 0;
const WHITE = 255;

const pixelsOf = ({ width, height, bytes }: Bitmap): ImageData => {
  const data = new Uint8ClampedArray(width * height * 4).fill(WHITE);
  for (let dot = 0; dot < width * height; dot += 1) {
    const isBlack = ((bytes[dot >> 3] ?? 0) >> (7 - (dot & 7))) & 1;
    if (isBlack) data.fill(BLACK, dot * 4, dot * 4 + 3);
  }
  return { width, height, data, colorSpace: 'srgb' };
};

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const of = (letter: string): number => letter.charCodeAt(0);

/**
 * Sets every mode that the bytes rely on. ESC @ alone only restores the printer's own configuration: some shops'
 * printers print £ for #, upside down, or from the right.
 */
const beginning = (dots: number): readonly number[] =>
  [
    [ESC, of('@')],
    // Letters: no Kanji, international set USA, code page 437, no user-defined characters, font A.
    [FS, of('.')],
    [ESC, of('R'), 0],
    [ESC, of('t'), 0],
    [ESC, of('%'), 0],
    [ESC, of('M'), 0],
    // Neither bold, double-struck, underlined, rotated, upside down, reversed nor large.
    [ESC, of('!'), 0],
    [ESC, of('E'), 0],
    [ESC, of('G'), 0],
    [ESC, of('-'), 0],
    [ESC, of('V'), 0],
    [ESC, of('{'), 0],
    [GS, of('B'), 0],
    [GS, of('!'), 0],
    // From the left edge, over the width of this paper, with the printer's default spacing.
    [ESC, of('a'), 0],
    [ESC, of(' '), 0],
    [ESC, of('2')],
    [GS, of('L'), 0, 0],
    [GS, of('W'), dots % 256, dots >> 8],
  ].flat();

const addText = (encoder: ReceiptPrinterEncoder, line: PaperText, columns: number): void => {
  if (line.kind === 'pair') {
    encoder.line(line.left + line.right.padStart(columns - line.left.length));
    return;
  }
  const size = line.large ? 2 : 1;
  encoder.align('center').bold(line.strong).size(size, size).line(line.text);
  encoder.size(1, 1).bold(false).align('left');
};

const addLine = (encoder: ReceiptPrinterEncoder, line: PaperLine, drawn: Bitmap | undefined): void => {
  if (drawn) {
    encoder.image(pixelsOf(drawn), { width: drawn.width, height: drawn.height, algorithm: 'threshold' });
  } else if (line.kind === 'code') {
    encoder.newline().align('center').qrcode(line.payload, { size: MODULE_DOTS, errorlevel: 'm' });
    encoder.align('left').newline();
  } else {
    addText(encoder, line, encoder.columns);
  }
};

/** Lines with characters that some printers lack are sent as pictures, which `rasterise` draws. */
export const encodeSlip = async (
  slip: Slip,
  width: PaperWidth,
  rasterise: Rasterise,
): Promise<Uint8Array> => {
  const { columns, dots } = PAPER[width];
  const lines = layOut(slip, width).map(inLetters);
  const toDraw = lines.filter(needsDrawing);
  const bitmaps = toDraw.length > 0 ? await rasterise(toDraw, dots) : [];
  const drawn = new Map<PaperLine, Bitmap | undefined>(toDraw.map((line, place) => [line, bitmaps[place]]));
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns,
    imageMode: 'raster',
    newline: '\n',
    feedAfterBlock: false,
    feedBeforeCut: LINES_BEFORE_CUT,
  });
  for (const line of lines) addLine(encoder, line, drawn.get(line));
  return Uint8Array.from([...beginning(dots), ...encoder.cut('partial').encode()]);
};
