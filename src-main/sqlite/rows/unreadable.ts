/** For callers that need every row. */
export const rethrow = (error: unknown): never => {
  throw error;
};
