/**
 * Sends the journal to the office: one batch at a time, from the row after the last that the office has confirmed. Nothing
 * at the till waits for it. The office keeps what it already has, so that a batch whose answer was lost is sent again.
 */
import type { Head } from '#domain/journal/chained-row.ts';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { Breaker } from '#domain/gateway/breaker.ts';
import { CLOSED, enter, leave } from '#domain/gateway/breaker.ts';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import type { OfficeAlarm, OfficeStanding, OfficeTrouble } from '#domain/office/office-standing.ts';
import type { Push, PushAnswer } from '#domain/office/push.ts';
import { PUSH_ROWS } from '#domain/office/push.ts';
import type { TillState } from '#domain/office/till-state.ts';
import { jittered, PACE, retryWait } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { Clock, Ids, Log } from '#services/ports.ts';
import type { CursorNote, Office, OfficeAnswer, PushJournal } from './office-ports.ts';

export interface PushLoopPorts {
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'chance'>;
  readonly log: Log;
  readonly journal: PushJournal;
  readonly note: CursorNote;
  readonly tillState: () => TillState;
}

export interface PushListener {
  /** After each answer of the office that confirmed something, or showed that it is not reached. */
  readonly onAnswer: (isReached: boolean) => void;
  /** The office has another journal; `cursor` is the last row that it has. */
  readonly onAlarm: (kind: OfficeAlarm, cursor: Head) => void;
  readonly onRefused: (refused: CredentialRefusal) => void;
  /** What people are shown has changed. */
  readonly onChange: () => void;
}

/** Far less than the office takes, so that no cashier waits while it is made into a request. */
const MOST_LETTERS = 256 * 1024;

const { gather, heartbeat, unsound } = PACE.office;

type Trouble = Exclude<OfficeTrouble, 'unopened'>;

