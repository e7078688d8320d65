import { expect, test } from 'vitest';
import { readEvents } from '#office/server-events.ts';

const encoder = new TextEncoder();

const read = (chunks: readonly (string | Uint8Array)[]) => {
  const heard: string[] = [];
  const take = readEvents((data) => void heard.push(data));
  const taken = chunks.map((chunk) => take(typeof chunk === 'string' ? encoder.encode(chunk) : chunk));
  return { heard, taken };
};

test('each event is delivered once it is complete, however it was split', () => {
  expect(read(['data: {"a":1}\n\nda', 'ta:{"b"', ':2}\r\n\r', '\n', 'data: half']).heard).toEqual([
    '{"a":1}',
    '{"b":2}',
  ]);
});

test('comments, names and ids are ignored', () => {
  expect(read([': still here\n\nevent: hint\nid: 7\ndata: x\n\n\n\n']).heard).toEqual(['x']);
});

test('characters of several bytes may be split', () => {
  const bytes = encoder.encode('data: 订单\n\n');
  expect(read([bytes.slice(0, 8), bytes.slice(8)]).heard).toEqual(['订单']);
});

test('a stream says 64 kB and no more, be it one event, many, or none', () => {
  expect(read(['data: ', 'x'.repeat(70_000)]).taken).toEqual([true, false]);
  expect(read(Array.from({ length: 30 }, () => `data: ${'x'.repeat(4_000)}\n`)).taken.at(-1)).toBe(false);
  expect(read(Array.from({ length: 30 }, () => ': x\n\n'.repeat(1_000))).taken.at(-1)).toBe(false);
  const hints = read(Array.from({ length: 1_000 }, () => `data: ${'x'.repeat(100)}\n\n`));
  expect(hints.heard).toHaveLength(Math.floor((64 * 1024) / 108));
  expect(hints.taken.slice(hints.heard.length)).not.toContain(true);
});
