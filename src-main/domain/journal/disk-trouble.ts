/** Why the disk does not take what must be kept. */
export type DiskTrouble = 'full' | 'read-only' | 'failing';

/** Thrown where something could not be written: it is not in the journal, so it has not happened. */
export class DiskFailed extends Error {
  override readonly name = 'DiskFailed';
  readonly trouble: DiskTrouble;

  constructor(trouble: DiskTrouble, options?: ErrorOptions) {
    super(`the disk is ${trouble}`, options);
    this.trouble = trouble;
  }
}
