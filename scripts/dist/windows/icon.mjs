#!/usr/bin/env node
// @ts-check
// node scripts/dist/windows/icon.mjs: redraws resources/icons/countertop.ico after the picture beside it has changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { asCommand } from '../../command/as-command.mjs';
import { projectRoot } from '../../command/project.mjs';

/** The sizes in pixels that Explorer, the taskbar and the installer ask for at 100 % to 250 %. */
const SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256];
const HEADER = 6;
const ENTRY = 16;

const icons = join(projectRoot, 'resources', 'icons');
export const iconFile = join(icons, 'countertop.ico');

/** @param {number} from @param {number} to @returns {number[]} whole numbers, `to` excluded */
const range = (from, to) => Array.from({ length: to - from }, (_, index) => from + index);

/**
 * Makes a picture smaller. Each new pixel is the mean of those under it; transparent ones do not count, or the edges
 * would turn dark.
 * @param {PNG} picture square, no smaller than `size`
 * @param {number} size
 */
export function shrink(picture, size) {
  const small = new PNG({ width: size, height: size });
  /** @param {number} at */
  const under = (at) =>
    range(Math.floor((at * picture.width) / size), Math.max(Math.ceil(((at + 1) * picture.width) / size), 1));
  for (const y of range(0, size)) {
    for (const x of range(0, size)) {
      const covered = under(y).flatMap((row) => under(x).map((column) => (row * picture.width + column) * 4));
      small.data.set(mean(picture.data, covered), (y * size + x) * 4);
    }
  }
  return small;
}

/** @param {Uint8Array} data @param {number[]} pixels where each begins @returns {number[]} red, green, blue, alpha */
function mean(data, pixels) {
  const alpha = pixels.reduce((sum, at) => sum + (data[at + 3] ?? 0), 0);
  const colours = [0, 1, 2].map((part) =>
    pixels.reduce((sum, at) => sum + (data[at + part] ?? 0) * (data[at + 3] ?? 0), 0),
  );
  return [
    ...colours.map((sum) => (alpha === 0 ? 0 : Math.round(sum / alpha))),
    Math.round(alpha / pixels.length),
  ];
}

/**
 * @param {readonly { size: number, png: Buffer }[]} pictures square ones of at most 256 pixels
 * @returns {Buffer} an .ico; since Windows Vista it may have its pictures as PNG
 */
export function icoOf(pictures) {
  const first = HEADER + ENTRY * pictures.length;
  const head = Buffer.alloc(first);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  pictures.forEach(({ size, png }, index) => {
    const at = HEADER + ENTRY * index;
    // 256 does not fit into a byte and is written as 0.
    head.set([size % 256, size % 256], at);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(
      first + pictures.slice(0, index).reduce((sum, one) => sum + one.png.length, 0),
      at + 12,
    );
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** @returns {Buffer} the program's .ico */
export function drawIcon() {
  const picture = PNG.sync.read(readFileSync(join(icons, '512x512.png')));
  return icoOf(SIZES.map((size) => ({ size, png: PNG.sync.write(shrink(picture, size)) })));
}

await asCommand(import.meta.url, () => {
  writeFileSync(iconFile, drawIcon());
  return 0;
});
