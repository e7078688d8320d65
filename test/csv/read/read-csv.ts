/** An RFC 4180 reader that shares nothing with the writer under test; throws on anything the RFC does not allow. */
export const readCsv = (text: string, delimiter = ','): string[][] => {
  const records: string[][] = [];
  let record: string[] = [];
  const field = new RegExp(`"((?:[^"]|"")*)"|([^"\\r\\n${delimiter}]*)`, 'y');
  let at = 0;
  while (at < text.length) {
    field.lastIndex = at;
    const [whole = '', quoted, bare = ''] = field.exec(text) ?? [];
    record.push(quoted?.replaceAll('""', '"') ?? bare);
    at += whole.length;
    if (text.startsWith('\r\n', at)) {
      records.push(record);
      record = [];
      at += 2;
    } else if (text[at] === delimiter) at += 1;
    else throw new Error(`not RFC 4180 at character ${at}`);
  }
  if (record.length > 0) throw new Error('the last row is not ended');
  return records;
};
