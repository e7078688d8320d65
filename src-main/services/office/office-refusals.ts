import type { Head } from '#domain/journal/chained-row.ts';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import type { OfficeAlarm } from '#domain/office/office-standing.ts';
import type { Emits } from '#services/changes.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { PushJournal } from './office-ports.ts';
import { wasReplaced } from './office-records.ts';

export interface OfficeRefusalsPorts {
  readonly journal: Pick<PushJournal, 'head'> & Pick<ActivityJournal, 'record' | 'records' | 'lastPlace'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly changes: Emits<'status'>;
}

/** What the office refuses: this till's journal, or its credential. Each is recorded once for each start of the link. */
export class OfficeRefusals {
  readonly #ports: OfficeRefusalsPorts;
  #isReplaced: boolean;
  readonly #recorded = new Set<string>();

  constructor(ports: OfficeRefusalsPorts) {
    this.#ports = ports;
    this.#isReplaced = wasReplaced(ports.journal);
  }

  /** Whether nothing may be charged here because this till has moved to another computer. */
  get isReplaced(): boolean {
    return this.#isReplaced;
  }

  /** Call when a link starts. */
  begin(): void {
    this.#recorded.clear();
  }

  /** Call when the office has given this till a new credential. */
  connected(): void {
    this.#isReplaced = false;
  }

  /** The office has another journal, whose last row this is. */
  refuseJournal(kind: OfficeAlarm, { sequence }: Head): void {
    const { journal, clock } = this.#ports;
    const last = journal.head().sequence;
    this.#once(kind, () =>
      journal.record({ type: 'office-alarm', kind, office: sequence, last }, clock.now()),
    );
  }

  refuseCredential(refused: CredentialRefusal, station: string): void {
    const { journal, clock, changes } = this.#ports;
    if (refused === 'replaced' && !this.#isReplaced) {
      this.#isReplaced = true;
      changes.emit('status');
    }
    this.#once(refused, () => journal.record({ type: 'office-refused', refused, station }, clock.now()));
  }

  /** If the disk refuses, it is tried again the next time the office says so. */
  #once(what: string, record: () => void): void {
    if (this.#recorded.has(what)) return;
    this.#ports.log.warn('the office does not take the journal', { what });
    try {
      record();
      this.#recorded.add(what);
    } catch (error) {
      this.#ports.log.error('what the office says could not be recorded', { what, error });
    }
  }
}
