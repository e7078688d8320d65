/** One request to the office, and every way in which it can end. */

import { UNATTENDED } from '../../views/sign-in-views.ts';

/** Why there is no usable answer. In every case typed input stays where it is. */
export type Failure =
  /** No valid answer of an office came back: no network, a proxy's page, or an error of the office. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'signed-out'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly body: unknown };

export type Answer<T> = { readonly kind: 'ok'; readonly value: T } | Failure;

interface Asked extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>;
}

/** How long an office may take to answer. */
const PATIENCE_MS = 20_000;

const bodyOf = async (response: Response): Promise<unknown> => {
  const written = await response.text();
  return written === '' ? null : JSON.parse(written);
};

let isUnattended = false;

/** Marks what `work` asks at once as asked by the page itself: it keeps nobody signed in. */
export const unattended = (work: () => void): void => {
  isUnattended = true;
  try {
    work();
  } finally {
    isUnattended = false;
  }
};

/** The page and the office have the same version, so the answer matches `views`. */
export const ask = async <T>(path: string, init: Asked = {}): Promise<Answer<T>> => {
  try {
    const response = await fetch(path, {
      ...init,
      headers: { ...init.headers, ...(isUnattended && { [UNATTENDED]: 'yes' }) },
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status >= 500) return { kind: 'gone' };
    const body = await bodyOf(response);
    if (response.ok) return { kind: 'ok', value: body as T };
    if (response.status === 401) return { kind: 'signed-out', body };
    return { kind: 'refused', status: response.status, body };
  } catch {
    return { kind: 'gone' };
  }
};
