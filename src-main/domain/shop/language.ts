/** The languages that customers read, on their display and on paper. */
export const LANGUAGE_NAMES = ['en', 'zh'] as const;
export type LanguageName = (typeof LANGUAGE_NAMES)[number];
