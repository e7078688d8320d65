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

  /** The usual appearance until main has answered. */
  get chosen(): Chosen {
    return this.#view?.chosen ?? usualAppearance;
  }

  /** The computer's own language until main has answered. */
  get language(): LanguageName {
    return this.#view?.language ?? languageOf(navigator.languages);
  }

  /** The change becomes visible when main pushes it. */
  choose(change: Partial<Chosen>): void {
    if (this.#view) void ask(this.#bridge, 'appearance.change', { ...this.#view.chosen, ...change });
  }

  chooseSound(window: keyof Chosen['sounds'], change: Partial<SoundOutput>): void {
    const { sounds } = this.chosen;
    this.choose({ sounds: { ...sounds, [window]: { ...sounds[window], ...change } } });
  }

  /**
   * Follows changes; the result stops it. A push is complete, so a reply that arrives after one is older and
   * is ignored.
   */
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
    const stop = this.#bridge.on('appearance.changed', show);
    void ask(this.#bridge, 'appearance.read', {}).then((reply) => {
      if (reply.ok && last === null) show(reply.value);
    });
    return stop;
  }
}
