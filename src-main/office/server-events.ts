/** Reads server-sent events (WHATWG HTML §9.2.6) as they come, as far as the office uses them: their data. */

/** A message of the office has about a hundred characters. */
const LONGEST = 64 * 1024;

/** Returns what takes the next bytes; false once there are more than any event has. Comments only keep the stream alive. */
export const readEvents = (onData: (data: string) => void): ((chunk: Uint8Array) => boolean) => {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  const take = (line: string): void => {
    if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    if (line !== '' || data.length === 0) return;
    onData(data.join('\n'));
    data = [];
  };
  return (chunk) => {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n/);
    rest = lines.pop() ?? '';
    lines.forEach(take);
    return rest.length + data.join('').length <= LONGEST;
  };
};
