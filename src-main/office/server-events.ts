/** Reads the data of server-sent events (WHATWG HTML §9.2.6) as they arrive; the office uses no other field. */

/**
 * The most that one stream may say. The office's messages have about a hundred bytes, so a till opens a new stream every
 * few hundred payments, and ends one that never stops.
 */
const MAX_BYTES = 64 * 1024;

/**
 * Returns a function that takes the next bytes, and returns false once the stream has said as much as it may. Comments
 * only keep the stream alive.
 */
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
    if (bytes > MAX_BYTES) return false;
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n/);
    rest = lines.pop() ?? '';
    lines.forEach(take);
    return true;
  };
};
