/** Why a proxy gave us no tunnel: the `code` of an error, like the system's own codes. */
export type ProxyTrouble =
  /** It wants a name and password, or refused those it got. */
  | 'PROXY_ASKS'
  | 'PROXY_REFUSED'
  /** No connection to it, or no answer that makes sense. */
  | 'PROXY_UNREACHABLE'
  | 'PROXY_UNUSABLE';

export const proxyError = (code: ProxyTrouble): Error => Object.assign(new Error('No tunnel'), { code });

/** Whether a code means that no server was reached: one of the system's, or undici's for a connection timeout. */
export const isUnreached = (code: unknown): boolean =>
  typeof code === 'string' &&
  (/^E(?!RR_)[A-Z_]+$/.test(code) || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'PROXY_UNREACHABLE');
