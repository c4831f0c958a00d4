import { describe } from '@jest/globals';
import { OPENAI_WIRE } from '../testing/openai-server.js';
import { providerContract } from '../testing/provider.contract.js';

describe('openai', () => {
  providerContract(OPENAI_WIRE);
});
