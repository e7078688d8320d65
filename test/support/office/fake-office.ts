import type { Head } from '#domain/journal/chained-row.ts';
import { hashedText, NO_ROWS } from '#domain/journal/chained-row.ts';
import type { CredentialRefusal, Enrolled, EnrolmentRefusal } from '#domain/office/enrolment.ts';
import type { OfficeNames } from '#domain/office/office-names.ts';
import { areSameNames } from '#domain/office/office-names.ts';
import type { UntakenWhy } from '#domain/office/office-standing.ts';
import type { Push, PushAnswer } from '#domain/office/push.ts';
import type { JournalPart, Restoring } from '#domain/office/restoring.ts';
import { sha256 } from '#electron/system/ids.ts';
import type {
  EnrolmentAnswer,
  NotTaken,
  Office,
  OfficeAnswer,
  OfficeCredential,
  OfficeFailure,
  Offices,
  StreamListener,
  TooLong,
} from '#services/office/office-ports.ts';

export const CODE = 'K7M29QXT4D';
export const ADDRESS = 'https://office.example';

export const enrolledAs: Enrolled = {
  station: 'st-1',
  credential: 'a-credential-of-more-than-32-letters',
  storeName: 'Garden Café',
  stationName: 'Till 2',
};
export const credential: OfficeCredential = { address: ADDRESS, ...enrolledAs };

const UNREACHED: OfficeFailure = { kind: 'unreached', detail: 'ECONNREFUSED', retryAfterMs: 0 };

/** An office for one till that keeps rows in memory and follows their hashes, as `PushAnswer` says. */
export class FakeOffice implements Offices {
  /** The head after each row that it has. */
  heads: Head[] = [];
  rows: Push['rows'][number][] = [];
  /** What it calls the till. */
  names: OfficeNames = { storeName: enrolledAs.storeName, stationName: enrolledAs.stationName };
  /** The installation whose journal that is. */
  installation = 'AAAAAA';
  readonly pushes: Push[] = [];
  /** How often a till was let in to take the place of another. */
  restores = 0;
  /** How many parts of a journal it gives before the line is cut. */
  partsLeft = Infinity;
  isReached = true;
  /** Answers that are lost after the rows were taken. */
  losesAnswers = 0;
  refuses: CredentialRefusal | null = null;
  refusesEnrolment: EnrolmentRefusal | null = null;
  /** Why it does not take a push with this row. */
  refusesRow: (row: Push['rows'][number]) => UntakenWhy | null = () => null;
  /** Whether it has a row that is longer than the till takes. */
  isTooLong = false;
  /** What it answers instead, whatever it has. */
  says: PushAnswer | null = null;
  /** Resolves an answer later, as a slow one does. */
  delay: (() => Promise<void>) | null = null;
  /** The stream that a till holds open. */
  listener: StreamListener | null = null;
  streams = 0;
  #endStream = (): void => undefined;

  get last(): Head {
    return this.heads.at(-1) ?? NO_ROWS;
  }

  async enrol(_address: string, { code }: { readonly code: string }): Promise<EnrolmentAnswer> {
    await Promise.resolve();
    if (!this.isReached) return { kind: 'unreachable', detail: 'ECONNREFUSED' };
    if (this.refusesEnrolment) return { kind: 'refused', refused: this.refusesEnrolment };
    return code === CODE ? { kind: 'ok', value: enrolledAs } : { kind: 'refused', refused: 'unknown-code' };
  }

  async restore(address: string, { code }: { readonly code: string }): Promise<EnrolmentAnswer<Restoring>> {
    const answer = await this.enrol(address, { code });
    if (answer.kind !== 'ok') return answer;
    this.restores += 1;
    return { kind: 'ok', value: { ...answer.value, installation: this.installation, cursor: this.last } };
  }

  open(): Office {
    let closed = false;
    return {
      push: async (push) => {
        const answer = this.#answer(push);
        await this.delay?.();
        if (closed) return UNREACHED;
        if (this.losesAnswers === 0) return answer;
        this.losesAnswers -= 1;
        return UNREACHED;
      },
      rows: async (after) => Promise.resolve(this.#part(after)),
      listen: (on) => this.#listen(on),
      receiptAddress: (reference, language) => `${ADDRESS}/r/st-1.${reference}.signature?l=${language}`,
      close: async () => {
        closed = true;
        this.endStream();
        return Promise.resolve();
      },
    };
  }

  #part(after: number): OfficeAnswer<JournalPart> | TooLong {
    this.partsLeft -= 1;
    if (this.isTooLong) return { kind: 'too-long' };
    if (!this.isReached || this.partsLeft < 0) return UNREACHED;
    if (this.refuses) return { kind: 'refused', refused: this.refuses };
    return { kind: 'ok', value: { rows: this.rows.slice(after, after + 5) } };
  }

  endStream(): void {
    this.listener = null;
    this.#endStream();
  }

  take(push: Push): PushAnswer {
    const { after, rows, upTo, end } = push;
    const cursor = this.last;
    if (cursor.sequence > end.sequence) return { answer: 'ahead', cursor };
    if (after.sequence > cursor.sequence) return { answer: 'behind', cursor };
    const known = after.sequence === 0 ? NO_ROWS : this.heads[after.sequence - 1];
    if (known?.hash !== after.hash) return { answer: 'forked', cursor, at: after.sequence };
    const next: Head[] = [];
    for (const [at, reference, type, payload] of rows) {
      const { sequence, hash: previousHash } = next.at(-1) ?? after;
      const row = { sequence: sequence + 1, at, reference, type, payload, previousHash };
      next.push({ sequence: row.sequence, hash: sha256(hashedText(row)) });
    }
    const odd = next.find((head) => (this.heads[head.sequence - 1] ?? head).hash !== head.hash);
    if (odd || (next.at(-1) ?? after).hash !== upTo.hash)
      return { answer: 'forked', cursor, at: odd?.sequence ?? upTo.sequence };
    this.heads.push(...next.filter(({ sequence }) => sequence > cursor.sequence));
    this.rows.push(...rows.slice(Math.max(0, cursor.sequence - after.sequence)));
    return { answer: 'taken', cursor: this.last };
  }

  #answer(push: Push): OfficeAnswer<PushAnswer> | NotTaken {
    this.pushes.push(push);
    if (!this.isReached) return UNREACHED;
    if (this.refuses) return { kind: 'refused', refused: this.refuses };
    const [why] = push.rows.flatMap((row) => this.refusesRow(row) ?? []);
    if (why) return { kind: 'not-taken', why };
    return { kind: 'ok', value: this.says ?? this.#named(push, this.take(push)) };
  }

  #named({ state: { knownAs } }: Push, answer: PushAnswer): PushAnswer {
    const isKnown = !knownAs || areSameNames(knownAs, this.names);
    return answer.answer !== 'taken' || isKnown ? answer : { ...answer, named: this.names };
  }

  async #listen(on: StreamListener): Promise<OfficeFailure> {
    this.streams += 1;
    if (!this.isReached) return UNREACHED;
    this.listener = on;
    on.onOpen();
    return new Promise((resolve) => {
      this.#endStream = () => resolve(UNREACHED);
    });
  }
}
