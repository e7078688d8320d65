/** Why an export was not written; no half-written file is left behind. */
export const EXPORT_TROUBLES = ['folder-gone', 'folder-refused', 'disk-full', 'cancelled'] as const;
export type ExportTrouble = (typeof EXPORT_TROUBLES)[number];