export class PushLoop {
  readonly #ports: PushLoopPorts;
  readonly #station: string;
  readonly #office: Pick<Office, 'push'>;
  readonly #on: PushListener;
  readonly #alarm: Alarm;
  #ring = (): void => undefined;
  /** The last row that the office has confirmed; null while that is not known. */
  #cursor: Head | null = null;
  #confirmedAt: number | null = null;
  #notedAt = -Infinity;
  #trouble: Trouble | null = null;
  #breaker: Breaker = CLOSED;
  #failures = 0;
  /** What people were last shown; see `#shown`. */
  #told = ' 0';
  /** Whether nothing is due until the next heartbeat, and whether it is waited for. */
  #isIdle = false;
  #isAsleep = false;
  #stopped = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(ports: PushLoopPorts, station: string, office: Pick<Office, 'push'>, on: PushListener) {
    this.#ports = ports;
    this.#station = station;
    this.#office = office;
    this.#on = on;
    this.#alarm = new Alarm(ports.clock);
  }

  start(): void {
    this.#recall();
    this.#ended = this.#run();
  }

  get standing(): Pick<OfficeStanding, 'confirmedAt' | 'behind' | 'trouble'> {
    return { confirmedAt: this.#confirmedAt, behind: this.#behind(), trouble: this.#trouble };
  }

  /** The journal may have grown. */
  wake(): void {
    const isNew = this.#cursor !== null && this.#ports.journal.head().sequence > this.#cursor.sequence;
    if (!this.#isAsleep || !this.#isIdle || !isNew) return;
    this.#isIdle = false;
    this.#alarm.setIn(gather, this.#ring);
  }

  /** Asks the office at once, whatever was planned. */
  askNow(): void {
    this.#ring();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#ring();
    await this.#ended;
    this.#noteCursor();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const wait = await this.#turn();
      await this.#sleep(wait);
    }
  }

  #tell(): void {
    const shown = this.#shown();
    if (shown === this.#told) return;
    this.#told = shown;
    this.#on.onChange();
  }

  /** What people are shown, as far as time and answers change it. */
  #shown(): string {
    const behind = this.#behind();
    const late = behind?.isLate ? behind.events : 0;
    return `${this.#trouble ?? ''} ${late}`;
  }

  #sleep(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      this.#ring = () => {
        this.#alarm.cancel();
        this.#isAsleep = false;
        resolve();
      };
      this.#alarm.setIn(ms, this.#ring);
      this.#isAsleep = true;
      // What was written while the office was asked is new as well.
      this.wake();
    });
  }

  /** One push; the result is how long to wait before the next, ms. A journal that cannot be read is one more failure. */
  async #turn(): Promise<number> {
    try {
      const wait = await this.#pushOnce();
      if (!this.#stopped) this.#tell();
      return wait;
    } catch (error) {
      this.#ports.log.error('pushing to the office failed', { error });
      return this.#failed(0);
    }
  }

  async #pushOnce(): Promise<number> {
    this.#isIdle = false;
    const { clock } = this.#ports;
    const push = this.#next();
    const startedAt = clock.steady();
    const { pass, breaker } = enter(this.#breaker, startedAt);
    this.#breaker = breaker;
    if (pass === 'refused') return breaker.state === 'open' ? breaker.until - startedAt : heartbeat;
    const answer = await this.#office.push(push);
    if (this.#stopped) return 0;
    const outcome = answer.kind === 'unreached' ? 'failed' : 'answered';
    this.#breaker = leave(this.#breaker, pass, outcome, clock.steady());
    return this.#take(push, answer, clock.steady() - startedAt);
  }

  /** Without a known cursor the office is told the journal's end and answers how far it has got. */
  #next(): Push {
    const { journal, tillState } = this.#ports;
    const end = journal.head();
    const after = this.#cursor ?? end;
    const batch = journal.rowsToPush(after.sequence, PUSH_ROWS, MOST_LETTERS);
    return { after, rows: [...(batch?.rows ?? [])], upTo: batch?.upTo ?? after, end, state: tillState() };
  }

  #take(push: Push, answer: OfficeAnswer<PushAnswer>, tookMs: number): number {
    switch (answer.kind) {
      case 'unreached':
        this.#ports.log.warn('the office was not reached', { detail: answer.detail });
        return this.#failed(answer.retryAfterMs);
      case 'refused':
        return this.#refused(answer.refused);
      case 'ok':
        return this.#judge(push, answer.value, tookMs);
      default:
        return answer satisfies never;
    }
  }

  #judge(push: Push, { answer, cursor }: PushAnswer, tookMs: number): number {
    switch (answer) {
      case 'taken':
        return this.#confirmed(cursor, cursor.sequence >= push.upTo.sequence, tookMs);
      case 'behind':
        return this.#confirmed(cursor, cursor.sequence < push.after.sequence, tookMs);
      case 'ahead':
      case 'forked':
        return this.#unsound(answer, cursor);
      default:
        return answer satisfies never;
    }
  }

  /** The office must have what it says: a row of this journal, and more of them than before. */
  #confirmed(cursor: Head, isPlausible: boolean, tookMs: number): number {
    const { clock, ids, journal, log } = this.#ports;
    if (!isPlausible) {
      log.warn('the office was not reached', { detail: 'implausible' });
      return this.#failed(0);
    }
    const end = journal.head();
    if (!this.#isOurs(cursor))
      return this.#unsound(cursor.sequence > end.sequence ? 'ahead' : 'forked', cursor);
    this.#cursor = cursor;
    this.#confirmedAt = clock.now();
    this.#failures = 0;
    this.#trouble = null;
    if (clock.steady() - this.#notedAt >= heartbeat) this.#noteCursor();
    this.#on.onAnswer(true);
    this.#isIdle = end.sequence <= cursor.sequence;
    // An office that is slow gets as long between two batches as it takes for one.
    return jittered(this.#isIdle ? heartbeat : Math.max(gather, tookMs), ids.chance());
  }

  #isOurs({ sequence, hash }: Head): boolean {
    return hash === (sequence === 0 ? NO_ROWS.hash : this.#ports.journal.hashOf(sequence));
  }

  #failed(retryAfterMs: number): number {
    const { clock, ids } = this.#ports;
    this.#failures += 1;
    this.#trouble ??= 'unreached';
    this.#on.onAnswer(false);
    const pause = this.#breaker.state === 'open' ? this.#breaker.until - clock.steady() : 0;
    return Math.max(jittered(retryWait(this.#failures), ids.chance()), pause, retryAfterMs);
  }

  #refused(refused: CredentialRefusal): number {
    this.#trouble = refused;
    this.#on.onAnswer(false);
    this.#on.onRefused(refused);
    return this.#untilResolved();
  }

  #unsound(kind: OfficeAlarm, cursor: Head): number {
    this.#trouble = kind;
    this.#on.onAnswer(true);
    this.#on.onAlarm(kind, cursor);
    return this.#untilResolved();
  }

  #untilResolved(): number {
    this.#failures = 0;
    return jittered(unsound, this.#ports.ids.chance());
  }

  #behind(): OfficeStanding['behind'] {
    const { clock, journal } = this.#ports;
    if (this.#cursor === null) return null;
    const { sequence } = this.#cursor;
    const events = journal.head().sequence - sequence;
    const first = events > 0 ? journal.rowsToPush(sequence, 1, 0)?.rows[0] : undefined;
    return first
      ? { events, since: first[0], isLate: clock.now() - first[0] > PACE.office.behindAfter }
      : null;
  }

  #recall(): void {
    const noted = this.#ports.note.read();
    if (noted?.station !== this.#station || !this.#isOurs(noted.cursor)) return;
    this.#cursor = noted.cursor;
    this.#confirmedAt = noted.at;
  }

  #noteCursor(): void {
    if (this.#cursor === null || this.#confirmedAt === null) return;
    this.#notedAt = this.#ports.clock.steady();
    this.#ports.note.write({ station: this.#station, cursor: this.#cursor, at: this.#confirmedAt });
  }
}
