/** The tone of a state. It never stands alone: an icon and a word always go with it. */
export type Look = 'quiet' | 'accent' | 'waiting' | 'good' | 'bad' | 'doubt';
