/** The loudspeakers of this computer. Each has another id at every start of Chromium, so that only names are kept. */

/** Chromium's id for whichever the system uses. */
const USUAL = 'default';

const audioOutputs = async (): Promise<readonly MediaDeviceInfo[]> => {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.filter(
    ({ kind, deviceId, label }) => kind === 'audiooutput' && deviceId !== USUAL && label !== '',
  );
};

/** The id of that loudspeaker; '', the computer's usual one, where there is none of that name. */
export const speakerNamed = async (name: string): Promise<string> => {
  if (name === '') return '';
  return (await audioOutputs()).find(({ label }) => label === name)?.deviceId ?? '';
};

/** Tells their names, each once, now and whenever one is plugged in or pulled out; the result stops it. */
export const followSpeakers = (tell: (names: readonly string[]) => void): (() => void) => {
  let isOver = false;
  const read = async (): Promise<void> => {
    const names = (await audioOutputs()).map(({ label }) => label);
    if (!isOver) tell([...new Set(names)]);
  };
  const listener = (): void => void read();
  navigator.mediaDevices.addEventListener('devicechange', listener);
  listener();
  return () => {
    isOver = true;
    navigator.mediaDevices.removeEventListener('devicechange', listener);
  };
};
