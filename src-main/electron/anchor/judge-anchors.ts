/** Compares the anchor in the data folder, its copy outside and the signing key at a start. */
import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import type { AnchorRead } from './anchor-files.ts';
import { isCopied } from './anchor-files.ts';
import type { AnchorPlace, AnchorText } from './anchor-text.ts';

export interface FoundKey {
  readonly publicKey: string;
  /** The keys it has replaced. */
  readonly former: readonly string[];
  /** Whether it was made at this start although a journal already existed. */
  readonly isNewer: boolean;
  /** Whether its file says, under the seal, that there is an anchor. */
  readonly isAnchored: boolean;
}

export interface FoundAnchors {
  readonly inside: AnchorRead;
  readonly copy: AnchorRead;
}

export interface Judged {
  /** The newest anchor that can be believed. */
  readonly text: AnchorText | null;
  readonly alarms: readonly JournalAlarm[];
}

const isSealed = (read: AnchorRead): boolean => read.state !== 'missing' && read.isSealed;

/** Once anything has been sealed, an anchor in the clear proves nothing: anybody could have written it. */
export const withoutForgeable = (found: FoundAnchors, hadKeyStore: boolean): FoundAnchors => {
  const wasSealed = hadKeyStore || isSealed(found.inside) || isSealed(found.copy);
  const believed = (read: AnchorRead): AnchorRead =>
    wasSealed && read.state === 'opened' && !read.isSealed ? { state: 'unopened', isSealed: false } : read;
  return { inside: believed(found.inside), copy: believed(found.copy) };
};

/** The newest anchor; if both are equally new, the one inside. */
export const newestOf = ({ inside, copy }: FoundAnchors): AnchorText | null => {
  if (inside.state !== 'opened') return copy.state === 'opened' ? copy.text : null;
  return copy.state === 'opened' && copy.text.moved > inside.text.moved ? copy.text : inside.text;
};

const withoutAny = ({ inside, copy }: FoundAnchors, key: FoundKey): readonly JournalAlarm[] => {
  if (inside.state === 'unopened') return ['anchor-unopened'];
  if (key.isAnchored || copy.state === 'unopened') return ['anchor-missing'];
  // A till of an earlier version already has a key.
  return key.isNewer ? ['other-key'] : [];
};

const against = (
  text: AnchorText,
  { inside }: FoundAnchors,
  key: FoundKey,
  here: AnchorPlace,
): readonly JournalAlarm[] => {
  const alarms: JournalAlarm[] = [];
  if (inside.state !== 'opened') alarms.push('anchor-missing');
  else if (inside.text.moved < text.moved) alarms.push('older-folder');
  if (![key.publicKey, ...key.former].includes(text.publicKey)) alarms.push('other-key');
  if (inside.state === 'opened' && isCopied(inside.text.place, here)) alarms.push('cloned');
  return alarms;
};

/** The anchor inside is always written first, so a copy ahead of it shows that an older folder was put in place. */
export const judgeAnchors = (found: FoundAnchors, key: FoundKey, here: AnchorPlace): Judged => {
  const text = newestOf(found);
  return { text, alarms: text ? against(text, found, key, here) : withoutAny(found, key) };
};
