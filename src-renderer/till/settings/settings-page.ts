/** What Settings shows that is no setting of the shop. */
export type SettingsPage = 'screen' | 'about';
