import { inflateRawSync } from 'node:zlib';

/** What a spreadsheet program finds in a cell. */
export interface Cell {
  readonly is: 'text' | 'number';
  readonly value: string;
  /** Excel's number format of the cell. */
  readonly format: string;
}

const CENTRAL_ENTRY = 0x02014b50;

/** The files of a ZIP archive by name, found through its central directory as any reader finds them. */
const unzip = (archive: Buffer): ReadonlyMap<string, string> => {
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(archive.length - 6);
  while (archive.readUInt32LE(at) === CENTRAL_ENTRY) {
    const [size, nameLength, extra, comment] = [
      archive.readUInt32LE(at + 20),
      archive.readUInt16LE(at + 28),
      archive.readUInt16LE(at + 30),
      archive.readUInt16LE(at + 32),
    ];
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + size);
    const isDeflated = archive.readUInt16LE(at + 10) === 8;
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, (isDeflated ? inflateRawSync(bytes) : bytes).toString());
    at += 46 + nameLength + extra + comment;
  }
  return files;
};

const XML_TEXTS = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
]);

/** Undoes XML's escapes, and then _xHHHH_ as Excel does. */
const readText = (xml: string): string =>
  xml
    .replaceAll(/&\w+;/g, (entity) => XML_TEXTS.get(entity) ?? entity)
    .replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const formatsOf = (styles: string): readonly string[] => {
  const codes = new Map(
    Array.from(styles.matchAll(/numFmtId="(\d+)" formatCode="([^"]*)"/g), ([, id, code]) => [id, code]),
  );
  const cells = /<cellXfs.*<\/cellXfs>/.exec(styles)?.[0] ?? '';
  return Array.from(cells.matchAll(/<xf numFmtId="(\d+)"/g), ([, id]) => codes.get(id) ?? 'General');
};

/** The rows of a workbook's sheet, each cell by its column's letter. */
export const readXlsx = (workbook: Buffer, sheet = 1): readonly ReadonlyMap<string, Cell>[] => {
  const files = unzip(workbook);
  const formats = formatsOf(files.get('xl/styles.xml') ?? '');
  const xml = files.get(`xl/worksheets/sheet${sheet}.xml`) ?? '';
  return Array.from(xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs), ([, row = '']) => {
    const cells = row.replaceAll(/<c [^>]*\/>/g, '').matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(.*?)<\/c>/gs);
    return new Map(
      Array.from(cells, ([, letter = '', attributes = '', content = '']): [string, Cell] => [
        letter,
        {
          is: attributes.includes('t="inlineStr"') ? 'text' : 'number',
          value: readText(/<[tv][^>]*>(.*)<\/[tv]>/s.exec(content)?.[1] ?? ''),
          format: formats[Number(/ s="(\d+)"/.exec(attributes)?.[1] ?? 0)] ?? '',
        },
      ]),
    );
  });
};
