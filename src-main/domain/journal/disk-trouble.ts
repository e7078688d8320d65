/** Why the disk cannot be written. */
export type DiskTrouble = 'full' | 'read-only' | 'failing';

/** Nothing was written: what is not in the journal has not happened. */
export class DiskFailed extends Error {
  override readonly name = 'DiskFailed';
  readonly trouble: DiskTrouble;

  constructor(trouble: DiskTrouble, options?: ErrorOptions) {
    super(`the disk is ${trouble}`, options);
    this.trouble = trouble;
  }
}
