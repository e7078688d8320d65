import type { ConnectionName, TillView } from '#contract';
import { text } from '#contract';
import type { IconName } from '../../parts/icon-paths.ts';

type Trouble = Exclude<ConnectionName, 'idle' | 'online'>;

export const CONNECTION_ICONS = {
  idle: 'ready',
  online: 'online',
  'no-internet': 'noNetwork',
  'gateway-down': 'cross',
  'gateway-slow': 'hourglass',
  'credentials-refused': 'key',
  'certificate-date': 'warning',
  'certificate-unknown': 'warning',
  'proxy-asks': 'key',
  'proxy-refused': 'cross',
  'proxy-unreachable': 'cross',
  'proxy-unusable': 'warning',
} as const satisfies Record<ConnectionName, IconName>;

const isTrouble = (connection: ConnectionName): connection is Trouble =>
  connection !== 'idle' && connection !== 'online';

/** What a connection problem means for payments, and what to do; '' if there is none. */
export const connectionAdvice = ({ connection, paused }: Pick<TillView, 'connection' | 'paused'>): string => {
  if (!isTrouble(connection)) return '';
  // Waiting does not help here; a person must act.
  const needsPerson = connection.startsWith('certificate-') || connection.startsWith('proxy-');
  return text(paused && !needsPerson ? 'connection.paused' : `connection.${connection}.advice`);
};
