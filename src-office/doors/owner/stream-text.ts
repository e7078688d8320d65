/**
 * Streams texts as a body, no faster than the browser takes them, and stops once it is gone. If they fail, the connection is
 * cut, so that nobody takes a part for the whole. `log` is called with why: the library would send it to the browser.
 */
export const streamText = (
  texts: AsyncGenerator<string, void>,
  log: (error: unknown) => void,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await texts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        log(error);
        controller.error(new Error('The answer could not be finished'));
      }
    },
    async cancel() {
      await texts.return();
    },
  });
};
