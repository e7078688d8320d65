import {
  BinaryBitmap,
  DecodeHintType,
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

const decode = (source: RGBLuminanceSource): string =>
  new QRCodeReader()
    .decode(new BinaryBitmap(new HybridBinarizer(source)), new Map([[DecodeHintType.TRY_HARDER, true]]))
    .getText();

/** Reads the one QR code on a screenshot (PNG bytes) with a decoder the product does not use. */
export const readQr = (png: Buffer): string => readPicture(PNG.sync.read(png));

/**
 * Reads the one QR code in a picture; throws where there is none to read. Like a camera it looks from more than one
 * distance: this decoder misjudges the size of one clean code in twenty from the first.
 */
export const readPicture = (picture: Picture): string => {
  for (const step of [1, 2]) {
    try {
      return decode(greyOf(picture, step));
    } catch {
      // Not readable at this distance; perhaps at the next.
    }
  }
  return decode(greyOf(picture, 3));
};
