import type { AppearanceView, Bridge, LanguageName, SoundOutput } from '#contract';
import { languageOf, loadTexts, usualAppearance } from '#contract';
import { ask } from '../ask.ts';

type Chosen = AppearanceView['chosen'];

/** Mirrors how the windows look and sound. */
export class AppearanceMirror {
  readonly #bridge: Bridge;
  #view = $state.raw<AppearanceView | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Until main has said, as usual. */
  get chosen(): Chosen {
    return this.#view?.chosen ?? usualAppearance;
  }

  /** Until main has said, the computer's own. */
  get language(): LanguageName {
    return this.#view?.language ?? languageOf(navigator.languages);
  }

  /** Main shows it by a push. */
  choose(change: Partial<Chosen>): void {
    if (this.#view) void ask(this.#bridge, 'appearance.change', { ...this.#view.chosen, ...change });
  }

  chooseSound(window: keyof Chosen['sounds'], change: Partial<SoundOutput>): void {
    const { sounds } = this.chosen;
    this.choose({ sounds: { ...sounds, [window]: { ...sounds[window], ...change } } });
  }

  /** Follows changes; the result stops it. A push is complete, so a reply that comes after one is older and ignored. */
  start(): () => void {
    let last: AppearanceView | null = null;
    const show = (view: AppearanceView): void => {
      last = view;
      // Words come before what speaks them; those that cannot be had leave the language as it is.
      const { language } = this;
      const known = view.language === language ? Promise.resolve() : loadTexts(view.language);
      void known.then(
        () => last === view && (this.#view = view),
        () => last === view && (this.#view = { ...view, language }),
      );
    };
    const stop = this.#bridge.on('appearance.changed', show);
    void ask(this.#bridge, 'appearance.read', {}).then((reply) => {
      if (reply.ok && last === null) show(reply.value);
    });
    return stop;
  }
}
