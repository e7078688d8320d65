/**
 * Streams texts as a body, no faster than the browser takes them, and stops once it is gone. If they fail, or whoever asked
 * is no longer let in, the connection is cut, so that nobody takes a part for the whole. `isLetIn`: asked before each text
 * is sent. `log` is called with why they failed: the library would send it to the browser.
 */
export const streamText = (
  texts: AsyncGenerator<string, void>,
  isLetIn: () => Promise<boolean>,
  log: (error: unknown) => void,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  const cut = (controller: ReadableStreamDefaultController<Uint8Array>): void =>
    controller.error(new Error('The answer could not be finished'));
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await texts.next();
        if (done) controller.close();
        else if (await isLetIn()) controller.enqueue(encoder.encode(value));
        else {
          await texts.return();
          cut(controller);
        }
      } catch (error) {
        log(error);
        cut(controller);
      }
    },
    async cancel() {
      await texts.return();
    },
  });
};
