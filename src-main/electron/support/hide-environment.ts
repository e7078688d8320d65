import { isSecretName } from '#electron/system/redact.ts';
import type { TillLog } from '#electron/system/log.ts';

/** The password of an address such as http://user:password@proxy:3128, encoded as it stands there, and decoded. */
const passwordsIn = (value: string): readonly string[] =>
  [...value.matchAll(/:\/\/[^\s/@:]*:([^\s/@]+)@/g)].flatMap(([, password = '']) => {
    try {
      return [password, decodeURIComponent(password)];
    } catch {
      return [password];
    }
  });

/** Removes the bench's ApiKey from the environment, which every child process inherits; main has already read it. */
export const forgetCredentials = (variables: Record<string, string | undefined>): void => {
  delete variables['COUNTERTOP_API_KEY'];
};

/** Keeps the environment's secrets out of the log: variables with secret names, and passwords in addresses. */
export const hideEnvironment = (
  variables: Readonly<Record<string, string | undefined>>,
  log: Pick<TillLog, 'hide'>,
): void => {
  for (const [name, value = ''] of Object.entries(variables)) {
    if (isSecretName(name)) log.hide(value);
    for (const password of passwordsIn(value)) log.hide(password);
  }
};
