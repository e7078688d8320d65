/** Calls the office over HTTP (`TILL_PATHS`), by the same routes and with the same authorities as the gateway. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import type { Enrolment } from '#domain/office/enrolment.ts';
import { CREDENTIAL_REFUSALS, enrolled, ENROLMENT_REFUSALS } from '#domain/office/enrolment.ts';
import { readOfficeAddress } from '#domain/office/office-address.ts';
import { journalPart, restoring } from '#domain/office/restoring.ts';
import { MAX_LONG_BODY_BYTES, pushAnswer } from '#domain/office/push.ts';
import type { StreamMessage } from '#domain/office/stream.ts';
import { streamMessage } from '#domain/office/stream.ts';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import { laterPartsOf, withoutLaterParts } from '#domain/office/till-state.ts';
import { receiptPath } from '#domain/office/receipt-path.ts';
import { PACE } from '#domain/pace.ts';
import { unpack } from '#globalpay/http/content-coding.ts';
import type { HttpOutcome } from '#globalpay/http/http.ts';
import { MAX_BYTES } from '#globalpay/http/http.ts';
import { retryAfterMs } from '#globalpay/http/retry-after.ts';
import type { Network } from '#globalpay/route/network.ts';
import { openOutlet } from '#globalpay/route/outlet.ts';
import type {
  EnrolmentAnswer,
  NotTaken,
  Office,
  OfficeAnswer,
  OfficeCredential,
  OfficeFailure,
  Offices,
} from '#services/office/office-ports.ts';
import { signatureOf } from './receipt-signature.ts';
import { readEvents } from './server-events.ts';

interface Waits {
  /** Timeout of a whole answer; ms. */
  readonly answer: number;
  /** Longest wait for the stream's next byte; ms. */
  readonly silence: number;
}

const compressed = promisify(gzip);
/** Below this size, compressing does not help. */
const WORTH_COMPRESSING = 1_024;

const credentialRefusal = z.object({ refused: z.enum(CREDENTIAL_REFUSALS) });
const enrolmentRefusal = z.object({ refused: z.enum(ENROLMENT_REFUSALS) });

const bodyOf = (outcome: HttpOutcome, maxBytes = MAX_BYTES): unknown => {
  if (outcome.kind !== 'answered' || outcome.body === null) return undefined;
  const unpacked = unpack(outcome.body, outcome.encoding, maxBytes);
  if (!unpacked.ok) return undefined;
  try {
    return JSON.parse(unpacked.body.toString('utf8'));
  } catch {
    return undefined;
  }
};

/** Anything that is not an office's answer: a proxy's page, a server error, silence. */
const unreached = (outcome: HttpOutcome): OfficeFailure & { readonly kind: 'unreached' } => {
  if (outcome.kind !== 'answered') return { kind: 'unreached', detail: outcome.detail, retryAfterMs: 0 };
  const { status, retryAfter, date } = outcome;
  return {
    kind: 'unreached',
    detail: `status-${status}`,
    retryAfterMs: retryAfterMs(retryAfter, date, Date.now()) ?? 0,
  };
};

const statusOf = (outcome: HttpOutcome): number => (outcome.kind === 'answered' ? outcome.status : 0);

const failureOf = (outcome: HttpOutcome): OfficeFailure => {
  const refusal = statusOf(outcome) === 401 && credentialRefusal.safeParse(bodyOf(outcome));
  return refusal && refusal.success ? { kind: 'refused', refused: refusal.data.refused } : unreached(outcome);
};

const answerOf = <T>(
  outcome: HttpOutcome,
  status: number,
  schema: z.ZodType<T>,
  maxBytes?: number,
): OfficeAnswer<T> => {
  const read = statusOf(outcome) === status && schema.safeParse(bodyOf(outcome, maxBytes));
  return read && read.success ? { kind: 'ok', value: read.data } : failureOf(outcome);
};

/**
 * An office answers 400 without a body; a page comes from a proxy, and does not count. It may be a proxy for which a
 * row is too long.
 */
const notTaken = (outcome: HttpOutcome): NotTaken | undefined => {
  if (outcome.kind !== 'answered') return undefined;
  if (outcome.status === 413) return { kind: 'not-taken', why: 'row-too-long' };
  return outcome.status === 400 && outcome.body?.length === 0
    ? { kind: 'not-taken', why: 'not-taken' }
    : undefined;
};

const isTooLong = (outcome: HttpOutcome): boolean => outcome.kind === 'answered' && outcome.body === null;

/** Throws for an address that `readOfficeAddress` refuses, since the credential would travel in clear text. */
const outletFor = (address: string, network: Network) => {
  const read = readOfficeAddress(address);
  if (!read.ok || read.origin !== address) throw new Error('an office is reached by TLS only');
  const { connectMs } = PACE.answers;
  return openOutlet({ origin: address, connectMs, network });
};

const PLAIN = { 'Accept-Encoding': 'identity' };
const JSON_HEADERS = { ...PLAIN, 'Content-Type': 'application/json; charset=utf-8' };

