/** The result of one check with a bad disk. */
export interface DiskFault {
  /** What the disk did, in a few words. */
  readonly fault: string;
  /** The result, in words and numbers. */
  readonly outcome: string;
  readonly ok: boolean;
}
