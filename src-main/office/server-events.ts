/** Reads server-sent events (WHATWG HTML §9.2.6) as they come, as far as the office uses them: their data. */

/**
 * A message of the office has about a hundred bytes, so a till opens another stream every few hundred payments, and an office
 * that talks without end is hung up on.
 */
const MOST_BYTES = 64 * 1024;

/** Returns what takes the next bytes; false once a stream has said all that it may. Comments only keep it alive. */
export const readEvents = (onData: (data: string) => void): ((chunk: Uint8Array) => boolean) => {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  let bytes = 0;
  const take = (line: string): void => {
    if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    if (line !== '' || data.length === 0) return;
    onData(data.join('\n'));
    data = [];
  };
  return (chunk) => {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return false;
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n/);
    rest = lines.pop() ?? '';
    lines.forEach(take);
    return true;
  };
};
