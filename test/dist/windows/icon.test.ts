import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { drawIcon, iconFile, icoOf, shrink } from '../../../scripts/dist/windows/icon.mjs';

/** The pictures in an .ico, by the size that its list of contents gives them. */
const pictures = (ico: Buffer): Map<number, PNG> => {
  const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => 6 + 16 * index);
  return new Map(
    entries.map((at) => {
      const from = ico.readUInt32LE(at + 12);
      const png = ico.subarray(from, from + ico.readUInt32LE(at + 8));
      return [ico[at] === 0 ? 256 : ico[at]!, PNG.sync.read(png)];
    }),
  );
};

const pixels = (ico: Buffer) => [...pictures(ico)].map(([size, { data }]) => [size, data.toString('hex')]);

test('the icon for Windows is the one on Linux', () => {
  expect(pixels(readFileSync(iconFile))).toEqual(pixels(drawIcon()));
});

test('Windows finds a picture for every size it shows', () => {
  const found = pictures(readFileSync(iconFile));
  expect([...found.keys()]).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
  for (const [size, { width, height }] of found) expect([width, height]).toEqual([size, size]);
});

test('a smaller picture has no dark edge where the large one is clear', () => {
  const large = new PNG({ width: 4, height: 4 });
  large.data.set([200, 100, 50, 255], 0);
  const small = shrink(large, 2);
  expect([...small.data.subarray(0, 4)]).toEqual([200, 100, 50, 64]);
  expect([...small.data.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
});

test('the list of contents points to the pictures behind it, one after the other', () => {
  const ico = icoOf([
    { size: 16, png: Buffer.from('first') },
    { size: 256, png: Buffer.from('second') },
  ]);
  expect(ico.subarray(38).toString()).toBe('firstsecond');
  expect([ico.readUInt32LE(18), ico.readUInt32LE(34)]).toEqual([38, 43]);
  expect([ico[6], ico[22]]).toEqual([16, 0]);
});
