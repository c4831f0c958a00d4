import { setImmediate } from 'node:timers/promises';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isUnreadable, replyProblem } from './reply-problem.js';

/** How the SDK and we name a message that ends the connection by its size. */
export const TOO_LARGE = 'exceeded maximum size';

/** When and why a connection is over. Takes the client's `onclose` and `onerror`. */
export class SessionEnd {
  /** Resolves with the reason. */
  readonly reached: Promise<string>;
  isReached = false;
  private reason: string | undefined;
  private trouble: string | undefined;

  /**
   * @param explain completes a reason with what else is known
   * @param onTrouble told of errors after which the connection may or may not go on
   */
  constructor(
    private readonly client: Client,
    private readonly explain: (reason: string) => string,
    onTrouble: () => void,
  ) {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.reached = promise;
    client.onerror = (error) => {
      const message = replyProblem(error);
      this.trouble = message;
      // What comes after it on the same stream are its pieces.
      if (message.includes(TOO_LARGE)) this.reason ??= `${message}: ask for less, or raise maxResultBytes`;
      if (!this.isReached) onTrouble();
    };
    client.onclose = () => {
      this.isReached = true;
      resolve(this.explained(this.reason ?? this.trouble ?? 'it ended'));
    };
  }

  /** Ends the connection; calls in flight are rejected. */
  async bring(reason: string): Promise<void> {
    this.reason ??= reason;
    await this.client.close();
  }

  /** The reason of a connection that did not come about. The SDK ends one itself whose server it cannot read. */
  failed(error: unknown): Promise<string> {
    return this.isReached && !isUnreadable(error) ? this.reached : this.explained(replyProblem(error));
  }

  /** What a process wrote before it ended arrives just after its end. */
  private async explained(reason: string): Promise<string> {
    await setImmediate();
    return this.explain(reason);
  }
}
