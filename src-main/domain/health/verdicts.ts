/** The possible verdicts on each part of the till that a shop depends on. Free of zod, since windows import it. */

export type HealthLevel = 'green' | 'amber' | 'red';

/** In each list, the gravest comes last. */
export const VERDICTS = {
  gateway: {
    reached: 'green',
    unused: 'green',
    slow: 'amber',
    paused: 'amber',
    failing: 'red',
    'not-set-up': 'red',
  },
  clock: { right: 'green', unknown: 'green', 'zone-changed': 'amber', wrong: 'red' },
  journal: {
    well: 'green',
    'low-disk': 'amber',
    unchecked: 'amber',
    'catching-up': 'amber',
    alarmed: 'red',
    'not-written': 'red',
    damaged: 'red',
  },
  backups: { recent: 'green', due: 'green', none: 'amber', old: 'amber' },
  displays: {
    own: 'green',
    shared: 'green',
    small: 'amber',
    covered: 'amber',
    missing: 'red',
    silent: 'red',
    'no-code': 'red',
  },
  printer: { none: 'green', unused: 'green', printed: 'green', failed: 'amber' },
  'key-store': { available: 'green', missing: 'amber' },
  folders: { writable: 'green', refused: 'red' },
  start: { prompt: 'green', slow: 'amber', 'by-hand': 'amber' },
  office: {
    none: 'green',
    confirmed: 'green',
    unreached: 'amber',
    late: 'amber',
    refused: 'red',
    untaken: 'red',
    alarmed: 'red',
  },
  disk: { within: 'green', unknown: 'green', over: 'amber', tight: 'amber' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, HealthLevel>>>>;

export type HealthSubject = keyof typeof VERDICTS;
export type VerdictOf<S extends HealthSubject> = keyof (typeof VERDICTS)[S] & string;
export type Verdicts = { readonly [S in HealthSubject]: VerdictOf<S> };

export const HEALTH_SUBJECTS = Object.keys(VERDICTS) as readonly HealthSubject[];

/** The possible verdicts on a subject. */
export const verdictsOn = <S extends HealthSubject>(subject: S): readonly VerdictOf<S>[] =>
  Object.keys(VERDICTS[subject]) as VerdictOf<S>[];

export const levelOf = (subject: HealthSubject, verdict: string): HealthLevel =>
  Object.entries<HealthLevel>(VERDICTS[subject]).find(([name]) => name === verdict)?.[1] ?? 'red';
