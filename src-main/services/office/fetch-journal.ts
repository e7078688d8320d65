/** Gets the whole journal that the office has of this till, to take the place of the one that is here. */
import { jittered, retryWait } from '#domain/pace.ts';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import { Alarm } from '#services/alarm.ts';
import type { JournalCare, JournalDraft } from '#services/health/journal-care-port.ts';
import type { Clock, Ids, Log } from '#services/ports.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { Office, OfficeCredential } from './office-ports.ts';

export interface FetchJournalPorts {
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'chance'>;
  readonly log: Log;
  readonly care: Pick<JournalCare, 'draft'>;
}

/**
 * `ready`: it takes the journal's place at the next opening. `cut-off`: the office did not answer in the end. `too-long`: a row
 * is longer than this version takes. `unsound`: what it has is not the journal that it says. `failed`: the disk refuses.
 */
export type Fetched =
  | { readonly fetched: 'ready' | 'cut-off' | 'too-long' | 'unsound' | 'failed' }
  | { readonly fetched: 'refused'; readonly refused: CredentialRefusal };

/** A part that the office does not give after so many tries ends it; a person may go on later. */
const MOST_TRIES = 4;

type Part = Awaited<ReturnType<Office['rows']>>;

const askPatiently = async (
  { clock, ids }: FetchJournalPorts,
  office: Pick<Office, 'rows'>,
  after: number,
): Promise<Part> => {
  let answer = await office.rows(after);
  for (let tries = 1; answer.kind === 'unreached' && tries < MOST_TRIES; tries += 1) {
    const wait = Math.max(jittered(retryWait(tries), ids.chance()), answer.retryAfterMs);
    await new Promise<void>((resolve) => new Alarm(clock).setIn(wait, resolve));
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
): Promise<Fetched> => {
  const { installation, end } = journal ?? { installation: '', end: NO_ROWS };
  for (let has = 0; has < end.sequence;) {
    const part = await askPatiently(ports, office, has);
    if (part.kind !== 'ok') return ended(part);
    const { rows } = part.value;
    if (rows.length === 0 || !draft.add(rows)) return { fetched: 'unsound' };
    has += rows.length;
  }
  const from = { address, station, storeName, stationName };
  const isReady = await draft.ready({ installation, end }, from, acting);
  return { fetched: isReady ? 'ready' : 'unsound' };
};

/** The open journal is not touched, whatever comes of it. */
export const fetchJournal = async (
  ports: FetchJournalPorts,
  office: Pick<Office, 'rows'>,
  credential: OfficeCredential,
  acting: Acting,
): Promise<Fetched> => {
  let draft: JournalDraft | null = null;
  try {
    draft = ports.care.draft();
    return await fill(ports, office, credential, draft, acting);
  } catch (error) {
    ports.log.error('the journal that the office has could not be written', { error });
    return { fetched: 'failed' };
  } finally {
    draft?.drop();
  }
};
