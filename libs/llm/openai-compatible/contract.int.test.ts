import { describe } from '@jest/globals';
import { CHAT_WIRE } from '../testing/chat-wire.js';
import { providerContract } from '../testing/provider.contract.js';

describe('openai-compatible', () => {
  providerContract(CHAT_WIRE);
});
