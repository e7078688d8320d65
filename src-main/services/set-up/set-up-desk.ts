import type { ChosenEnvironment } from '#domain/shop/environment.ts';
import type { RollOutFault } from '#domain/shop/set-up.ts';
import { API_KEY } from '#domain/shop/settings/setting-tables.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock, SavedSetUp, Log, RollOut, SetUpFile, SetUpNote, Vault } from '#services/ports.ts';
import type { Acting } from '#services/staff/session-types.ts';

export interface SetUpPorts {
  readonly file: SetUpFile;
  /** Used until it is replaced by the shop's own answers. */
  readonly rollOut: RollOut;
  readonly vault: Pick<Vault, 'seal'>;
  readonly current: () => Pick<Settings, 'environment'>;
  /** Whether settings are being saved. */
  readonly isChanging: () => boolean;
  readonly journal: () => Pick<ActivityJournal, 'record'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** Whether somebody asks for the set-up, or this till has never been started. */
  readonly isWanted: boolean;
  /** On a bench, typed settings can be tested but are never saved. */
  readonly isBench: boolean;
}

export type SetUpSaved =
  { readonly kept: true } | { readonly kept: false; readonly why: 'no-key-store' | 'settings-not-written' };

/** The guided set-up: what has been typed so far, and whether the till opens with it. */
export class SetUpDesk {
  readonly #ports: SetUpPorts;
  #note: SetUpNote;
  #isLeft = false;

  constructor(ports: SetUpPorts) {
    this.#ports = ports;
    this.#note = ports.file.read();
    this.#begin();
  }

  /** What is wrong with countertop.json while it would be used; else null. */
  get rollOutFault(): RollOutFault | null {
    const { rollOut } = this.#ports;
    return this.#takesRollOut && rollOut.state === 'wrong' ? rollOut.fault : null;
  }

  /** What is on disk or, while nobody has gone on from it, what countertop.json prepares. */
  get note(): SetUpNote {
    const { rollOut } = this.#ports;
    if (!this.#takesRollOut || rollOut.state !== 'read') return this.#note;
    return {
      stage: this.#note.stage === 'later' ? 'later' : 'under-way',
      kept: { step: 'start', typed: rollOut.typed, opensShift: true, restores: false },
    };
  }

  /**
   * An interrupted set-up continues. One that was left waits until somebody asks for it, and a finished one stays
   * closed.
   */
  get opens(): boolean {
    const { isWanted, isBench } = this.#ports;
    const { stage } = this.note;
    if (this.#isLeft || stage === 'done') return false;
    if (isWanted || this.rollOutFault !== null) return true;
    return stage === 'under-way' && !isBench;
  }

  /** On disk before the next step is shown. The ApiKey goes only into the vault. */
  async keep(next: SavedSetUp, acting: Acting): Promise<SetUpSaved> {
    try {
      if (!(await this.#sealKey(next.typed, acting))) return { kept: false, why: 'no-key-store' };
      this.#write({ stage: 'under-way', kept: { ...next, typed: { ...next.typed, apiKey: '' } } });
      this.#isLeft = false;
      return { kept: true };
    } catch (error) {
      this.#ports.log.error('the set-up could not be written', { error });
      return { kept: false, why: 'settings-not-written' };
    }
  }

  leave(stage: 'later' | 'done'): void {
    this.#isLeft = true;
    if (this.#note.stage === 'done') return;
    this.#writeOrLog({ stage, kept: stage === 'done' ? null : this.#note.kept });
  }

  /**
   * The till has left training without the guided set-up and counts as set up. What was typed for yet another
   * environment waits.
   */
  leaveTraining(to: ChosenEnvironment): void {
    const { kept } = this.#note;
    if (to !== 'training' && (kept === null || kept.typed.environment === to)) this.leave('done');
  }

  /** A key in use is replaced only when the settings are saved. */
  async #sealKey({ environment, apiKey }: TypedSettings, acting: Acting): Promise<boolean> {
    const { vault, current, isChanging, journal, clock, isBench } = this.#ports;
    const isInUse = (): boolean => environment === current().environment;
    if (apiKey === '' || environment === 'training' || isInUse() || isBench) return true;
    const key = await vault.seal(environment, API_KEY.tidy(apiKey));
    if (!key.sealed) return false;
    // Settings that were saved meanwhile may have entered that environment with a key of their own, or be about to.
    if (isInUse()) return true;
    if (isChanging()) throw new Error('settings are being saved');
    journal().record({ type: 'settings-changed', ...acting, fields: ['apiKey'] }, clock.now());
    key.commit();
    return true;
  }

  get #takesRollOut(): boolean {
    const { isBench, current } = this.#ports;
    const isNew = current().environment === 'training' && this.#note.kept === null;
    return isNew && this.#note.stage !== 'done' && !isBench;
  }

  /**
   * Notes that the set-up has begun, so that a till that loses power on the first page asks again at the next start.
   */
  #begin(): void {
    const { isWanted, isBench } = this.#ports;
    if (isWanted && !isBench && this.#note.stage === 'new')
      this.#writeOrLog({ stage: 'under-way', kept: null });
  }

  #writeOrLog(note: SetUpNote): void {
    try {
      this.#write(note);
    } catch (error) {
      this.#ports.log.error('the set-up could not be written', { error });
    }
  }

  #write(note: SetUpNote): void {
    this.#ports.file.write(note);
    this.#note = note;
  }
}
