import type { ModelAnswer, ModelDelta, ModelRequest, Provider } from './port.js';

/** How a call ended; `left` is a stream whose reader went away. */
export type CallEnd = { readonly answer: ModelAnswer } | { readonly error: unknown } | 'left';
/** Is told once how the call ended that it was given for. */
export type Leave = (end: CallEnd) => void;

/** Lets calls through a gate: `enter` returns or resolves when one may begin, or fails with what it ends in. */
export function gated(provider: Provider, enter: (request: ModelRequest) => Leave | Promise<Leave>): Provider {
  return {
    name: provider.name,
    async complete(request): Promise<ModelAnswer> {
      const leave = await enter(request);
      const answer = await provider.complete(request).catch((error: unknown) => {
        leave({ error });
        throw error;
      });
      leave({ answer });
      return answer;
    },
    async *stream(request): AsyncGenerator<ModelDelta> {
      const leave = await enter(request);
      let end: CallEnd = 'left';
      try {
        for await (const item of provider.stream(request)) {
          if ('answer' in item) end = item;
          yield item;
        }
      } catch (error) {
        end = { error };
        throw error;
      } finally {
        leave(end);
      }
    },
  };
}
