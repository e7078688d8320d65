/** Fetches the office's whole journal of this till, to replace the one here. */
import { jittered, retryWait } from '#domain/pace.ts';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import type { RestoreProgress } from '#domain/office/office-standing.ts';
import type { JournalCare, JournalDraft } from '#services/health/journal-care-port.ts';
import { Pause } from '#services/pause.ts';
import type { Clock, Ids, Log } from '#services/ports.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { Office, OfficeCredential } from './office-ports.ts';

export interface FetchJournalPorts {
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'random'>;
  readonly log: Log;
  readonly care: Pick<JournalCare, 'draft'>;
}

/**
 * `ready`: it takes the journal's place at the next opening. `cut-off`: the office stopped answering, or the fetch was
 * stopped. `no-room`: it would take too much of the disk. `too-long`: a row is longer than this version accepts.
 * `unsound`: it is not the journal that the office promised. `failed`: the disk refused.
 */
export type Fetched =
  | { readonly fetched: 'ready' | 'cut-off' | 'no-room' | 'too-long' | 'unsound' | 'failed' }
  | { readonly fetched: 'refused'; readonly refused: CredentialRefusal };

/** Follows the progress and can stop the fetch; what came by then is discarded. */
export interface FetchOptions {
  readonly onProgress: (progress: RestoreProgress) => void;
  readonly signal: AbortSignal;
}

/** After so many tries for one part the fetch ends; a person can continue later. */
const MAX_TRIES = 4;

type Part = Awaited<ReturnType<Office['rows']>>;

/** Ends early if the signal is aborted. */
const waited = async (clock: Clock, ms: number, signal: AbortSignal): Promise<void> => {
  const pause = new Pause(clock);
  const end = (): void => pause.end();
  signal.addEventListener('abort', end, { once: true });
  await pause.for(ms);
  signal.removeEventListener('abort', end);
};

const askWithRetries = async (
  { clock, ids }: FetchJournalPorts,
  office: Pick<Office, 'rows'>,
  after: number,
  signal: AbortSignal,
): Promise<Part> => {
  let answer = await office.rows(after);
  for (let tries = 1; answer.kind === 'unreached' && tries < MAX_TRIES && !signal.aborted; tries += 1) {
    const wait = Math.max(jittered(retryWait(tries), ids.random()), answer.retryAfterMs);
    await waited(clock, wait, signal);
    answer = await office.rows(after);
  }
  return answer;
};

const ended = (part: Exclude<Part, { readonly kind: 'ok' }>): Fetched => {
  switch (part.kind) {
    case 'refused':
      return { fetched: 'refused', refused: part.refused };
    case 'unreached':
      return { fetched: 'cut-off' };
    case 'too-long':
      return { fetched: 'too-long' };
    default:
      return part satisfies never;
  }
};

const fill = async (
  ports: FetchJournalPorts,
  office: Pick<Office, 'rows'>,
  { address, station, storeName, stationName, journal }: OfficeCredential,
  draft: JournalDraft,
  acting: Acting,
  { onProgress, signal }: FetchOptions,
): Promise<Fetched> => {
  const { installation, end } = journal ?? { installation: '', end: NO_ROWS };
  const total = end.sequence;
  for (let done = 0; done < total;) {
    if (!draft.hasRoomFor(total)) return { fetched: 'no-room' };
    onProgress({ stage: 'coming', done, total });
    const part = await askWithRetries(ports, office, done, signal);
    if (part.kind !== 'ok') return ended(part);
    const { rows } = part.value;
    if (rows.length === 0 || !draft.add(rows)) return { fetched: 'unsound' };
    done += rows.length;
  }
  const from = { address, station, storeName, stationName };
  const check = (done: number): void => onProgress({ stage: 'checking', done, total });
  check(0);
  const outcome = await draft.ready({ installation, end }, from, acting, { onProgress: check, signal });
  return { fetched: outcome === 'stopped' ? 'cut-off' : outcome };
};

/** Does not touch the open journal, whatever the outcome. */
export const fetchJournal = async (
  ports: FetchJournalPorts,
  office: Pick<Office, 'rows'>,
  credential: OfficeCredential,
  acting: Acting,
  options: FetchOptions,
): Promise<Fetched> => {
  let draft: JournalDraft | null = null;
  try {
    draft = ports.care.draft();
    return await fill(ports, office, credential, draft, acting, options);
  } catch (error) {
    ports.log.error('the journal that the office has could not be written', { error });
    return { fetched: 'failed' };
  } finally {
    draft?.drop();
  }
};
