/** What can go wrong with an update; each is a problem that a person is shown. Free of zod, since windows import it. */
export const UPDATE_FAULTS = [
  /** The feed does not answer, or not in time. */
  'update-feed-unreachable',
  /** The offer is unsigned, signed with another key, changed, or meant for another kind of computer. */
  'update-not-believed',
  /** It offers a version older than this one, or older than one it has offered before. */
  'update-older',
  /** The installer arrived incomplete or too slowly, or did not end. */
  'update-cut-off',
  /** The installer is not the one that was signed. */
  'update-file-changed',
  'update-not-saved',
  'update-backup-failed',
  'update-not-installed',
  'update-rolled-back',
] as const;
export type UpdateFault = (typeof UPDATE_FAULTS)[number];
