/**
 * Pushes the journal to the office, one batch at a time, from the first row that the office has not confirmed. Nothing
 * at the till waits for it. A batch whose answer was lost is sent again; the office ignores rows that it already has.
 */
import type { Head } from '#domain/journal/chained-row.ts';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import type { OfficeNames } from '#domain/office/office-names.ts';
import type {
  OfficeAlarm,
  OfficeStanding,
  OfficeTrouble,
  UntakenWhy,
} from '#domain/office/office-standing.ts';
import type { Push, PushAnswer } from '#domain/office/push.ts';
import { isRowTooLong } from '#domain/office/push.ts';
import type { TillState } from '#domain/office/till-state.ts';
import { PACE } from '#domain/pace.ts';
import type { Clock, Ids, Log } from '#services/ports.ts';
import type { CursorNote, Office, PushJournal } from '#services/office/office-ports.ts';
import { PushCursor } from './push-cursor.ts';
import { PushTurns } from './push-turns.ts';
import { PushWaits } from './push-waits.ts';
import { ReportedState } from './reported-state.ts';
import { UntakenRows } from './untaken-rows.ts';

export interface PushLoopPorts {
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'random'>;
  readonly log: Log;
  readonly journal: PushJournal;
  readonly note: CursorNote;
  readonly tillState: () => TillState;
}

/** Who this till is to the office. */
export interface PushedAs {
  readonly station: string;
  /** As far as it knows. */
  readonly names: () => OfficeNames;
}

export interface PushListener {
  /** Called after each push: whether the office answered and accepts this till. */
  readonly onAnswer: (isReached: boolean) => void;
  /** The office has another journal; `cursor` is its last row. */
  readonly onAlarm: (kind: OfficeAlarm, cursor: Head) => void;
  readonly onRefused: (refused: CredentialRefusal) => void;
  /** The office calls this till otherwise than it knew. */
  readonly onNamed: (names: OfficeNames) => void;
  /** What people are shown may have changed. */
  readonly onChange: () => void;
}

/** Far less than the office takes, so that no cashier waits while the request is built. */
const MAX_CHARACTERS = 256 * 1024;

const { gather } = PACE.office;

type Trouble = Exclude<OfficeTrouble, 'unopened'>;
/** What the office claims to have, and how it calls the till if that is new. */
type Confirmed = Pick<Extract<PushAnswer, { answer: 'taken' }>, 'cursor' | 'named'>;
type Answer = Awaited<ReturnType<Office['push']>>;

export class PushLoop {
  readonly #ports: PushLoopPorts;
  readonly #office: Pick<Office, 'push'>;
  readonly #names: PushedAs['names'];
  readonly #on: PushListener;
  readonly #turns: PushTurns;
  readonly #cursor: PushCursor;
  readonly #waits: PushWaits;
  readonly #untaken: UntakenRows;
  readonly #reported: ReportedState;
  #trouble: Trouble | null = null;
  /** What people were last shown; see `#shown`. */
  #lastShown = ' 0';
  /** Whether the next push is only the heartbeat. */
  #isIdle = false;

  constructor(ports: PushLoopPorts, as: PushedAs, office: Pick<Office, 'push'>, on: PushListener) {
    this.#ports = ports;
    this.#office = office;
    this.#names = as.names;
    this.#on = on;
    this.#turns = new PushTurns(ports.clock, () => this.#turn());
    this.#cursor = new PushCursor(ports, as.station);
    this.#waits = new PushWaits(ports);
    this.#untaken = new UntakenRows(ports.clock);
    this.#reported = new ReportedState(ports.clock);
  }

  start(): void {
    this.#cursor.recall();
    this.#turns.start();
  }

