/** The colour of a state, always shown with an icon and a word. */
export type Look = 'quiet' | 'accent' | 'waiting' | 'good' | 'bad' | 'caution';
