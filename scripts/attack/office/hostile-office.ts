/** An office in the hands of an attacker, in a thread of its own, so that what it sends without end keeps no till from its work. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync, gzipSync } from 'node:zlib';

/** What it does, and what it has seen of it. */
export type Stance =
  | 'endless-answer'
  | 'bomb'
  | 'redirect'
  | 'endless-hints'
  | 'endless-refusals'
  | 'endless-nonsense'
  | 'far-cursor'
  | 'other-rows'
  | 'to-and-fro'
  | 'forged-rows'
  | 'too-many-rows'
  | 'many-rows'
  | 'huge-row'
  | 'others-journal';

export interface Seen {
  /** Requests, by their paths. */
  readonly asked: Readonly<Record<string, number>>;
  /** Bytes that it has got rid of. */
  readonly sent: number;
  /** What came as Authorization. */
  readonly credentials: readonly string[];
}

const { stance, elsewhere } = workerData as { readonly stance: Stance; readonly elsewhere: string };
const asked: Record<string, number> = {};
const credentials = new Set<string>();
let sent = 0;

const MEGABYTE = Buffer.alloc(1024 * 1024, ' ');
const ROW_HASH = 'a'.repeat(64);
const ENROLLED = {
  station: 'st-1',
  credential: 'a-credential-of-more-than-32-letters',
  storeName: 'Store',
  stationName: 'Till',
};

/** Writes as long as somebody reads. */
const pour = (response: ServerResponse, chunk: Buffer): void => {
  const more = (): void => {
    if (response.destroyed) return;
    sent += chunk.length;
    if (response.write(chunk)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
};

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

const repeated = (message: string): Buffer => Buffer.from(message.repeat(Math.ceil(65_536 / message.length)));

const STREAMS: Partial<Record<Stance, Buffer>> = {
  'endless-hints': repeated('data: {"type":"hint","reference":"T1-20261129-000007-7HJ2K9A3F8-M3VQ0TXE"}\n\n'),
  'endless-refusals': repeated('data: {"type":"refused","refused":"revoked"}\n\n'),
  'endless-nonsense': repeated(': nothing\ndata: {"type":"later","payload":[1,2,3]}\n\n'),
};

const stream = (response: ServerResponse): void => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const chunk = STREAMS[stance];
  if (chunk) pour(response, chunk);
  else response.write(': open\n\n');
};

type Head = { readonly sequence: number; readonly hash: string };
type Pushed = { readonly after: Head; readonly upTo: Head };

const NO_ROWS = { sequence: 0, hash: '0'.repeat(64) };
let pushes = 0;

type Answer = (response: ServerResponse, pushed: Pushed) => void;

/** What it answers to a push; an office of the other stances takes it. */
const PUSHES: Partial<Record<Stance, Answer>> = {
  'endless-answer': (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    pour(response, MEGABYTE);
  },
  bomb: (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(512 * 1024 * 1024)));
  },
  redirect: (response) =>
    void response.writeHead(307, { Location: pushes % 2 === 0 ? 'file:///etc/passwd' : elsewhere }).end(),
  'far-cursor': (response) =>
    json(response, 200, { answer: 'taken', cursor: { sequence: 1e9, hash: ROW_HASH } }),
  'other-rows': (response, { upTo }) =>
    json(response, 200, { answer: 'taken', cursor: { ...upTo, hash: ROW_HASH } }),
  'to-and-fro': (response, { after, upTo }) =>
    json(
      response,
      200,
      after.sequence > 0 ? { answer: 'behind', cursor: NO_ROWS } : { answer: 'taken', cursor: upTo },
    ),
};

const takePush: Answer = (response, pushed) => {
  pushes += 1;
  const answers: Answer =
    PUSHES[stance] ?? (() => json(response, 200, { answer: 'taken', cursor: pushed.upTo }));
  answers(response, pushed);
};

/** How many rows it announces, if not as many as a journal may have. */
const ANNOUNCED: Partial<Record<Stance, number>> = { 'others-journal': 0, 'too-many-rows': 1e15 };

const restore = (response: ServerResponse): void => {
  const sequence = ANNOUNCED[stance] ?? 1_000_000;
  const cursor = sequence === 0 ? NO_ROWS : { sequence, hash: ROW_HASH };
  json(response, 201, { ...ENROLLED, installation: 'EVILEV', cursor });
};

const house = (payload: string): unknown[] => [1_764_000_000_000, 'house', 'exported', payload];

/** Up to `MAX_LONG_BODY_BYTES` of the smallest rows; one that is too long; else a few that claim to be some till's. */
const ROWS: Partial<Record<Stance, () => readonly unknown[]>> = {
  'many-rows': () => Array.from({ length: 900_000 }, () => [1, 'a', 'b', '']),
  'huge-row': () => [house('x'.repeat(40_000_000))],
};
const FEW_ROWS = Array.from({ length: 12 }, () => house('{}'));

const giveRows = (response: ServerResponse): void =>
  json(response, 200, { rows: ROWS[stance]?.() ?? FEW_ROWS });

/** Whatever is not a push. */
const other = (path: string, method: string): ((response: ServerResponse) => void) | undefined => {
  if (path.endsWith('/stream')) return stream;
  if (path.endsWith('/enrol')) return (response) => json(response, 201, ENROLLED);
  if (path.endsWith('/restore')) return restore;
  return method === 'GET' ? giveRows : undefined;
};

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [path = ''] = (request.url ?? '').split('?');
  asked[path] = (asked[path] ?? 0) + 1;
  credentials.add(request.headers.authorization ?? '');
  const simply = other(path, request.method ?? '');
  if (simply) {
    simply(response);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const isZipped = request.headers['content-encoding'] === 'gzip';
  takePush(response, JSON.parse((isZipped ? gunzipSync(body) : body).toString()) as Pushed);
};

const server = createServer((request, response) => {
  response.on('error', () => undefined);
  answer(request, response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage({ port: (server.address() as AddressInfo).port });
});
parentPort?.on('message', () => {
  const seen: Seen = { asked, sent, credentials: [...credentials].filter((one) => one !== '') };
  parentPort?.postMessage(seen);
});
