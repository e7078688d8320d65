import { crc32, inflateRawSync } from 'node:zlib';

/** The texts of an archive by name, read from its central directory; throws if a checksum is wrong. */
export const unzip = (archive: Buffer): Readonly<Record<string, string>> => {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const count = archive.readUInt16LE(end + 10);
  const texts = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry += 1) {
    if (archive.toString('latin1', at, at + 4) !== 'PK\u0001\u0002') throw new Error('no central entry');
    const [crc, packed, size] = [16, 20, 24].map((offset) => archive.readUInt32LE(at + offset));
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength!);
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = inflateRawSync(archive.subarray(from, from + packed!));
    if (content.length !== size || crc32(content) !== crc) throw new Error(`${name} is damaged`);
    texts.set(name, content.toString('utf8'));
    at += 46 + nameLength! + extra! + comment!;
  }
  // Not by assignment, which would lose a file called __proto__.
  return Object.fromEntries(texts);
};
