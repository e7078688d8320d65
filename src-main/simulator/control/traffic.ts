import { LIMITS } from './limits.ts';

/** One request without its credentials. */
type RecordedRequest = {
  /** Epoch ms. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed when it is JSON, else the text; null when there was none. */
  readonly body: unknown;
};

export type Traffic = {
  add(request: Omit<RecordedRequest, 'body'>, bodyText: string): void;
  /** Oldest first. */
  requests(): RecordedRequest[];
  clear(): void;
};

const KEPT = 500;
const SECRET_HEADERS = ['authorization', 'proxy-authorization', 'cookie'];

interface Kept {
  readonly request: RecordedRequest;
  /** Characters of its path and body. */
  readonly size: number;
}

/** The newest requests that fit the limit together. */
function asManyAsFit(requests: readonly Kept[]): readonly Kept[] {
  let left: number = LIMITS.kept;
  const from = requests.findLastIndex(({ size }) => (left -= size) < 0);
  return requests.slice(from + 1);
}

/** Keeps the last requests, at most 500, so that a contract test can check what a client really sent. */
export function recordTraffic(): Traffic {
  let kept: readonly Kept[] = [];
  return {
    add: (request, bodyText) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !SECRET_HEADERS.includes(name.toLowerCase())),
      );
      const size = request.path.length + bodyText.length;
      const added = { request: { ...request, headers, body: readable(bodyText) }, size };
      kept = asManyAsFit([...kept.slice(1 - KEPT), added]);
    },
    requests: () => kept.map(({ request }) => request),
    clear: () => {
      kept = [];
    },
  };
}

function readable(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
