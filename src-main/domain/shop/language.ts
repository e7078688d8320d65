/** The languages that customers read, on their display and on paper. */
export type LanguageName = 'en' | 'zh';
