import type { Enrolled, EnrolmentRefusal } from '#domain/office/enrolment.ts';
import type { TypedOfficeFault } from '#domain/office/connect/typed-office.ts';
import type { Log } from '#services/ports.ts';
import type { EnrolmentAnswer, OfficeCredential, OfficeVault } from './office-ports.ts';

/** Why a person's address and code get no credential. */
export type NotConnected =
  | TypedOfficeFault
  | 'connected-already'
  | 'no-key-store'
  | 'unreachable'
  | 'unreached'
  | 'not-kept'
  | EnrolmentRefusal;

export interface ObtainCredentialPorts {
  readonly vault: Pick<OfficeVault, 'isSafe' | 'load' | 'store'>;
  readonly log: Log & { hide(secret: string): void };
}

export type Obtained =
  | { readonly obtained: true; readonly credential: OfficeCredential }
  /** The office has given it, but this computer could not store it. */
  | { readonly obtained: false; readonly why: 'not-kept'; readonly credential: OfficeCredential }
  | { readonly obtained: false; readonly why: Exclude<NotConnected, 'not-kept'> };

/**
 * Gets a credential from the office and stores it. The code can be used only once, so it is not used if the credential
 * could not be stored. `credentialOf` is called before that; throws what it throws, and then nothing is stored. Rejects
 * with OutOfReach, and asks nothing, while the file of a former credential is held.
 */
export const obtainCredential = async <E extends Enrolled>(
  { vault, log }: ObtainCredentialPorts,
  ask: () => Promise<EnrolmentAnswer<E>>,
  credentialOf: (enrolled: E) => OfficeCredential,
): Promise<Obtained> => {
  if (!(await vault.isSafe())) return { obtained: false, why: 'no-key-store' };
  await vault.load();
  const answer = await ask();
  if (answer.kind !== 'ok') {
    log.warn('the office did not let this till in', { answer });
    return { obtained: false, why: answer.kind === 'refused' ? answer.refused : answer.kind };
  }
  log.hide(answer.value.credential);
  const credential = credentialOf(answer.value);
  try {
    await vault.store(credential);
  } catch (error) {
    log.error('the credential of the office could not be stored', { error });
    return { obtained: false, why: 'not-kept', credential };
  }
  return { obtained: true, credential };
};
