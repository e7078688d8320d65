/**
 * What the office tells tills at once. A message is a row that every office process reads a moment later, so that it
 * reaches a till whichever process holds its stream; streams of the same process get it directly. Messages are kept for
 * a while and not acknowledged: a till that gets one twice, or not at all, loses only time.
 */
import { z } from 'zod';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import type { StreamMessage } from '#domain/office/stream.ts';
import { streamMessage } from '#domain/office/stream.ts';
import type { Database } from '../../database/database.ts';
import { lettersOf } from '#domain/installation/letters.ts';
import type { Outside } from '../../outside.ts';
import type { Shown } from '../../stations/credentials.ts';
import { refusalOf } from '../../stations/credentials.ts';

/** How often a process asks for the messages of the others; ms. */
const EVERY = 250;
/** How far the clocks of processes may differ; ms. */
const CLOCKS_DIFFER = 5_000;
/** When a message is deleted; ms. */
const KEPT = 60_000;
/** A till uses one; the other may be left from the network it had a moment ago. A third ends the oldest. */
const MAX_PER_TILL = 2;
const ID_LETTERS = 20;

interface Stream {
  readonly shown: Shown;
  readonly send: (message: StreamMessage) => void;
  readonly end: () => void;
}

export interface Streams {
  /**
   * Returns a function that closes it. `end` is called if the office ends it, because another stream replaces it or its
   * credential is refused.
   */
  open(shown: Shown, send: Stream['send'], end: Stream['end']): () => void;
  publish(station: string, message: StreamMessage): Promise<void>;
  /**
   * Tells a till that a credential of its is refused from now on. Never rejects: what was done stays done, and the till
   * also hears it with its next push.
   */
  refuse(station: string, refused: CredentialRefusal): Promise<void>;
  close(): void;
}

const rows = z.array(z.strictObject({ message: z.string(), station: z.string(), body: z.string() }));

/** Why a stream's credential is now refused, to tell the till instead; null if it is still good. */
const refusedNow = (database: Database, { shown }: Stream): Promise<CredentialRefusal | null> =>
  refusalOf(database, shown);

class OpenStreams implements Streams {
  readonly #database: Database;
  readonly #outside: Outside;
  readonly #report: (error: unknown) => void;
  readonly #byStation = new Map<string, Set<Stream>>();
  /** Messages already sent to streams here, with the time they were made. */
  readonly #sent = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #since: number;
  #pruneAt = 0;

  constructor(database: Database, outside: Outside, report: (error: unknown) => void) {
    this.#database = database;
    this.#outside = outside;
    this.#report = report;
    this.#since = outside.now();
  }

  open(shown: Shown, send: Stream['send'], end: Stream['end']): () => void {
    const stream = { shown, send, end };
    const streams = this.#byStation.get(shown.station) ?? new Set();
    for (const oldest of streams) if (streams.size >= MAX_PER_TILL) this.#end(oldest, streams);
    this.#byStation.set(shown.station, streams.add(stream));
    this.#askLater();
    return () => this.#forget(stream, streams);
  }

  async publish(station: string, message: StreamMessage): Promise<void> {
    const id = lettersOf(this.#outside.randomBytes(ID_LETTERS));
    const now = this.#outside.now();
    this.#sent.set(id, now);
    const isDelivered = this.#deliver(station, message);
    await this.#database.query(
      'INSERT INTO messages (message, station, made_at, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [id, station, now, JSON.stringify(message)],
    );
    await isDelivered;
    await this.#prune(now);
  }

  async refuse(station: string, refused: CredentialRefusal): Promise<void> {
    try {
      await this.publish(station, { type: 'refused', refused });
    } catch (error) {
      this.#report(error);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#byStation.clear();
  }

  #end(stream: Stream, streams: Set<Stream>): void {
    this.#forget(stream, streams);
    stream.end();
  }

  #forget(stream: Stream, streams: Set<Stream>): void {
    const { station } = stream.shown;
    streams.delete(stream);
    if (streams.size === 0 && this.#byStation.get(station) === streams) this.#byStation.delete(station);
  }

  /** A refusal concerns one credential: its station may have another, valid one by now. */
  async #deliver(station: string, message: StreamMessage): Promise<void> {
    const streams = this.#byStation.get(station) ?? new Set<Stream>();
    for (const stream of streams) {
      if (message.type === 'hint') stream.send(message);
      else {
        const refused = await refusedNow(this.#database, stream);
        if (!refused) continue;
        stream.send({ type: 'refused', refused });
        this.#end(stream, streams);
      }
    }
  }

  #askLater(): void {
    if (this.#timer || this.#byStation.size === 0) return;
    this.#timer = setTimeout(() => {
      void this.#ask()
        .catch(this.#report)
        .finally(() => {
          this.#timer = undefined;
          this.#askLater();
        });
    }, EVERY);
  }

  async #ask(): Promise<void> {
    const now = this.#outside.now();
    const found = rows.parse(
      await this.#database.query('SELECT message, station, body FROM messages WHERE made_at > $1', [
        this.#since - CLOCKS_DIFFER,
      ]),
    );
    this.#since = now;
    for (const { message, station, body } of found.filter(({ message: id }) => !this.#sent.has(id))) {
      this.#sent.set(message, now);
      await this.#deliver(station, streamMessage.parse(JSON.parse(body)));
    }
    await this.#prune(now);
  }

  async #prune(now: number): Promise<void> {
    if (now < this.#pruneAt) return;
    this.#pruneAt = now + KEPT;
    for (const [id, at] of this.#sent) if (at < now - KEPT) this.#sent.delete(id);
    await this.#database.query('DELETE FROM messages WHERE made_at < $1', [now - KEPT]);
  }
}

/** `report`: called with errors that no caller awaits. */
export const openStreams = (
  database: Database,
  outside: Outside,
  report: (error: unknown) => void,
): Streams => new OpenStreams(database, outside, report);
