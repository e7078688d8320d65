/** Closed while the settings change: no payment or refund is started at a station that is about to close. */
export interface SettingsLock {
  changing: boolean;
}
