import type { FailureCode } from '#events';
import { abortedError } from './abort.js';
import { ProviderError, type ModelAnswer, type ModelDelta, type ModelRequest, type Provider } from './port.js';

/** What a scripted model does with one request. */
export type Scripted =
  | Partial<ModelAnswer>
  | { readonly fail: FailureCode; readonly retryable?: boolean; readonly retryAfterMs?: number }
  /** Answers nothing until the request is aborted. */
  | { readonly hang: true };

/** One entry for each call in order, or a function of the request and its 0-based number. */
export type Script = readonly Scripted[] | ((request: ModelRequest, call: number) => Scripted | Promise<Scripted>);

export interface ScriptedProvider extends Provider {
  /** Every request so far, in order. */
  readonly requests: readonly ModelRequest[];
}

/**
 * A provider for tests that says what a script tells it to and records what it was asked. A stream gives the text in one
 * delta. A list that is used up fails with `invalid_request`, naming the call.
 */
export function scripted(script: Script, name = 'scripted'): ScriptedProvider {
  const requests: ModelRequest[] = [];
  const complete = async (request: ModelRequest): Promise<ModelAnswer> => {
    const call = requests.push(request) - 1;
    if (request.signal.aborted) throw abortedError();
    return perform(typeof script === 'function' ? await script(request, call) : entry(script, call), request.signal);
  };
  return {
    name,
    requests,
    complete,
    async *stream(request): AsyncGenerator<ModelDelta> {
      const answer = await complete(request);
      if (answer.text !== '') yield { delta: answer.text };
      yield { answer };
    },
  };
}

function entry(script: readonly Scripted[], call: number): Scripted {
  const scriptedCall = script[call];
  if (scriptedCall !== undefined) return scriptedCall;
  const message = `the script has ${script.length} entries, and this is call ${call + 1}`;
  throw new ProviderError('invalid_request', message, { retryable: false });
}

async function perform(entry: Scripted, signal: AbortSignal): Promise<ModelAnswer> {
  if ('hang' in entry) return untilAborted(signal);
  if ('fail' in entry) {
    const { fail, retryable = false, retryAfterMs } = entry;
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    throw new ProviderError(fail, `scripted ${fail}`, { retryable, ...wait });
  }
  const { text = '', calls = [] } = entry;
  const finishReason = calls.length > 0 ? 'tool_calls' : 'stop';
  return { text, calls, finishReason, usage: { source: 'unknown' }, ...entry };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => {
      reject(abortedError());
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
