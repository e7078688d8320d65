import { readFileSync } from 'node:fs';

const MAGIC = 'TZif';

const isZoneFile = (file: string): boolean => {
  try {
    return readFileSync(file).subarray(0, MAGIC.length).toString('latin1') === MAGIC;
  } catch {
    return false;
  }
};

/**
 * A Linux computer without a time zone runs on UTC and reports that as its zone, as if somebody had chosen it. An empty
 * TZ tells `systemTimeZone` that nobody has.
 */
export const admitNoTimeZone = (
  platform: NodeJS.Platform,
  variables: NodeJS.ProcessEnv,
  localTime = '/etc/localtime',
): void => {
  if (platform === 'linux' && variables['TZ'] === undefined && !isZoneFile(localTime)) variables['TZ'] = '';
};
