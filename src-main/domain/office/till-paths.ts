/**
 * The doors of the office for tills. All but `enrol` and `restore` want `Authorization: Bearer <station>.<credential>`;
 * 401 with `{ refused: CredentialRefusal }` where it is not good. Bodies are JSON, and may be compressed with gzip.
 */
export const TILL_PATHS = {
  /** POST `Enrolment` → 201 `Enrolled`, or 409 `{ refused: EnrolmentRefusal }`. */
  enrol: '/till/1/enrol',
  /** POST `Enrolment` with a code for replacing this station → 201 `Restoring`, or 409 as above. */
  restore: '/till/1/restore',
  /**
   * POST `Push` → 200 `PushAnswer`; 400 without a body where it is no push, 413 where it is too long. GET `?after=<sequence>` → 200
   * `JournalPart`: what a new computer gets.
   */
  journal: '/till/1/journal',
  /** GET → server-sent events, each a `StreamMessage`. */
  stream: '/till/1/stream',
} as const;
