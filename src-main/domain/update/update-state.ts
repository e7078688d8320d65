/** How far an update has come. Only `advance` changes it. */
import type { Offer } from './offer.ts';

export type UpdateState =
  | { readonly stage: 'none' }
  /** Waits until no payment is running. */
  | { readonly stage: 'offered'; readonly offer: Offer }
  | { readonly stage: 'downloading'; readonly offer: Offer }
  /** On the disk, and checked to be the signed file. */
  | { readonly stage: 'ready'; readonly offer: Offer }
  | { readonly stage: 'installing'; readonly offer: Offer };

export type UpdateStage = UpdateState['stage'];

export type UpdateEvent =
  | { readonly type: 'offered'; readonly offer: Offer }
  /** The feed has nothing for this till any more. */
  | { readonly type: 'withdrawn' }
  | { readonly type: 'download-began' }
  | { readonly type: 'downloaded' }
  | { readonly type: 'download-failed' }
  | { readonly type: 'install-began' }
  /** The installer did not run; the file may be tried again. */
  | { readonly type: 'install-failed' }
  /** The file on the disk is not the signed one any more. */
  | { readonly type: 'file-lost' };

export const NO_UPDATE: UpdateState = { stage: 'none' };

const isUnderWay = ({ stage }: UpdateState): boolean => stage === 'downloading' || stage === 'installing';

const isSameFile = (one: Offer, other: Offer): boolean =>
  one.version === other.version && one.sha512 === other.sha512 && one.file === other.file;

const offered = (state: UpdateState, offer: Offer): UpdateState | undefined => {
  if (isUnderWay(state)) return undefined;
  if (state.stage !== 'none' && isSameFile(state.offer, offer)) return undefined;
  return { stage: 'offered', offer };
};

const next = (
  state: UpdateState,
  from: UpdateStage,
  to: Exclude<UpdateStage, 'none'>,
): UpdateState | undefined =>
  state.stage === from && 'offer' in state ? { stage: to, offer: state.offer } : undefined;

/** The state after an event; undefined where the event does not apply to it. */
export const advance = (state: UpdateState, event: UpdateEvent): UpdateState | undefined => {
  switch (event.type) {
    case 'offered':
      return offered(state, event.offer);
    case 'withdrawn':
      return state.stage === 'none' || isUnderWay(state) ? undefined : NO_UPDATE;
    case 'download-began':
      return next(state, 'offered', 'downloading');
    case 'downloaded':
      return next(state, 'downloading', 'ready');
    case 'download-failed':
      return next(state, 'downloading', 'offered');
    case 'install-began':
      return next(state, 'ready', 'installing');
    case 'install-failed':
      return next(state, 'installing', 'ready');
    case 'file-lost':
      return next(state, 'ready', 'offered');
    default:
      return event satisfies never;
  }
};
