/** Zip archives (PKWARE APPNOTE 6.3): deflated files with UTF-8 names, no encryption, none above 4 GiB. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFile {
  readonly name: string;
  readonly text: string;
}

const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;

/** The first and the last moment that MS-DOS format can express; a computer whose clock has failed may be outside. */
const [FIRST, LAST] = [Date.UTC(1980, 0, 1), Date.UTC(2107, 11, 31, 23, 59, 58)] as const;

/** In MS-DOS format, UTC. */
const dosTime = (at: number): readonly [time: number, date: number] => {
  const when = new Date(Math.min(Math.max(at, FIRST), LAST));
  const time = (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1);
  const date = ((when.getUTCFullYear() - 1980) << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate();
  return [time, date];
};

/** Little-endian numbers, each with its size in bytes. */
const record = (...fields: readonly (readonly [size: 2 | 4, value: number])[]): Buffer =>
  Buffer.concat(
    fields.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      bytes.writeUIntLE(value, 0, size);
      return bytes;
    }),
  );

/** The files as one archive; `at` (epoch ms) is when they were made. */
export const zipOf = (files: readonly ZipFile[], at: number): Buffer => {
  const [time, date] = dosTime(at);
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of files) {
    const path = Buffer.from(name);
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const common = record(
      [2, VERSION],
      [2, UTF8_NAMES],
      [2, DEFLATED],
      [2, time],
      [2, date],
      [4, crc32(content)],
      [4, packed.length],
      [4, content.length],
      [2, path.length],
      [2, 0],
    );
    const entry = Buffer.concat([record([4, 0x04034b50]), common, path, packed]);
    local.push(entry);
    const place = record([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
    central.push(record([4, 0x02014b50], [2, VERSION]), common, place, path);
    offset += entry.length;
  }
  const directory = Buffer.concat(central);
  const end = record(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  );
  return Buffer.concat([...local, directory, end]);
};
