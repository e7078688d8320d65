// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { projectRoot } from '../../../command/project.mjs';
import { shrink } from '../icon.mjs';

/** The size of the picture at the left of a Windows installer's first and last page, in pixels. */
const WIDTH = 164;
const HEIGHT = 314;
const HEADER = 54;
const MARK = 96;
/** The blue of the mark, a little darker, in the order of a BMP: blue, green, red. */
const GROUND = [0x82, 0x40, 0x14];

/** The program's mark on its colour. @returns {Buffer} a BMP, which is all that NSIS reads */
export function drawSidePicture() {
  const mark = shrink(PNG.sync.read(readFileSync(join(projectRoot, 'resources/icons/512x512.png'))), MARK);
  const bmp = Buffer.alloc(HEADER + WIDTH * HEIGHT * 3);
  bmp.write('BM');
  bmp.writeUInt32LE(bmp.length, 2);
  bmp.writeUInt32LE(HEADER, 10);
  bmp.writeUInt32LE(HEADER - 14, 14);
  bmp.writeInt32LE(WIDTH, 18);
  bmp.writeInt32LE(HEIGHT, 22);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(24, 28);
  for (let at = HEADER; at < bmp.length; at += 3) bmp.set(GROUND, at);
  const [left, top] = [(WIDTH - MARK) / 2, 48];
  for (let index = 0; index < MARK * MARK; index++) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = mark.data.subarray(index * 4, index * 4 + 4);
    // A BMP starts with its bottom row.
    const row = HEIGHT - 1 - top - Math.floor(index / MARK);
    const at = HEADER + (row * WIDTH + left + (index % MARK)) * 3;
    const over = [blue, green, red].map((colour, part) => {
      const ground = GROUND[part] ?? 0;
      return Math.round(ground + ((colour - ground) * alpha) / 255);
    });
    bmp.set(over, at);
  }
  return bmp;
}
