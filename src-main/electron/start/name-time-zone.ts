import { readFileSync, realpathSync } from 'node:fs';
import { isTimeZone } from '#domain/zone-name.ts';

const MAGIC = 'TZif';

const isZoneFile = (file: string): boolean => {
  try {
    return readFileSync(file).subarray(0, MAGIC.length).toString('latin1') === MAGIC;
  } catch {
    return false;
  }
};

/** 'Asia/Shanghai' for the system's file of that zone, or a link to it; undefined for any other file. */
const zoneOfFile = (file: string): string | undefined => {
  try {
    const name = /\/zoneinfo(?:\/(?:posix|right))?\/(.+)$/.exec(realpathSync(file))?.[1];
    return name !== undefined && isTimeZone(name) ? name : undefined;
  } catch {
    return undefined;
  }
};

/** Call it again when the computer's zone may have changed. */
export type NameAgain = () => void;

/**
 * Makes TZ name the computer's zone, as far as it can be known, for `systemTimeZone` to read. The C library also takes
 * the path of a zone's file, for which Intl has no name: the clock would be right, but only until the next summer time.
 * And a Linux computer without a time zone keeps UTC and calls that its zone, as if somebody had chosen it; an empty TZ
 * says that nobody has.
 */
export const nameTimeZone = (
  platform: NodeJS.Platform,
  variables: NodeJS.ProcessEnv,
  localTime = '/etc/localtime',
): NameAgain => {
  const { TZ: tz } = variables;
  const isSet = tz !== undefined;
  const name = (): void => {
    if (platform === 'win32') return;
    if (!isSet) {
      if (platform === 'linux' && !isZoneFile(localTime)) variables['TZ'] = '';
      return;
    }
    const named = tz.replace(/^:/, '').startsWith('/') ? zoneOfFile(tz.replace(/^:/, '')) : undefined;
    if (named !== undefined) variables['TZ'] = named;
  };
  name();
  return () => {
    // Either makes Node ask the system anew which zone it is in; until then it keeps what it found first.
    if (isSet) variables['TZ'] = tz;
    else delete variables['TZ'];
    name();
  };
};
