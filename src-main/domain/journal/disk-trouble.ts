/** Why nothing can be written to the disk. */
export type DiskTrouble = 'full' | 'read-only' | 'failing';

/** Nothing was written, so for the till it has not happened. */
export class DiskFailed extends Error {
  override readonly name = 'DiskFailed';
  readonly trouble: DiskTrouble;

  constructor(trouble: DiskTrouble, options?: ErrorOptions) {
    super(`the disk is ${trouble}`, options);
    this.trouble = trouble;
  }
}