  get standing(): Pick<OfficeStanding, 'confirmedAt' | 'behind' | 'trouble' | 'untakenRow'> {
    const { confirmedAt, behind } = this.#cursor;
    return { confirmedAt, behind, trouble: this.#trouble, untakenRow: this.#untaken.untaken?.row ?? null };
  }

  /** The journal has grown. */
  wake(): void {
    if (!this.#isIdle || this.#untaken.isHeldBack) return;
    this.#isIdle = false;
    this.#turns.reschedule(gather);
  }

  /** Pushes at once, whatever was planned. */
  askNow(): void {
    this.#turns.now();
  }

  async stop(): Promise<void> {
    await this.#turns.stop();
    this.#cursor.note();
  }

  #emitChange(): void {
    const shown = this.#shown();
    if (shown === this.#lastShown) return;
    this.#lastShown = shown;
    this.#on.onChange();
  }

  /** The part of what people are shown that time and answers change. */
  #shown(): string {
    const { behind } = this.#cursor;
    const late = behind?.isLate ? behind.events : 0;
    return `${this.#trouble ?? ''} ${late}`;
  }

  /** One push; returns how long to wait before the next, ms. An unreadable journal counts as a failed push. */
  async #turn(): Promise<number> {
    try {
      const wait = await this.#pushOnce();
      if (!this.#turns.isStopped) this.#emitChange();
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
    const pass = this.#waits.enter();
    if (pass === 'refused') return this.#waits.whilePausing();
    const answer = await this.#office.push(push);
    if (this.#turns.isStopped) return 0;
    this.#waits.leave(pass, answer.kind === 'unreached' ? 'failed' : 'answered');
    return this.#take(push, answer, clock.steady() - startedAt);
  }

  /** While the cursor is not known, the push has only the journal's end, and the office answers with its cursor. */
  #next(): Push {
    const { clock, journal, tillState } = this.#ports;
    const end = journal.head();
    const after = this.#cursor.head ?? end;
    const rows = this.#reported.isAsking ? null : this.#rowsAfter(after);
    const { untaken } = this.#untaken;
    const said = { knownAs: this.#names(), saidAt: clock.now() };
    const state = this.#reported.of({ ...tillState(), ...(untaken && { untaken }), ...said });
    return { after, rows: [...(rows?.rows ?? [])], upTo: rows?.upTo ?? after, end, state };
  }

  /** A row that is too long for any office is not sent at all. */
  #rowsAfter(after: Head): ReturnType<PushJournal['rowsToPush']> {
    const { limit } = this.#untaken;
    const batch = limit === 0 ? null : this.#ports.journal.rowsToPush(after.sequence, limit, MAX_CHARACTERS);
    const first = batch?.rows[0];
    if (!first || !isRowTooLong(first[3])) return batch;
    this.#untaken.hold(after.sequence + 1, 'row-too-long');
    return null;
  }

  #take(push: Push, answer: Answer, tookMs: number): number {
    switch (answer.kind) {
      case 'unreached':
        this.#ports.log.warn('the office was not reached', { detail: answer.detail });
        return this.#failed(answer.retryAfterMs);
      case 'refused':
        return this.#refused(answer.refused);
      case 'not-taken':
        return this.#notTaken(push, answer.why, tookMs);
      case 'ok':
        return this.#judge(push, answer.value, tookMs);
      default:
        return answer satisfies never;
    }
  }

  #judge(push: Push, said: PushAnswer, tookMs: number): number {
    const { cursor } = said;
    this.#reported.taken(push);
    switch (said.answer) {
      case 'taken':
        return this.#confirmed(push, said, cursor.sequence >= push.upTo.sequence, tookMs);
      case 'behind':
        return this.#confirmed(push, said, cursor.sequence < push.after.sequence, tookMs);
      case 'ahead':
      case 'forked':
        return this.#unsound(said.answer, cursor);
      default:
        return said satisfies never;
    }
  }

  /** Checks what the office claims to have: it must be a row of this journal, and its answer must fit the push. */
  #confirmed({ rows }: Push, { cursor, named }: Confirmed, isPlausible: boolean, tookMs: number): number {
    const { journal, log } = this.#ports;
    if (!isPlausible) {
      log.warn('the office was not reached', { detail: 'implausible' });
      return this.#failed(0);
    }
    if (!this.#cursor.isOurs(cursor))
      return this.#unsound(cursor.sequence > journal.head().sequence ? 'ahead' : 'forked', cursor);
    if (named) this.#on.onNamed(named);
    this.#cursor.confirm(cursor);
    this.#untaken.taken(cursor, rows.length);
    this.#trouble = this.#untaken.untaken?.why ?? null;
    this.#on.onAnswer(true);
    this.#isIdle = !this.#cursor.isBehind || this.#untaken.isHeldBack;
    return this.#waits.afterAnswer(this.#isIdle, tookMs);
  }

  /** The office answers, so the next push can tell it which row it does not take. */
  #notTaken(push: Push, why: UntakenWhy, tookMs: number): number {
    const { after, rows } = push;
    this.#ports.log.warn('the office did not take a push', { why, after: after.sequence, rows: rows.length });
    this.#on.onAnswer(true);
    if (why === 'not-taken' && this.#reported.isToBlame(push)) return this.#waits.afterAnswer(false, tookMs);
    if (this.#untaken.refused(after, rows.length, why)) return this.#waits.afterAnswer(false, tookMs);
    this.#trouble = why;
    return this.#waits.untilResolved();
  }

  #failed(retryAfterMs: number): number {
    this.#trouble ??= 'unreached';
    this.#on.onAnswer(false);
    return this.#waits.afterFailure(retryAfterMs);
  }

  #refused(refused: CredentialRefusal): number {
    this.#trouble = refused;
    this.#on.onAnswer(false);
    this.#on.onRefused(refused);
    return this.#waits.untilResolved();
  }

  #unsound(kind: OfficeAlarm, cursor: Head): number {
    this.#trouble = kind;
    this.#on.onAnswer(true);
    this.#on.onAlarm(kind, cursor);
    return this.#waits.untilResolved();
  }
}
