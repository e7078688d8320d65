import type { AppearanceView, Bridge, CallInput, LanguageName, SoundOutput } from '#contract';
import { languageOf, loadTexts, usualAppearance } from '#contract';
import { ask } from '../ask.ts';
import { mirror } from '../asking/mirror.ts';

type Chosen = AppearanceView['chosen'];

/** Mirrors how the windows look and sound. */
export class AppearanceMirror {
  readonly #bridge: Bridge;
  #view = $state.raw<AppearanceView | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** The usual appearance until main has answered. */
  get chosen(): Chosen {
    return this.#view?.chosen ?? usualAppearance;
  }

  /** The computer's own language until main has answered. */
  get language(): LanguageName {
    return this.#view?.language ?? languageOf(navigator.languages);
  }

  /** The change becomes visible when main pushes it. */
  choose(change: CallInput<'appearance.change'>): void {
    void ask(this.#bridge, 'appearance.change', change);
  }

  chooseSound(window: keyof Chosen['sounds'], change: Partial<SoundOutput>): void {
    this.choose({ sounds: { [window]: change } });
  }

  /** Follows changes; the result stops it. */
  start(): () => void {
    let last: AppearanceView | null = null;
    const show = (view: AppearanceView): void => {
      last = view;
      // The texts are loaded before the language changes; if they cannot be loaded, the language stays as it
      // is.
      const { language } = this;
      const known = view.language === language ? Promise.resolve() : loadTexts(view.language);
      void known.then(
        () => last === view && (this.#view = view),
        () => last === view && (this.#view = { ...view, language }),
      );
    };
    return mirror(this.#bridge, 'appearance.changed', () => ask(this.#bridge, 'appearance.read', {}), show);
  }
}
