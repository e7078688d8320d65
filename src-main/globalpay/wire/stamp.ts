/** The API's yyyyMMddHHmmss: UTC without a zone mark, as the unix times in its examples prove. */
const STAMP = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** '20240321085116' for epoch ms; fractions of a second are cut off. */
export const toStamp = (at: number): string => new Date(at).toISOString().replace(/\D/g, '').slice(0, 14);

/** Epoch ms of a stamp; null for anything that is not a valid time. */
export const fromStamp = (stamp: string | null): number | null => {
  const [, year = '', month = '', day = '', hours = '', minutes = '', seconds = ''] =
    STAMP.exec(stamp ?? '') ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return !Number.isNaN(at) && toStamp(at) === stamp ? at : null;
};
