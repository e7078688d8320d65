/** The stream of an office over real HTTP on loopback, and how it ends. */
import { expect, test } from 'vitest';
import type { StreamMessage } from '#domain/office/stream.ts';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import { httpOffices, json } from './http-offices.ts';
import type { Answer } from './http-offices.ts';

const { serve, officeAt } = httpOffices();

test('the stream delivers messages as they come, skips unknown ones, and says when it has ended', async () => {
  const address = await serve((request, response) => {
    expect([request.url, request.headers.accept]).toEqual([TILL_PATHS.stream, 'text/event-stream']);
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(
      ': here\n\ndata: {"type":"hint","reference":"T1-7"}\n\ndata: {"type":"later"}\n\ndata: no\n\n',
    );
    response.end('data: {"type":"refused","refused":"revoked"}\n\n');
  });
  const heard: StreamMessage[] = [];
  let opens = 0;
  const end = await officeAt(address).listen({
    onOpen: () => (opens += 1),
    onMessage: (message) => void heard.push(message),
  });
  expect(end).toMatchObject({ kind: 'unreached' });
  expect(opens).toBe(1);
  expect(heard).toEqual([
    { type: 'hint', reference: 'T1-7' },
    { type: 'refused', refused: 'revoked' },
  ]);
});

test('a stream is over once it has said that the credential is no longer good', async () => {
  const address = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('data: {"type":"refused","refused":"revoked"}\n\n');
  });
  const heard: StreamMessage[] = [];
  const end = await officeAt(address, { answer: 50, silence: 1_000 }).listen({
    onOpen: () => undefined,
    onMessage: (message) => void heard.push(message),
  });
  expect(end).toMatchObject({ detail: 'stopped' });
  expect(heard).toHaveLength(1);
});

test.each<[string, Answer, number]>([
  ['refuses', json(401, { refused: 'revoked' }), 0],
  ['falls silent', (_request, response) => void response.writeHead(200).write(': here\n\n'), 1],
  ['never stops talking', (_request, response) => void response.writeHead(200).write('x'.repeat(100_000)), 1],
])('a stream that %s has ended', async (_name, answer, opensWanted) => {
  let opens = 0;
  const office = officeAt(await serve(answer), { answer: 50, silence: 1_000 });
  await office.listen({ onOpen: () => (opens += 1), onMessage: () => undefined });
  expect(opens).toBe(opensWanted);
});
