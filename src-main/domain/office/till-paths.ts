/**
 * The office's paths for tills. All but `enrol` and `restore` require `Authorization: Bearer <station>.<credential>`
 * and answer 401 with `{ refused: CredentialRefusal }` if it is not accepted. Bodies are JSON and may be gzipped.
 */
export const TILL_PATHS = {
  /** POST `Enrolment` → 201 `Enrolled`, or 409 `{ refused: EnrolmentRefusal }`. */
  enrol: '/till/1/enrol',
  /** POST `Enrolment` with a code for replacing this station → 201 `Restoring`, or 409 as above. */
  restore: '/till/1/restore',
  /**
   * POST `Push` → 200 `PushAnswer`; 400 without a body if it is not a push, 413 if it is too long. GET
   * `?after=<sequence>` → 200 `JournalPart`: what a new computer gets.
   */
  journal: '/till/1/journal',
  /** GET → server-sent events, each a `StreamMessage`. */
  stream: '/till/1/stream',
} as const;
