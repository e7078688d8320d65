import {
  BinaryBitmap,
  DecodeHintType,
  GlobalHistogramBinarizer,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library';
import { PNG } from 'pngjs';

/** A picture as a camera or a screenshot has it: RGBA. */
interface Picture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Every `step`-th pixel of the picture, as grey. */
const greyOf = ({ data, width, height }: Picture, step: number): RGBLuminanceSource => {
  const columns = Math.floor(width / step);
  const rows = Math.floor(height / step);
  const grey = new Uint8ClampedArray(columns * rows);
  for (let at = 0; at < grey.length; at += 1) {
    const pixel = Math.floor(at / columns) * step * width + (at % columns) * step;
    const [red = 0, green = 0, blue = 0] = data.subarray(pixel * 4, pixel * 4 + 3);
    grey[at] = (red + 2 * green + blue) / 4;
  }
  return new RGBLuminanceSource(grey, columns, rows);
};

/** How a picture is turned into black and white: place by place, or all of it alike. */
const BINARIZERS = [HybridBinarizer, GlobalHistogramBinarizer];
/** The step between sampled pixels: a camera moves until it can read. */
const DISTANCES = [1, 2, 3, 4, 5, 6, 8];
const WAYS = DISTANCES.flatMap((step) => BINARIZERS.map((Binarizer) => ({ step, Binarizer })));

const decode = (source: RGBLuminanceSource, Binarizer: (typeof BINARIZERS)[number]): string =>
  new QRCodeReader()
    .decode(new BinaryBitmap(new Binarizer(source)), new Map([[DecodeHintType.TRY_HARDER, true]]))
    .getText();

/** Reads the one QR code on a screenshot (PNG bytes) with a decoder the product does not use. */
export const readQr = (png: Buffer): string => readPicture(PNG.sync.read(png));

/**
 * Reads the one QR code in a picture; throws if there is none to read. Like a camera it tries more than one
 * distance: at the first, this decoder misjudges the size of one clean code in twenty.
 */
export const readPicture = (picture: Picture): string => {
  let failure: unknown;
  for (const { step, Binarizer } of WAYS) {
    try {
      return decode(greyOf(picture, step), Binarizer);
    } catch (error) {
      // Not readable in this way; perhaps in the next.
      failure = error;
    }
  }
  throw failure;
};
