/** A `report` for where nothing fails. */
export const thrown = (error: unknown): never => {
  throw error;
};
