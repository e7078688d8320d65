import { isSecretName } from '#electron/system/redact.ts';
import type { TillLog } from '#electron/system/log.ts';

/** The password of an address such as http://user:password@proxy:3128, as it stands there and as it is meant. */
const passwordsIn = (value: string): readonly string[] =>
  [...value.matchAll(/:\/\/[^\s/@:]*:([^\s/@]+)@/g)].flatMap(([, password = '']) => {
    try {
      return [password, decodeURIComponent(password)];
    } catch {
      return [password];
    }
  });

/** Takes the bench's ApiKey out of the environment that every program started from here on gets; main has read it. */
export const forgetCredentials = (variables: Record<string, string | undefined>): void => {
  delete variables['COUNTERTOP_API_KEY'];
};

/** Keeps out of the log what the environment holds of secrets: by the names of variables, and in addresses. */
export const hideEnvironment = (
  variables: Readonly<Record<string, string | undefined>>,
  log: Pick<TillLog, 'hide'>,
): void => {
  for (const [name, value = ''] of Object.entries(variables)) {
    if (isSecretName(name)) log.hide(value);
    for (const password of passwordsIn(value)) log.hide(password);
  }
};
