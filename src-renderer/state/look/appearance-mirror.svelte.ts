import type { AppearanceView, Bridge, LanguageName, SoundOutput } from '#contract';
import { languageOf, loadTexts, usualAppearance } from '#contract';
import { ask } from '../ask.ts';
import { mirror } from '../asking/mirror.ts';

type Chosen = AppearanceView['chosen'];

/** Mirrors how the windows look and sound. */
export class AppearanceMirror {
  readonly #bridge: Bridge;
  #view = $state.raw<AppearanceView | null>(null);
  /** What was pushed or chosen last: the next choice builds on it, though its texts may still be loading. */
  #last: Chosen | null = null;
  /** How many choices main has not answered yet; what it pushes meanwhile may lack the last one. */
  #unanswered = 0;

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
    if (this.#last) void this.#change({ ...this.#last, ...change });
  }

  chooseSound(window: keyof Chosen['sounds'], change: Partial<SoundOutput>): void {
    const { sounds } = this.#last ?? this.chosen;
    this.choose({ sounds: { ...sounds, [window]: { ...sounds[window], ...change } } });
  }

  async #change(chosen: Chosen): Promise<void> {
    this.#last = chosen;
    this.#unanswered += 1;
    const reply = await ask(this.#bridge, 'appearance.change', chosen);
    this.#unanswered -= 1;
    if (!reply.ok && this.#unanswered === 0) this.#last = this.#view?.chosen ?? null;
  }

  /** Follows changes; the result stops it. */
  start(): () => void {
    let last: AppearanceView | null = null;
    const show = (view: AppearanceView): void => {
      last = view;
      if (this.#unanswered === 0) this.#last = view.chosen;
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