/** A request by which a till without a credential gets one. */
interface Entry<T> {
  readonly path: string;
  readonly letIn: z.ZodType<T>;
}

/** As the first tills enrolled; null if that is no different. */
const asAtFirst = ({ end, ...enrolment }: Enrolment): Enrolment | null =>
  end !== undefined || laterPartsOf(enrolment.state).length > 0
    ? { ...enrolment, state: withoutLaterParts(enrolment.state) }
    : null;

/** An older office takes no enrolment with a part that it does not know, and uses up no code for it. */
const enter = async <T>(
  { network, waits }: { readonly network: Network; readonly waits: Waits },
  { path, letIn }: Entry<T>,
  address: string,
  enrolment: Enrolment,
): Promise<EnrolmentAnswer<T>> => {
  const outlet = outletFor(address, network);
  const ask = (given: Enrolment): Promise<HttpOutcome> =>
    outlet.send({
      origin: address,
      method: 'POST',
      path,
      headers: JSON_HEADERS,
      body: JSON.stringify(given),
      timeoutMs: waits.answer,
    });
  const first = await ask(enrolment);
  const less = notTaken(first)?.why === 'not-taken' ? asAtFirst(enrolment) : null;
  const outcome = less ? await ask(less) : first;
  void outlet.close();
  const answer = answerOf(outcome, 201, letIn);
  if (answer.kind === 'ok') return answer;
  // It did not look at the code.
  if (statusOf(outcome) === 429) return { kind: 'refused', refused: 'too-many-tries' };
  if (outcome.kind === 'not-sent') return { kind: 'unreachable', detail: outcome.detail };
  const refusal = statusOf(outcome) === 409 && enrolmentRefusal.safeParse(bodyOf(outcome));
  return refusal && refusal.success
    ? { kind: 'refused', refused: refusal.data.refused }
    : { kind: 'unreached', detail: unreached(outcome).detail };
};

const openOffice = (network: Network, credential: OfficeCredential, waits: Waits): Office => {
  const { address: origin, station, credential: secret } = credential;
  const outlet = outletFor(origin, network);
  const stopping = new AbortController();
  const { signal } = stopping;
  const headers = { Authorization: `Bearer ${station}.${secret}` };
  return {
    push: async (push) => {
      const text = JSON.stringify(push);
      const isLong = text.length > WORTH_COMPRESSING;
      const outcome = await outlet.send({
        origin,
        method: 'POST',
        path: TILL_PATHS.journal,
        headers: { ...headers, ...JSON_HEADERS, ...(isLong && { 'Content-Encoding': 'gzip' }) },
        body: isLong ? await compressed(text) : text,
        timeoutMs: waits.answer,
        signal,
      });
      return notTaken(outcome) ?? answerOf(outcome, 200, pushAnswer);
    },
    rows: async (after) => {
      const path = `${TILL_PATHS.journal}?after=${after}`;
      const get = { origin, method: 'GET', path, headers: { ...headers, ...PLAIN }, body: null } as const;
      const maxBytes = MAX_LONG_BODY_BYTES;
      const outcome = await outlet.send({ ...get, timeoutMs: waits.answer, maxBytes, signal });
      return isTooLong(outcome) ? { kind: 'too-long' } : answerOf(outcome, 200, journalPart, maxBytes);
    },
    listen: async ({ onOpen, onMessage }) => {
      const ending = new AbortController();
      const read = readMessages(onMessage, () => ending.abort());
      let isStream = false;
      const outcome = await outlet.stream({
        origin,
        path: TILL_PATHS.stream,
        headers: { ...headers, ...PLAIN, Accept: 'text/event-stream' },
        signal: AbortSignal.any([signal, ending.signal]),
        silenceMs: waits.silence,
        onStart: (status) => {
          isStream = status === 200;
          if (isStream) onOpen();
        },
        onData: (chunk) => {
          if (isStream && !read(chunk)) ending.abort();
        },
      });
      return unreached(outcome);
    },
    receiptAddress: (reference, language) =>
      `${origin}${receiptPath({ station, reference, signature: signatureOf(secret, reference) }, language)}`,
    close: async () => {
      stopping.abort();
      await outlet.close();
    },
  };
};

/** A newer office may send messages that are unknown here. */
const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
};

/** Nothing follows on a refusal: an office that says it again and again would make the till ask as often. */
const readMessages = (onMessage: (message: StreamMessage) => void, end: () => void) =>
  readEvents((data) => {
    const { data: message } = streamMessage.safeParse(parsed(data));
    if (message) onMessage(message);
    if (message?.type === 'refused') end();
  });

const USUAL_WAITS: Waits = { answer: PACE.office.answer, silence: PACE.office.silence };

export const openOffices = (network: Network, waits: Waits = USUAL_WAITS): Offices => ({
  enrol: async (...given) => enter({ network, waits }, { path: TILL_PATHS.enrol, letIn: enrolled }, ...given),
  restore: async (...given) =>
    enter({ network, waits }, { path: TILL_PATHS.restore, letIn: restoring }, ...given),
  open: (credential) => openOffice(network, credential, waits),
});
