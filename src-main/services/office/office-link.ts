import type { Head } from '#domain/journal/chained-row.ts';
import type { OfficeAlarm } from '#domain/office/office-standing.ts';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import type { OfficeNames } from '#domain/office/office-names.ts';
import { areSameNames } from '#domain/office/office-names.ts';
import type { StreamMessage } from '#domain/office/stream.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import type { Changes } from '#services/changes.ts';
import { HintStream } from './hint-stream.ts';
import type { Office, OfficeCredential } from './office-ports.ts';
import type { PushLoopPorts } from './push/push-loop.ts';
import { PushLoop } from './push/push-loop.ts';

export interface OfficeLinkPorts extends PushLoopPorts {
  readonly changes: Pick<Changes, 'on'>;
  /** Looks up the payment or refund of this reference at once. */
  readonly hint: (reference: string) => void;
}

export interface OfficeLinkListener {
  readonly onAlarm: (kind: OfficeAlarm, cursor: Head) => void;
  readonly onRefused: (refused: CredentialRefusal) => void;
  /** The office calls this till otherwise than before; `credential` has its new names. */
  readonly onNamed: () => void;
  readonly onChange: () => void;
}

/** The link of an enrolled till to its office: pushes to it, and listens to it. */
export class OfficeLink {
  #credential: OfficeCredential;
  readonly #ports: OfficeLinkPorts;
  readonly #office: Office;
  readonly #loop: PushLoop;
  readonly #stream: HintStream;
  #stopListening = (): void => undefined;

  constructor(ports: OfficeLinkPorts, credential: OfficeCredential, office: Office, on: OfficeLinkListener) {
    this.#ports = ports;
    this.#credential = credential;
    this.#office = office;
    this.#stream = new HintStream(ports, office, (message) => this.#take(message));
    const as = { station: credential.station, names: () => this.#names };
    this.#loop = new PushLoop(ports, as, office, {
      ...on,
      onNamed: (names) => this.#rename(names, on),
      onAnswer: (isReached) => this.#stream.reached(isReached),
    });
  }

  get credential(): OfficeCredential {
    return this.#credential;
  }

  get standing(): PushLoop['standing'] {
    return this.#loop.standing;
  }

  receiptAddress(reference: string, language: LanguageName): string {
    return this.#office.receiptAddress(reference, language);
  }

  start(): void {
    this.#loop.start();
    this.#stopListening = this.#ports.changes.on('written', () => this.#loop.wake());
  }

  async stop(): Promise<void> {
    this.#stopListening();
    this.#stream.stop();
    const closed = this.#office.close();
    await this.#loop.stop();
    await closed;
  }

  get #names(): OfficeNames {
    const { storeName, stationName } = this.#credential;
    return { storeName, stationName };
  }

  #rename(names: OfficeNames, { onNamed }: Pick<OfficeLinkListener, 'onNamed'>): void {
    if (areSameNames(this.#names, names)) return;
    this.#credential = { ...this.#credential, ...names };
    onNamed();
  }

  #take(message: StreamMessage): void {
    switch (message.type) {
      case 'hint':
        this.#ports.hint(message.reference);
        return;
      case 'refused':
        // The answer to a push will say so too, and that is what counts.
        this.#loop.askNow();
        return;
      default:
        return message satisfies never;
    }
  }
}
