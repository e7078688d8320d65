/** What one check of a bad disk found. */
export interface DiskFault {
  /** What the disk did, in a few words. */
  readonly fault: string;
  /** What came of it, in words and numbers. */
  readonly outcome: string;
  readonly ok: boolean;
}
