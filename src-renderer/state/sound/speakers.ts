/** The computer's loudspeakers. Their ids change at every start of Chromium, so only names are kept. */

/** Chromium's id for the system's current loudspeaker. */
const USUAL = 'default';

const audioOutputs = async (): Promise<readonly MediaDeviceInfo[]> => {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.filter(
    ({ kind, deviceId, label }) => kind === 'audiooutput' && deviceId !== USUAL && label !== '',
  );
};

/** The id of the loudspeaker with that name; '' (the computer's usual one) if there is none. */
export const speakerNamed = async (name: string): Promise<string> => {
  if (name === '') return '';
  return (await audioOutputs()).find(({ label }) => label === name)?.deviceId ?? '';
};

/** Reports their names, each once, now and whenever one is plugged in or unplugged; the result stops it. */
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
