/** The API's yyyyMMddHHmmss: UTC without saying so (its own examples carry unix times that prove it). */
const STAMP = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** '20240321085116' for epoch ms; what is below a second is cut off. */
export const toStamp = (at: number): string => new Date(at).toISOString().replace(/\D/g, '').slice(0, 14);

/** Epoch ms of a stamp; null for anything that is not a moment in time. */
export const fromStamp = (stamp: string | null): number | null => {
  const [, year = '', month = '', day = '', hours = '', minutes = '', seconds = ''] =
    STAMP.exec(stamp ?? '') ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return !Number.isNaN(at) && toStamp(at) === stamp ? at : null;
};
